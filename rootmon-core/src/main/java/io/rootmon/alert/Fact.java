package io.rootmon.alert;

import io.rootmon.internal.alert.Facts;
import java.time.Instant;

/** A row of a table: a label and its value. */
public record Fact(String label, String value) {
  /** Creates the fact with the time of an event. */
  public static Fact when(Instant time) {
    return new Fact("When", Facts.time(time));
  }
}
