package io.rootmon.judge;

import io.rootmon.detect.Mfa;
import io.rootmon.detect.Outcome;
import io.rootmon.detect.RootActivity;
import java.util.List;
import java.util.function.Predicate;

/** What is worth saying of an act beside the rule that judged it. None changes the severity. */
final class Circumstances {
  private record Circumstance(String reason, Predicate<RootActivity> condition) {}

  private static final List<Circumstance> ALL =
      List.of(
          new Circumstance(
              "the session it was done in was opened without MFA",
              it -> it.mfa() == Mfa.NOT_USED && !it.is("ConsoleLogin")),
          new Circumstance("it was done in a session that root issued", RootActivity::issuedByRoot),
          new Circumstance(
              "it was tried, and did not succeed", it -> !it.succeeded() && it.usedLongTermKey()),
          new Circumstance(
              "it was stopped by an organization policy",
              it -> it.outcome() == Outcome.DENIED_BY_SCP && it.usedLongTermKey()),
          new Circumstance(
              "CloudTrail delivered it later as a correction of an earlier record",
              it -> it.event().correctedEventId().isPresent()),
          new Circumstance(
              "EventBridge replayed it from an archive",
              it -> it.event().envelope().replayName().isPresent()));

  private Circumstances() {}

  static List<String> of(RootActivity activity) {
    return ALL.stream()
        .filter(it -> it.condition().test(activity))
        .map(Circumstance::reason)
        .toList();
  }
}
