package io.rootmon.alert;

import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Severity;
import java.util.List;
import java.util.Optional;

/**
 * The part of an alert that reports on many events: an incident's or a week's.
 *
 * @param state what the report is about
 * @param summary one to three sentences below the headline
 * @param worst severity of the events; empty if there were none
 * @param incident the incident; empty in a weekly report
 * @param entries the events in the order of their times
 * @param timeline of an incident, if a picture adds something
 * @param heat the accounts and days of a week
 * @param lead the sections before the steps that remain
 * @param sections the sections after them
 */
public record ReportContent(
    State state,
    String summary,
    Optional<Severity> worst,
    Optional<Incident> incident,
    List<IncidentEvent> entries,
    Optional<Timeline> timeline,
    Optional<HeatMap> heat,
    List<Section> lead,
    List<Section> sections) {
  public ReportContent {
    entries = List.copyOf(entries);
    lead = List.copyOf(lead);
    sections = List.copyOf(sections);
  }

  /** Creates the report of an incident. */
  public static ReportContent ofIncident(
      State state,
      String summary,
      Incident incident,
      List<IncidentEvent> entries,
      List<Section> sections) {
    return new ReportContent(
        state,
        summary,
        Optional.of(incident.severity()),
        Optional.of(incident),
        entries,
        Timeline.of(entries),
        Optional.empty(),
        List.of(),
        sections);
  }

  /** Creates the report of a week. */
  public static ReportContent ofWeek(
      String summary, Optional<Severity> worst, Optional<HeatMap> heat, List<Section> lead) {
    return new ReportContent(
        State.WEEK,
        summary,
        worst,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        heat,
        lead,
        List.of());
  }

  /** The subject of a report and its state. */
  public enum State {
    /** An incident that is open. */
    OPEN,
    /** An incident that is closed. */
    CLOSED,
    /** An incident in files, long after it happened. */
    PAST,
    /** A week of the organization. */
    WEEK
  }

  /** Lines of one kind under a title. */
  public record Section(String title, List<String> lines) {
    public Section {
      lines = List.copyOf(lines);
    }
  }
}
