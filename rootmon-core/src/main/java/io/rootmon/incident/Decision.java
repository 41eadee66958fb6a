package io.rootmon.incident;

import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is done about an event, taken once and repeated to whoever asks again.
 *
 * @param eventId of the act that is told: this event's, or that of the one that it is a copy of
 * @param severity the finding's, raised by what happened around it
 * @param reasons that the story adds to the finding's own
 * @param channels to be told; empty where the event is only written down
 * @param place in its incident; empty for a copy
 * @param isNews whether the incident's threads are to be told of it in a minute
 */
public record Decision(
    Verdict verdict,
    String eventId,
    Severity severity,
    List<String> reasons,
    Set<String> channels,
    Optional<Place> place,
    boolean isNews) {
  public Decision {
    reasons = List.copyOf(reasons);
    channels = Collections.unmodifiableSet(new LinkedHashSet<>(channels));
  }

  /** One that threads are not told of later. */
  public Decision(
      Verdict verdict,
      String eventId,
      Severity severity,
      List<String> reasons,
      Set<String> channels,
      Optional<Place> place) {
    this(verdict, eventId, severity, reasons, channels, place, false);
  }

  /** What the event does to the account's incident. */
  public enum Verdict {
    /** It begins one. */
    OPEN,
    /** It makes an open one worse or other than it was, or is the first that a channel wants. */
    ESCALATE,
    /** It adds to an open one, and nobody is told. */
    APPEND,
    /** It is a copy of an act that was told as at least as alarming. */
    DUPLICATE
  }

  /**
   * Where in an incident an event stands.
   *
   * @param number of the event, from 1, in the order of arrival
   * @param highest severity of the incident, this event included
   * @param heads of the threads: by the channel, the event by which it was told first
   */
  public record Place(
      String incident, Instant opened, long number, Severity highest, Map<String, String> heads) {
    public Place {
      heads = Map.copyOf(heads);
    }
  }

  public boolean isTold() {
    return !channels.isEmpty();
  }

  /** The same by another name of the act. */
  public Decision of(String otherEventId) {
    return new Decision(verdict, otherEventId, severity, reasons, channels, place, isNews);
  }
}
