package io.rootmon.incident;

import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.internal.incident.AnomalyAssessment;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The result of grouping one event: the incident action, the severity and the channels. A store
 * takes a decision once and returns it for every later call with the same event.
 *
 * @param action the effect on the incident of the account
 * @param eventId the key of the event that the channels are notified of: this event's key, or the
 *     original's if this event is a duplicate. The notification log identifies deliveries by it
 * @param severity the severity of the finding, raised by the incident around it
 * @param reasons the reasons that the incident adds to those of the finding
 * @param notified the channels that are notified, each with its reason; empty if the event is only
 *     added to its incident
 * @param suppressed why no channel is notified although a route matches
 * @param incident the incident, and the position of the event in it; empty for a duplicate, and for
 *     an event without an incident
 * @param timers the timers that the incident needs, with their delays
 * @param closed an earlier incident that this event proved to be closed; its report is due. A
 *     repeated call for the same event does not return it
 * @param problems what went wrong while the decision was taken, such as a state store that failed
 */
public record Decision(
    IncidentAction action,
    String eventId,
    Severity severity,
    List<String> reasons,
    Map<String, NotificationReason> notified,
    Optional<Suppression> suppressed,
    Optional<IncidentRef> incident,
    Map<TimerPurpose, Duration> timers,
    Optional<Incident> closed,
    List<String> problems) {
  public Decision {
    reasons = List.copyOf(reasons);
    notified = Collections.unmodifiableMap(new LinkedHashMap<>(notified));
    Map<TimerPurpose, Duration> sorted = new EnumMap<>(TimerPurpose.class);
    sorted.putAll(timers);
    timers = Collections.unmodifiableMap(sorted);
    problems = List.copyOf(problems);
  }

  /** Creates a decision without timers, closed incident and problems. */
  public Decision(
      IncidentAction action,
      String eventId,
      Severity severity,
      List<String> reasons,
      Map<String, NotificationReason> notified,
      Optional<Suppression> suppressed,
      Optional<IncidentRef> incident) {
    this(
        action,
        eventId,
        severity,
        reasons,
        notified,
        suppressed,
        incident,
        Map.of(),
        Optional.empty(),
        List.of());
  }

  /** Creates a decision that notifies these channels for the first time. */
  public Decision(
      IncidentAction action,
      String eventId,
      Severity severity,
      List<String> reasons,
      Set<String> channels,
      Optional<IncidentRef> incident) {
    this(action, eventId, severity, reasons, first(channels), Optional.empty(), incident);
  }

  /** Returns the decision on an alert without an incident, which these channels receive. */
  public static Decision alone(
      String eventId, Severity severity, Set<String> channels, List<String> problems) {
    IncidentAction action = channels.isEmpty() ? IncidentAction.UNROUTED : IncidentAction.ALONE;
    return new Decision(action, eventId, severity, List.of(), channels, Optional.empty())
        .withProblems(problems);
  }

  /** Returns the decision on an event that could not be decided in time. */
  public static Decision postponed(String eventId, Severity severity, String problem) {
    return new Decision(
            IncidentAction.POSTPONED, eventId, severity, List.of(), Set.of(), Optional.empty())
        .withProblems(List.of(problem));
  }

  /**
   * The position of an event in its incident.
   *
   * @param number of the event, from 1, in the order of arrival
   * @param highest severity of the incident, this event included
   * @param parents the parent messages: by channel, the event that it was notified of first
   * @param previous the account's incident before this one, by its id
   * @param reasons why each channel is notified
   */
  public record IncidentRef(
      String incident,
      Instant opened,
      long number,
      Severity highest,
      Map<String, String> parents,
      Optional<String> previous,
      Map<String, NotificationReason> reasons) {
    public IncidentRef {
      parents = Map.copyOf(parents);
      reasons = Map.copyOf(reasons);
    }

    /** Creates a reference that notifies no channel, in the account's first incident. */
    public IncidentRef(
        String incident,
        Instant opened,
        long number,
        Severity highest,
        Map<String, String> parents) {
      this(incident, opened, number, highest, parents, Optional.empty(), Map.of());
    }

    /** Returns the strongest reason for which a channel is notified. */
    public Optional<NotificationReason> reason() {
      return reasons.values().stream().min(Comparator.naturalOrder());
    }

    /** Returns a copy with the reason of that channel alone. */
    public IncidentRef to(String channel) {
      NotificationReason own = reasons.get(channel);
      return reasons.size() < 2
          ? this
          : new IncidentRef(
              incident,
              opened,
              number,
              highest,
              parents,
              previous,
              own == null ? Map.of() : Map.of(channel, own));
    }
  }

  /** Returns the channels that are notified. */
  public Set<String> channels() {
    return notified.keySet();
  }

  /** Returns whether any channel is notified. */
  public boolean hasChannels() {
    return !notified.isEmpty();
  }

  /** Returns whether people are notified: not only a channel that receives every finding. */
  public boolean isNotified() {
    return notified.values().stream().anyMatch(it -> it != NotificationReason.EVERY);
  }

  /**
   * Returns the cause of the notification: the strongest reason of all channels. Empty if no
   * channel is notified, and for an alert without an incident.
   */
  public Optional<NotificationReason> cause() {
    return incident.flatMap(IncidentRef::reason);
  }

  /** Returns the id of the incident. */
  public Optional<String> incidentId() {
    return incident.map(IncidentRef::incident);
  }

  /** Returns whether the alert after this decision has the same texts as after another one. */
  public boolean hasTextsOf(Decision other) {
    return action == other.action
        && severity == other.severity
        && reasons.equals(other.reasons)
        && notified.equals(other.notified)
        && incident.equals(other.incident);
  }

  private static Map<String, NotificationReason> first(Set<String> channels) {
    Map<String, NotificationReason> first = new LinkedHashMap<>();
    channels.forEach(it -> first.put(it, NotificationReason.FIRST));
    return first;
  }

  /** Returns whether the reason says that the caller's network is new for root. */
  public static boolean isNewNetwork(String reason) {
    return reason.startsWith(AnomalyAssessment.NEW_NETWORK);
  }

  /** Returns a copy with another key of the event. */
  public Decision withEventId(String otherEventId) {
    return copy(otherEventId, reasons, timers, closed, problems);
  }

  /** Returns a copy with these reasons instead of its own. */
  public Decision withReasons(List<String> others) {
    return copy(eventId, others, timers, closed, problems);
  }

  /** Returns a copy with one more timer. */
  public Decision withTimer(TimerPurpose purpose, Duration delay) {
    Map<TimerPurpose, Duration> all = new EnumMap<>(TimerPurpose.class);
    all.putAll(timers);
    all.put(purpose, delay);
    return copy(eventId, reasons, all, closed, problems);
  }

  /** Returns a copy with these problems after its own. */
  public Decision withProblems(List<String> others) {
    List<String> all = new ArrayList<>(problems);
    all.addAll(others);
    return copy(eventId, reasons, timers, closed, all);
  }

  /** Returns a copy for a repeated call: the report of the closed incident is due only once. */
  public Decision repeated() {
    return closed.isEmpty() ? this : copy(eventId, reasons, timers, Optional.empty(), problems);
  }

  private Decision copy(
      String event,
      List<String> why,
      Map<TimerPurpose, Duration> allTimers,
      Optional<Incident> earlier,
      List<String> allProblems) {
    return new Decision(
        action,
        event,
        severity,
        why,
        notified,
        suppressed,
        incident,
        allTimers,
        earlier,
        allProblems);
  }

  /** The reason why a finding that routes match is added to its incident without an alert. */
  public enum Suppression {
    /** The channels already received an alert of this severity, rule and kind. */
    NOTIFIED,
    /** The channels already received as many alerts about the account as they may in 24 hours. */
    LIMIT,
    /** An exclusion of the configuration matches the finding. */
    EXCLUDED
  }

  /** The reason why a channel is notified of a finding, the strongest reason first. */
  public enum NotificationReason {
    /** The finding is the first of its incident for the channel. */
    FIRST("first finding of this incident"),
    /** The finding is more severe than all that the channel received about the incident. */
    SEVERITY("higher severity than before in this incident"),
    /** The finding is the first of its CRITICAL rule, or of its tampering call, in the incident. */
    RULE("first finding of this rule or call in this incident"),
    /**
     * The finding is HIGH or CRITICAL, its event happened before the incident, and the channel
     * received few alerts of that day.
     */
    LATE("late event from before this incident"),
    /** The incident had no activity of this kind before. */
    KIND("new kind of activity in this incident"),
    /** The incident had no activity from this network before. */
    NETWORK("new network in this incident"),
    /** The incident is CRITICAL and had no response for a day. */
    REMINDER("daily reminder: no response so far"),
    /** The channel receives every finding. */
    EVERY("this channel receives every finding");

    private final String text;

    NotificationReason(String text) {
      this.text = text;
    }

    /** Returns the reason as the alert shows it. */
    public String text() {
      return text;
    }

    /** Returns the reason for programs, such as {@code first}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
