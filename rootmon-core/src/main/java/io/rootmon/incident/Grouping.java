package io.rootmon.incident;

/**
 * One event's part in its account's history. A store may ask several times, since another worker
 * may come in between; only the last answer counts.
 */
public interface Grouping {
  /** The event is new. */
  GroupingResult next(AccountHistory before);

  /** It is a copy of an act that was told as at least as alarming. */
  GroupingResult copy(String eventId, AccountHistory before);
}
