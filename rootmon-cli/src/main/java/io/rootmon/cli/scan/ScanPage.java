package io.rootmon.cli.scan;

import io.rootmon.alert.Fact;
import io.rootmon.alert.Link;
import io.rootmon.judge.Severity;
import java.util.List;
import java.util.Optional;

/**
 * An archive's report as one page. The type and its parts are public, because templates read them.
 *
 * @param tone the highest severity in lower case, which selects the page's colours
 * @param styleHash the hash of the style for the page's security policy
 * @param notes the missing parts, with reasons
 * @param accounts the accounts that rows name, in order
 * @param moreRows a note if not all findings are listed
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
   * @param number the number on the page, from 1
   * @param more a note if not all steps are listed
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

  /** A finding of an incident, in one line. */
  public record Step(String instant, String time, Severity severity, String headline) {}

  /**
   * A finding of the table.
   *
   * @param rank the severity's rank, for sorting rows
   * @param incident the number of its incident on the page
   * @param incidentOrder the incident's rank, for sorting rows
   * @param details absent beyond the first thousand, and for activities of services
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

  /** The details of a finding. */
  public record Details(
      List<String> reasons, List<String> advice, List<Fact> facts, List<Link> links) {}
}
