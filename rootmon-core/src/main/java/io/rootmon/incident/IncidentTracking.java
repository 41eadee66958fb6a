package io.rootmon.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The timers, responses and digests of an incident.
 *
 * @param critical the time at which the incident became CRITICAL
 * @param digest the events that the next digest in the threads reports
 * @param responses users' responses in their order, each one once per user
 * @param previous the id of the account's previous incident
 * @param escalated the time at which further channels were notified that the incident has no
 *     response
 * @param recurring whether the incident continues after its inactivity period, because a new
 *     incident would have repeated alerts that the channels already received; it then lasts until
 *     its maximum age
 * @param aged whether it closed at its maximum age and not by inactivity
 * @param reminders the reminders of an incident without a response
 * @param worstEvent the number of the first event with the incident's highest severity; empty if an
 *     older version stored the incident
 */
public record IncidentTracking(
    Optional<Instant> critical,
    Optional<PendingDigest> digest,
    List<Response> responses,
    Optional<String> previous,
    Optional<Instant> escalated,
    boolean recurring,
    boolean aged,
    Reminders reminders,
    Optional<Long> worstEvent) {
  /** No digest, response or reminder. */
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

  /** The maximum number of responses, because of the size of a store's item. */
  static final int MAX_RESPONSES = 100;

  /**
   * The events that were appended since the last digest.
   *
   * @param after the number of the last event in a digest
   * @param due the earliest time of the digest
   * @param upTo the number of the last event of a digest in progress, so that a retry sends the
   *     same digest
   */
  public record PendingDigest(long after, Instant due, Optional<Long> upTo) {
    /** The minimum time between two digests. */
    public static final Duration PAUSE = Duration.ofMinutes(1);

    /** The delay after which a timer counts as lost. */
    private static final Duration LOST = Duration.ofMinutes(2);

    /** Returns the events from this number on. */
    public static PendingDigest since(long number, Instant now) {
      return new PendingDigest(number - 1, now.plus(PAUSE), Optional.empty());
    }

    /** Returns the events after this number, which a digest included. */
    public static PendingDigest after(long number, Instant now) {
      return since(number + 1, now);
    }

    /** Returns whether the timer of the digest should have arrived by this time. */
    public boolean isLost(Instant now) {
      return now.isAfter(due.plus(LOST));
    }

    /** Returns a copy with a later time. */
    public PendingDigest again(Instant now) {
      return new PendingDigest(after, now.plus(PAUSE), upTo);
    }

    /** Returns a copy with this last event, unless the last event is already set. */
    public PendingDigest upTo(long number) {
      return new PendingDigest(after, due, upTo.or(() -> Optional.of(number)));
    }
  }

  /** A user's response to an incident. */
  public record Response(Instant time, String who, Action action, String channel) {
    /** The kind of response. */
    public enum Action {
      /** A user takes responsibility for the incident. */
      ACKNOWLEDGED,
      /** A user can explain who caused the activity and why. */
      EXPECTED,
      /** A user investigates the activity. */
      INVESTIGATING
    }

    private boolean repeats(Response other) {
      return who.equals(other.who) && action == other.action;
    }
  }

  /**
   * The daily reminders of a CRITICAL incident without a response.
   *
   * @param incident the earlier incident without a response that this one continues
   * @param since the time at which that one became CRITICAL
   * @param last the time of the latest reminder
   * @param count the number of reminders
   */
  public record Reminders(
      Optional<String> incident, Optional<Instant> since, Optional<Instant> last, int count) {
    /** No reminder was sent, and none is due. */
    public static final Reminders NONE =
        new Reminders(Optional.empty(), Optional.empty(), Optional.empty(), 0);

    Reminders sent(Instant now) {
      return new Reminders(incident, since, Optional.of(now), count + 1);
    }
  }

  public IncidentTracking {
    responses = List.copyOf(responses);
  }

  /** Returns a copy with this digest. */
  public IncidentTracking with(PendingDigest other) {
    return copy(critical, Optional.of(other), responses, previous, escalated);
  }

  /** Returns a copy without a pending digest. */
  public IncidentTracking withoutDigest() {
    return copy(critical, Optional.empty(), responses, previous, escalated);
  }

  /**
   * Returns a copy with the response. The copy is unchanged if the user's same response is already
   * recorded, or if there are too many responses.
   */
  public IncidentTracking with(Response response) {
    if (responses.stream().anyMatch(response::repeats) || responses.size() >= MAX_RESPONSES) {
      return this;
    }
    List<Response> more = new ArrayList<>(responses);
    more.add(response);
    return copy(critical, digest, more, previous, escalated);
  }

  /** Returns a copy that is CRITICAL since this time, or an earlier known one. */
  public IncidentTracking criticalSince(Instant now) {
    return copy(critical.or(() -> Optional.of(now)), digest, responses, previous, escalated);
  }

  /** Returns a copy with the id of the incident before this one. */
  public IncidentTracking after(Optional<String> incident) {
    return copy(critical, digest, responses, incident, escalated);
  }

  /** Returns a copy that was escalated at this time. */
  public IncidentTracking escalatedAt(Instant now) {
    return copy(critical, digest, responses, previous, Optional.of(now));
  }

  /** Returns a copy that continues after its inactivity period. */
  public IncidentTracking recurs() {
    return new IncidentTracking(
        critical, digest, responses, previous, escalated, true, false, reminders, worstEvent);
  }

  /** Returns a copy that closed by its maximum age or by inactivity. */
  public IncidentTracking closedBy(boolean maximum) {
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

  /** Returns a copy with these reminders. */
  public IncidentTracking with(Reminders others) {
    return new IncidentTracking(
        critical, digest, responses, previous, escalated, recurring, aged, others, worstEvent);
  }

  /** Returns a copy for an incident whose severity rises with the event of that number. */
  public IncidentTracking withWorstEvent(long number) {
    return new IncidentTracking(
        critical,
        digest,
        responses,
        previous,
        escalated,
        recurring,
        aged,
        reminders,
        Optional.of(number));
  }

  /** Returns a copy with one more reminder. */
  public IncidentTracking remindedAt(Instant now) {
    return with(reminders.sent(now));
  }

  /**
   * Returns the time at which the incident, or an earlier one that it continues, became CRITICAL;
   * empty if it has a response.
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
