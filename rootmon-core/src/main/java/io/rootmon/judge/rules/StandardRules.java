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

/** The built-in policy, in evaluation order: the first matching rule decides. */
public final class StandardRules {
  /** Activities of services on their own initiative, which must not reach the rules below. */
  private static final Rule SERVICE =
      new Rule(
          "service.on-behalf",
          INFO,
          "an AWS service acted on the account's behalf, as it does regularly",
          Techniques.CLOUD_ACCOUNTS,
          List.of(
              "Ignore this event. The record names root, but {actor} acted on its own.",
              "Use it only as context for other events."),
          DocumentationLinks.BEST_PRACTICES,
          activity -> activity.is(ActivityKind.SERVICE_ON_BEHALF));

  private StandardRules() {}

  /** Returns the policy of the shipped rules. */
  public static SeverityPolicy policy() {
    return new SeverityPolicy(named(), FallbackRules.ALL);
  }

  /**
   * Creates a custom rule of an organization.
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
   * Returns the highest possible severity of a kind. Only one kind has a rule that is evaluated
   * first and depends only on the kind.
   */
  public static Severity worst(ActivityKind kind) {
    return kind == ActivityKind.SERVICE_ON_BEHALF ? SERVICE.severity() : CRITICAL;
  }

  /** Returns the rules for known calls; {@link FallbackRules} judge the rest. */
  private static List<Rule> named() {
    return Stream.of(
            List.of(SERVICE, MonitoringRules.GUARDDUTY_SAMPLE, MonitoringRules.GUARDDUTY_CLOSED),
            CredentialRules.CRITICAL_RULES,
            CentralRootRules.CRITICAL_RULES,
            SignInRules.CRITICAL_RULES,
            AccountRules.CRITICAL_RULES,
            MonitoringRules.CRITICAL_RULES,
            GuardrailRules.CRITICAL_RULES,
            List.of(CredentialRules.KEY_USED),
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
