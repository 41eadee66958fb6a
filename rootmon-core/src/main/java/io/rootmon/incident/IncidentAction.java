package io.rootmon.incident;

/** The effect of an event, or of a timer, on an incident. */
public enum IncidentAction {
  /** It opens an incident. */
  OPEN,
  /** A channel is notified of it in the open incident, for one of the reasons of the policy. */
  ESCALATE,
  /** It is added to the open incident. No channel is notified. */
  APPEND,
  /** It is a duplicate. Only channels that were not notified of the original receive it. */
  DUPLICATE,
  /** It has an alert of its own: it belongs to no incident, or the state store failed. */
  ALONE,
  /** A timer closed the incident. */
  CLOSE,
  /** It could not be decided in time. The message must return to the queue. */
  POSTPONED,
  /** No route matches it. */
  UNROUTED
}
