package io.rootmon.cli.scan;

import io.rootmon.alert.Fact;
import io.rootmon.alert.Link;
import io.rootmon.judge.Severity;
import java.util.List;
import java.util.Optional;

/**
 * An archive's report as one page. Public, with all its parts, because templates read them.
 *
 * @param tone the worst severity in small letters, by which the page is coloured
 * @param styleHash by which the page's security policy knows its style
 * @param notes what is missing, and why
 * @param accounts that rows name, in order
 * @param moreRows said where not all findings are listed
 */
public record ScanPage(
    String headline,
    String lead,
    String tone,
    String styleHash,
    String scriptHash,
    List<Fact> totals,
    List<String> notes,
    List<IncidentSection> incidents,
    String noIncident,
    Optional<String> moreIncidents,
    List<String> accounts,
    List<Row> rows,
    Optional<String> moreRows,
    List<Fact> services,
    String servicesLead,
    List<String> problems,
    String problemsLead) {

  /**
   * An incident.
   *
   * @param number on the page, from 1
   * @param more said where not all steps are there
   */
  public record IncidentSection(
      String number,
      Severity severity,
      String account,
      String headline,
      List<Fact> facts,
      Timeline timeline,
      List<Step> steps,
      Optional<String> more) {}

  /** An act of an incident, in one line. */
  public record Step(String instant, String time, Severity severity, String headline) {}

  /**
   * A finding of the table.
   *
   * @param rank of the severity, by which rows are sorted
   * @param incident its number on the page
   * @param incidentOrder by which rows are sorted
   * @param details absent beyond the first thousand, and for acts of services
   */
  public record Row(
      Severity severity,
      String rank,
      String instant,
      String time,
      String account,
      String event,
      String outcome,
      Optional<String> headline,
      List<String> reasons,
      String address,
      Optional<String> incident,
      String incidentOrder,
      Optional<Details> details) {}

  /** What a person wants to know of a finding. */
  public record Details(
      List<String> reasons, List<String> advice, List<Fact> facts, List<Link> links) {}
}
