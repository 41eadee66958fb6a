package io.rootmon.incident;

/** The reason why a finding that routes match is added to its incident without an alert. */
public enum Suppression {
  /** The channels already received an alert of this severity, rule and kind. */
  NOTIFIED,
  /** The channels already received as many alerts about the account as they may in 24 hours. */
  LIMIT,
  /** An exclusion of the configuration matches the finding. */
  EXCLUDED
}
