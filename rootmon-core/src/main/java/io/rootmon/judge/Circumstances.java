package io.rootmon.judge;

import io.rootmon.detect.Mfa;
import io.rootmon.detect.Outcome;
import io.rootmon.detect.RootActivity;
import io.rootmon.text.SafeText;
import java.util.List;
import java.util.function.Predicate;

/** What is worth saying of an act beside the rule that judged it. None changes the severity. */
final class Circumstances {
  private static final int LONGEST = 200;

  private record Circumstance(String reason, Predicate<RootActivity> condition) {
    String of(RootActivity activity) {
      return activity.deputy().map(it -> reason.replace("{deputy}", it)).orElse(reason);
    }
  }

  private static final List<Circumstance> ALL =
      List.of(
          new Circumstance(
              "the session was opened without MFA",
              it -> it.mfa() == Mfa.NOT_USED && !it.is("ConsoleLogin") && !it.usedLongTermKey()),
          new Circumstance("{deputy} made the call on root's order", it -> it.deputy().isPresent()),
          new Circumstance("root issued the session", RootActivity::issuedByRoot),
          new Circumstance(
              "the call did not succeed", it -> !it.succeeded() && it.usedLongTermKey()),
          new Circumstance(
              "an organization policy denied the call",
              it ->
                  it.outcome() == Outcome.DENIED_BY_SCP
                      && (it.usedLongTermKey() || it.attemptsTampering())),
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
        .map(it -> SafeText.line(it.of(activity), LONGEST))
        .toList();
  }
}
