package io.rootmon.detect;

/** The effect of a call on rootmon's own resources. */
public enum TamperingEffect {
  /** A resource is deleted, disabled, or emptied. */
  REMOVES,
  /** A policy, a role, or a key changes: rootmon may lose access, or others may gain it. */
  CHANGES_ACCESS,
  /** The configuration of a resource changes, or a second consumer reads the queue. */
  CHANGES,
  /** Another recipient receives the alerts. */
  ADDS_RECIPIENT,
  /** A change that does not affect how rootmon works, such as a tag. */
  ADDS
}
