package io.rootmon.judge;

/** The severity of a finding, in ascending order. */
public enum Severity {
  /** A service acted for root. */
  INFO,
  /** Root read something, or an expected step of an administrator. */
  LOW,
  /** An attempt failed or was denied. */
  MEDIUM,
  /** Root changed something, or access to root became easier. */
  HIGH,
  /** Root, or the protection against root, is at risk: respond immediately. */
  CRITICAL;

  /** Returns whether this severity equals the other one or is higher. */
  public boolean isAtLeast(Severity other) {
    return compareTo(other) >= 0;
  }

  /** Returns the next lower severity; for the lowest, itself. */
  public Severity lower() {
    return switch (this) {
      case CRITICAL -> HIGH;
      case HIGH -> MEDIUM;
      case MEDIUM -> LOW;
      case LOW, INFO -> INFO;
    };
  }
}
