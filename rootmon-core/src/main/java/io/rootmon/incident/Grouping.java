package io.rootmon.incident;

/**
 * One event's part in its account's history. A store may ask several times, since another worker
 * may come in between; only the last answer counts.
 */
public interface Grouping {
  /** The event is new. */
  Step next(History before);

  /** It is a copy of an act that was told as at least as alarming. */
  Step copy(String eventId, History before);
}
