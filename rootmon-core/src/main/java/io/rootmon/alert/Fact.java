package io.rootmon.alert;

import java.time.Instant;

/** A line of a table: what, and its value. */
public record Fact(String label, String value) {
  /** The time at which something was so. */
  public static Fact when(Instant time) {
    return new Fact("When", Facts.time(time));
  }
}
