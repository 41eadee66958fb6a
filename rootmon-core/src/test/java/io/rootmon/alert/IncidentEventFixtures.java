package io.rootmon.alert;

import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Optional;

/** Entries of a report, in which little matters but when and how alarming. */
public final class IncidentEventFixtures {
  private IncidentEventFixtures() {}

  public static IncidentEvent at(Instant time, Severity severity) {
    return of(1, time, severity, "CreateUser", "root.iam.user", EventOutcome.SUCCEEDED);
  }

  public static IncidentEvent of(
      long number,
      Instant time,
      Severity severity,
      String name,
      String rule,
      EventOutcome outcome) {
    return new IncidentEvent(
        number,
        time,
        "event-" + number,
        name,
        "iam",
        ActivityKind.DIRECT,
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
