package io.rootmon.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is done about an incident while it lasts.
 *
 * @param critical when it was first found to be CRITICAL
 * @param news what was written down and is still to be told in the threads
 * @param responses of people, in the order in which they came, each person's act once
 * @param previous the account's incident before it, by its id
 * @param escalated when others were told that nobody had responded
 * @param recurring whether it was continued after its inactivity period, because a new incident
 *     would have repeated what the channels knew; it then lasts for its maximum time
 * @param aged whether it closed by its maximum time and not by inactivity
 * @param reminders about an incident without a response
 * @param worstEvent the number of the first event that has the incident's highest severity; empty
 *     if an older version stored the incident
 */
public record IncidentTracking(
    Optional<Instant> critical,
    Optional<PendingDigest> news,
    List<Response> responses,
    Optional<String> previous,
    Optional<Instant> escalated,
    boolean recurring,
    boolean aged,
    Reminders reminders,
    Optional<Long> worstEvent) {
  public static final IncidentTracking NONE =
      new IncidentTracking(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          Reminders.NONE,
          Optional.empty());

  /** More would not fit into a store's item; nobody reads so many. */
  static final int MAX_RESPONSES = 100;

  /**
   * What was appended since the threads were told last.
   *
   * @param after the number of the last event that they know
   * @param due when they are told, at the earliest
   * @param upTo the number of the last event that they are being told of: whoever is at it, and
   *     however often, tells the same
   */
  public record PendingDigest(long after, Instant due, Optional<Long> upTo) {
    /** Threads are told no more often than that. */
    public static final Duration PAUSE = Duration.ofMinutes(1);

    /** A timer that is so late does not come any more. */
    private static final Duration LOST = Duration.ofMinutes(2);

    /** From the event of that number on. */
    static PendingDigest since(long number, Instant now) {
      return new PendingDigest(number - 1, now.plus(PAUSE), Optional.empty());
    }

    /** What is left when that was told: the events from there on. */
    public static PendingDigest after(long number, Instant now) {
      return since(number + 1, now);
    }

    boolean isLost(Instant now) {
      return now.isAfter(due.plus(LOST));
    }

    /** The same, later. */
    PendingDigest again(Instant now) {
      return new PendingDigest(after, now.plus(PAUSE), upTo);
    }

    /** Being told, up to that event unless it is already known to which. */
    public PendingDigest upTo(long number) {
      return new PendingDigest(after, due, upTo.or(() -> Optional.of(number)));
    }
  }

  /** What a person did about an incident. */
  public record Response(Instant time, String who, Action action, String channel) {
    /** What can be done. */
    public enum Action {
      /** Somebody looks after it. */
      ACKNOWLEDGED,
      /** Somebody knows who it is and why. */
      EXPECTED,
      /** Somebody does not, and looks into it. */
      INVESTIGATING
    }

    private boolean repeats(Response other) {
      return who.equals(other.who) && action == other.action;
    }
  }

  /**
   * The daily reminders about a CRITICAL incident without a response.
   *
   * @param incident the earlier incident without a response that this one continues
   * @param since when that one became CRITICAL
   * @param last when the latest reminder was sent
   * @param count how many were sent
   */
  public record Reminders(
      Optional<String> incident, Optional<Instant> since, Optional<Instant> last, int count) {
    public static final Reminders NONE =
        new Reminders(Optional.empty(), Optional.empty(), Optional.empty(), 0);

    Reminders sent(Instant now) {
      return new Reminders(incident, since, Optional.of(now), count + 1);
    }
  }

  public IncidentTracking {
    responses = List.copyOf(responses);
  }

  public IncidentTracking with(PendingDigest other) {
    return copy(critical, Optional.of(other), responses, previous, escalated);
  }

  public IncidentTracking withoutNews() {
    return copy(critical, Optional.empty(), responses, previous, escalated);
  }

  /** Unchanged where that person did that before, and where there are too many. */
  public IncidentTracking with(Response response) {
    if (responses.stream().anyMatch(response::repeats) || responses.size() >= MAX_RESPONSES) {
      return this;
    }
    List<Response> more = new ArrayList<>(responses);
    more.add(response);
    return copy(critical, news, more, previous, escalated);
  }

  /** Since that moment, or an earlier one that is known. */
  public IncidentTracking criticalSince(Instant now) {
    return copy(critical.or(() -> Optional.of(now)), news, responses, previous, escalated);
  }

  public IncidentTracking after(Optional<String> incident) {
    return copy(critical, news, responses, incident, escalated);
  }

  /** Others were told then. */
  public IncidentTracking escalatedAt(Instant now) {
    return copy(critical, news, responses, previous, Optional.of(now));
  }

  /** The incident goes on after its inactivity period. */
  IncidentTracking recurs() {
    return new IncidentTracking(
        critical, news, responses, previous, escalated, true, false, reminders, worstEvent);
  }

  /** The incident closed, by its maximum time or by inactivity. */
  IncidentTracking closedBy(boolean maximum) {
    return new IncidentTracking(
        critical,
        Optional.empty(),
        responses,
        previous,
        escalated,
        recurring,
        maximum,
        reminders,
        worstEvent);
  }

  IncidentTracking with(Reminders others) {
    return new IncidentTracking(
        critical, news, responses, previous, escalated, recurring, aged, others, worstEvent);
  }

  /** Returns a copy for an incident whose severity rises with the event of that number. */
  IncidentTracking withWorstEvent(long number) {
    return new IncidentTracking(
        critical,
        news,
        responses,
        previous,
        escalated,
        recurring,
        aged,
        reminders,
        Optional.of(number));
  }

  /** A reminder was sent. */
  public IncidentTracking remindedAt(Instant now) {
    return with(reminders.sent(now));
  }

  /**
   * When the incident, or an earlier one that it continues, became CRITICAL; without a response.
   */
  public Optional<Instant> unansweredSince() {
    return responses.isEmpty() ? reminders.since().or(() -> critical) : Optional.empty();
  }

  private IncidentTracking copy(
      Optional<Instant> criticalSince,
      Optional<PendingDigest> nextNews,
      List<Response> allResponses,
      Optional<String> before,
      Optional<Instant> escalatedSince) {
    return new IncidentTracking(
        criticalSince,
        nextNews,
        allResponses,
        before,
        escalatedSince,
        recurring,
        aged,
        reminders,
        worstEvent);
  }
}
