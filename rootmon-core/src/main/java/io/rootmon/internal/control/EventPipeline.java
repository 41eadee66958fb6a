package io.rootmon.internal.control;

import io.rootmon.judge.Finding;
import io.rootmon.time.Deadline;
import java.util.List;
import java.util.Set;

/** Processes events from sources other than the function's own queue. */
@FunctionalInterface
public interface EventPipeline {
  /**
   * Judges the events and notifies the channels. Control messages other than spoke alarms are
   * ignored.
   *
   * @return the ids of the events that must be processed again
   */
  Set<String> process(List<Event> events, Deadline deadline);

  /**
   * An event with the id of its message.
   *
   * @param origin how the event reached rootmon
   */
  record Event(String id, String body, Finding.Origin origin) {}
}
