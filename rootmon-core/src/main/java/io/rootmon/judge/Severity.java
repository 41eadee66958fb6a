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
}
