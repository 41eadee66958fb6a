package io.rootmon.alert;

import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What an alert has to say of many events, beside words: an incident's story, or a week's.
 *
 * @param worst of the events; empty where there were none
 * @param incident whose story it is; empty where it is a week's
 * @param entries in the order of their times
 * @param timeline where a picture says more than the words
 * @param heat the week's picture
 * @param sections of a week
 */
public record ReportContent(
    Optional<Severity> worst,
    Optional<Incident> incident,
    List<IncidentEvent> entries,
    Optional<Timeline> timeline,
    Optional<HeatMap> heat,
    List<Section> sections) {
  public ReportContent {
    entries = List.copyOf(entries);
    sections = List.copyOf(sections);
  }

  /** An incident's. */
  public ReportContent(Incident incident, List<IncidentEvent> entries) {
    this(
        Optional.of(incident.severity()),
        Optional.of(incident),
        entries,
        Timeline.of(entries),
        Optional.empty(),
        List.of());
  }

  /** A week's. */
  public ReportContent(Optional<Severity> worst, Optional<HeatMap> heat, List<Section> sections) {
    this(worst, Optional.empty(), List.of(), Optional.empty(), heat, sections);
  }

  /** Lines of one sort under a title. */
  public record Section(String title, List<String> lines) {
    public Section {
      lines = List.copyOf(lines);
    }
  }
}
