package io.rootmon.alert;

import io.rootmon.incident.Entry;
import io.rootmon.incident.Incident;
import java.util.List;

/**
 * An incident that is over, whole.
 *
 * @param entries in the order of their times
 */
public record Report(Incident incident, List<Entry> entries) {
  public Report {
    entries = List.copyOf(entries);
  }
}
