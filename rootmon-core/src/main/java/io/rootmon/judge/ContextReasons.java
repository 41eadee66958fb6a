package io.rootmon.judge;

import io.rootmon.detect.EventOutcome;
import io.rootmon.detect.MfaUse;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.text.SafeText;
import java.util.List;
import java.util.function.Predicate;

/** Adds reasons to those of the rule that judged the event. They do not change the severity. */
final class ContextReasons {
  private static final int MAX_LENGTH = 200;

  private record ContextReason(String reason, Predicate<RootActivity> condition) {
    String of(RootActivity activity) {
      return activity.deputy().map(it -> reason.replace("{deputy}", it)).orElse(reason);
    }
  }

  private static final List<ContextReason> ALL =
      List.of(
          new ContextReason(
              "the session was opened without MFA",
              it -> it.mfa() == MfaUse.NOT_USED && !it.is("ConsoleLogin") && !it.usedLongTermKey()),
          new ContextReason(
              "{deputy} made the call on root's instructions", it -> it.deputy().isPresent()),
          new ContextReason("root issued the session", RootActivity::issuedByRoot),
          new ContextReason(
              "the call did not succeed", it -> !it.succeeded() && it.usedLongTermKey()),
          new ContextReason(
              "an organization policy denied the call",
              it ->
                  it.outcome() == EventOutcome.DENIED_BY_SCP
                      && (it.usedLongTermKey() || it.attemptsTampering() || it.attemptsTakeover())),
          new ContextReason(
              "GuardDuty archived the finding automatically",
              it -> it.isClosedByFilter("ARCHIVED")),
          new ContextReason(
              "Security Hub suppressed the finding automatically",
              it -> it.isClosedByFilter("SUPPRESSED")),
          new ContextReason(
              "CloudTrail delivered the event later as a correction of an earlier record",
              it -> it.event().correctedEventId().isPresent()),
          new ContextReason(
              "EventBridge replayed the event from an archive",
              it -> it.event().envelope().replayName().isPresent()));

  private ContextReasons() {}

  static List<String> of(RootActivity activity) {
    return ALL.stream()
        .filter(it -> it.condition().test(activity))
        .map(it -> SafeText.line(it.of(activity), MAX_LENGTH))
        .toList();
  }
}
