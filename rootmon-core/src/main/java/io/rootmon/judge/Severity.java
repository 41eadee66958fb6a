package io.rootmon.judge;

/** How alarming a finding is, from the least to the most. */
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  public boolean isAtLeast(Severity other) {
    return compareTo(other) >= 0;
  }

  /** The next one below; the least stays as it is. */
  public Severity lower() {
    return switch (this) {
      case CRITICAL -> HIGH;
      case HIGH -> MEDIUM;
      case MEDIUM -> LOW;
      case LOW, INFO -> INFO;
    };
  }
}
