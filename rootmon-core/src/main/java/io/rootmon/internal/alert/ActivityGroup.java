package io.rootmon.internal.alert;

import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of an incident that have the same description.
 *
 * @param activity such as "Root created an access key"
 * @param worst the highest severity of the events
 * @param events in the order of their times
 */
record ActivityGroup(String activity, Severity worst, List<IncidentEvent> events) {
  ActivityGroup {
    events = List.copyOf(events);
  }

  /** Groups events, which must be in the order of their times; the most severe group is first. */
  static List<ActivityGroup> of(List<IncidentEvent> events, IncidentEventText text) {
    Map<String, List<IncidentEvent>> groups = new LinkedHashMap<>();
    for (IncidentEvent it : events) {
      groups.computeIfAbsent(text.activity(it), unused -> new ArrayList<>()).add(it);
    }
    List<ActivityGroup> sorted = new ArrayList<>();
    groups.forEach((activity, its) -> sorted.add(new ActivityGroup(activity, highest(its), its)));
    sorted.sort(Comparator.comparing(ActivityGroup::worst).reversed());
    return sorted;
  }

  private static Severity highest(List<IncidentEvent> events) {
    return events.stream()
        .map(IncidentEvent::severity)
        .max(Comparator.naturalOrder())
        .orElse(Severity.INFO);
  }

  /**
   * Returns a line such as "HIGH: Root started EC2 instances, 209 times in 5 regions (02:06 to …)".
   */
  String line(EventTimes times) {
    String first = times.time(events.get(0).time());
    String last = times.time(events.get(events.size() - 1).time());
    String when = first.equals(last) ? first : first + " to " + last;
    return worst + ": " + activity + count() + regions() + " (" + when + " UTC)";
  }

  /** Returns the activity and how often it happened, without severity and times. */
  String brief() {
    return activity + (events.size() == 1 ? "" : " × " + events.size());
  }

  private String count() {
    return switch (events.size()) {
      case 1 -> "";
      case 2 -> ", twice";
      default -> ", " + events.size() + " times";
    };
  }

  private String regions() {
    long regions = events.stream().flatMap(it -> it.region().stream()).distinct().count();
    return regions > 1 ? " in " + regions + " regions" : "";
  }
}
