package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.INFO;

import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import io.rootmon.judge.Severity;
import io.rootmon.judge.SeverityPolicy;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The shipped policy, in the order in which it is asked: the first rule that fits decides. */
public final class StandardRules {
  /** What a service does by itself must not meet the rules below. */
  private static final Rule SERVICE =
      new Rule(
          "service.on-behalf",
          INFO,
          "an AWS service acted on the account's behalf, as it does regularly",
          Techniques.CLOUD_ACCOUNTS,
          List.of(
              "Ignore this event. The record names root, but {actor} acted on its own.",
              "Use it only to complete the account's history."),
          DocumentationLinks.BEST_PRACTICES,
          activity -> activity.is(ActivityKind.SERVICE_ON_BEHALF));

  private StandardRules() {}

  public static SeverityPolicy policy() {
    return new SeverityPolicy(named(), FallbackRules.ALL);
  }

  /**
   * Returns a rule of an organization's own.
   *
   * @param advice two to four lines
   */
  public static Rule custom(
      String id,
      Severity severity,
      String reason,
      List<String> advice,
      Predicate<RootActivity> condition) {
    return new Rule(
        id,
        severity,
        reason,
        Techniques.CLOUD_ACCOUNTS,
        advice,
        DocumentationLinks.BEST_PRACTICES,
        condition);
  }

  /**
   * The worst that an activity of the kind can be judged. Of all kinds only one has a rule that is
   * asked first and looks at the kind alone.
   */
  public static Severity worst(ActivityKind kind) {
    return kind == ActivityKind.SERVICE_ON_BEHALF ? SERVICE.severity() : CRITICAL;
  }

  /** What is known by name; the rest is judged by {@link FallbackRules}. */
  private static List<Rule> named() {
    return Stream.of(
            List.of(SERVICE, MonitoringRules.GUARDDUTY_SAMPLE),
            CredentialRules.CRITICAL_RULES,
            CentralRootRules.CRITICAL_RULES,
            SignInRules.CRITICAL_RULES,
            AccountRules.CRITICAL_RULES,
            MonitoringRules.CRITICAL_RULES,
            GuardrailRules.CRITICAL_RULES,
            CredentialRules.HIGH_RULES,
            SignInRules.OTHER_RULES,
            AccountRules.HIGH_RULES,
            AccountRules.OTHER_RULES,
            MonitoringRules.OTHER_RULES,
            GuardrailRules.OTHER_RULES,
            CentralRootRules.OTHER_RULES,
            SecretRules.HIGH_RULES,
            AttemptRules.ALL,
            GuardRules.HIGH_RULES,
            PersistenceRules.HIGH_RULES)
        .flatMap(List::stream)
        .toList();
  }
}
