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
 */
public record Handling(
    Optional<Instant> critical,
    Optional<News> news,
    List<Response> responses,
    Optional<String> previous,
    Optional<Instant> escalated) {
  public static final Handling NONE =
      new Handling(
          Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

  /** More would not fit into a store's item; nobody reads so many. */
  static final int MOST_RESPONSES = 100;

  /**
   * What was appended since the threads were told last.
   *
   * @param after the number of the last event that they know
   * @param due when they are told, at the earliest
   * @param upTo the number of the last event that they are being told of: whoever is at it, and
   *     however often, tells the same
   */
  public record News(long after, Instant due, Optional<Long> upTo) {
    /** Threads are told no more often than that. */
    public static final Duration PAUSE = Duration.ofMinutes(1);

    /** A timer that is so late does not come any more. */
    private static final Duration LOST = Duration.ofMinutes(2);

    /** From the event of that number on. */
    static News since(long number, Instant now) {
      return new News(number - 1, now.plus(PAUSE), Optional.empty());
    }

    /** What is left when that was told: the events from there on. */
    public static News after(long number, Instant now) {
      return since(number + 1, now);
    }

    boolean isLost(Instant now) {
      return now.isAfter(due.plus(LOST));
    }

    /** The same, later. */
    News again(Instant now) {
      return new News(after, now.plus(PAUSE), upTo);
    }

    /** Being told, up to that event unless it is already known to which. */
    public News upTo(long number) {
      return new News(after, due, upTo.or(() -> Optional.of(number)));
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

  public Handling {
    responses = List.copyOf(responses);
  }

  public Handling with(News other) {
    return new Handling(critical, Optional.of(other), responses, previous, escalated);
  }

  public Handling withoutNews() {
    return new Handling(critical, Optional.empty(), responses, previous, escalated);
  }

  /** Unchanged where that person did that before, and where there are too many. */
  public Handling with(Response response) {
    if (responses.stream().anyMatch(response::repeats) || responses.size() >= MOST_RESPONSES) {
      return this;
    }
    List<Response> more = new ArrayList<>(responses);
    more.add(response);
    return new Handling(critical, news, more, previous, escalated);
  }

  /** Since that moment, or an earlier one that is known. */
  public Handling criticalSince(Instant now) {
    return new Handling(critical.or(() -> Optional.of(now)), news, responses, previous, escalated);
  }

  public Handling after(Optional<String> incident) {
    return new Handling(critical, news, responses, incident, escalated);
  }

  /** Others were told then. */
  public Handling escalatedAt(Instant now) {
    return new Handling(critical, news, responses, previous, Optional.of(now));
  }
}
