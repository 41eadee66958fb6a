package io.rootmon.alert;

import io.rootmon.detect.Kind;
import io.rootmon.detect.Outcome;
import io.rootmon.incident.Entry;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Optional;

/** Entries of a report, in which little matters but when and how alarming. */
public final class Entries {
  private Entries() {}

  public static Entry at(Instant time, Severity severity) {
    return of(1, time, severity, "CreateUser", "root.iam.user", Outcome.SUCCEEDED);
  }

  public static Entry of(
      long number, Instant time, Severity severity, String name, String rule, Outcome outcome) {
    return new Entry(
        number,
        time,
        "event-" + number,
        name,
        "iam",
        Kind.DIRECT,
        outcome,
        severity,
        "Root did it",
        Optional.of("192.0.2.10"),
        Optional.of("us-east-1"),
        true,
        true,
        Optional.of(rule));
  }
}
