package io.rootmon.incident;

import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
 * @param notified the channels that are notified, each with its reason; empty where the event is
 *     only added to its incident
 * @param suppressed why routes want it and no channel is notified by the policy
 * @param place in its incident; empty for a copy
 * @param isNews whether the incident's threads are to be told of it in a minute
 * @param needsTimer whether the timer of its incident has to be set again
 */
public record Decision(
    IncidentAction verdict,
    String eventId,
    Severity severity,
    List<String> reasons,
    Map<String, NotificationReason> notified,
    Optional<Suppression> suppressed,
    Optional<IncidentRef> place,
    boolean isNews,
    boolean needsTimer) {
  public Decision {
    reasons = List.copyOf(reasons);
    notified = Collections.unmodifiableMap(new LinkedHashMap<>(notified));
  }

  /** One by which the channels are notified for the first time. */
  public Decision(
      IncidentAction verdict,
      String eventId,
      Severity severity,
      List<String> reasons,
      Set<String> channels,
      Optional<IncidentRef> place) {
    this(
        verdict,
        eventId,
        severity,
        reasons,
        first(channels),
        Optional.empty(),
        place,
        false,
        false);
  }

  /** What the event does to the account's incident. */
  public enum IncidentAction {
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
   * @param previous the account's incident before this one, by its id
   * @param reasons why each channel is notified
   */
  public record IncidentRef(
      String incident,
      Instant opened,
      long number,
      Severity highest,
      Map<String, String> heads,
      Optional<String> previous,
      Map<String, NotificationReason> reasons) {
    public IncidentRef {
      heads = Map.copyOf(heads);
      reasons = Map.copyOf(reasons);
    }

    /** One by which nobody is notified, in the account's first incident. */
    public IncidentRef(
        String incident, Instant opened, long number, Severity highest, Map<String, String> heads) {
      this(incident, opened, number, highest, heads, Optional.empty(), Map.of());
    }

    /** The strongest reason for which a channel is notified. */
    public Optional<NotificationReason> reason() {
      return reasons.values().stream().min(Comparator.naturalOrder());
    }

    /** The same with the reason of that channel alone. */
    public IncidentRef to(String channel) {
      NotificationReason own = reasons.get(channel);
      return reasons.size() < 2
          ? this
          : new IncidentRef(
              incident,
              opened,
              number,
              highest,
              heads,
              previous,
              own == null ? Map.of() : Map.of(channel, own));
    }
  }

  /** The channels to be told. */
  public Set<String> channels() {
    return notified.keySet();
  }

  public boolean isTold() {
    return !notified.isEmpty();
  }

  /** Whether people are notified: not only a channel that receives every finding. */
  public boolean isNotified() {
    return notified.values().stream().anyMatch(it -> it != NotificationReason.EVERY);
  }

  private static Map<String, NotificationReason> first(Set<String> channels) {
    Map<String, NotificationReason> first = new LinkedHashMap<>();
    channels.forEach(it -> first.put(it, NotificationReason.FIRST));
    return first;
  }

  /** Whether the reason says that root was not seen from the caller's network before. */
  public static boolean isNewNetwork(String reason) {
    return reason.startsWith(AnomalyAssessment.NEW_NETWORK);
  }

  /** The same by another name of the act. */
  public Decision of(String otherEventId) {
    return new Decision(
        verdict, otherEventId, severity, reasons, notified, suppressed, place, isNews, needsTimer);
  }
}
