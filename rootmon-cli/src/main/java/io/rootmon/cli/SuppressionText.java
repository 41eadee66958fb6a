package io.rootmon.cli;

import io.rootmon.Plan;
import io.rootmon.incident.Suppression;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;

/** Describes why a finding leads to no alert. */
final class SuppressionText {
  private SuppressionText() {}

  /**
   * Returns a text such as {@code suppressed: joins incident …, rule root.access-key.used already
   * notified}.
   */
  static String of(Plan plan) {
    return "suppressed: " + reason(plan);
  }

  /** Returns the reason alone. */
  static String reason(Plan plan) {
    if (plan.suppressed().filter(it -> it == Suppression.EXCLUDED).isPresent()) {
      return plan.alert()
          .finding()
          .flatMap(Finding::exclusion)
          .map(it -> "excluded by your configuration: " + it.label())
          .orElse("excluded by your configuration");
    }
    return switch (plan.verdict()) {
      case DUPLICATE -> "duplicate of an event that was alerted";
      case UNROUTED -> "no route matches";
      default -> "joins incident " + plan.incident().orElse("?") + ", " + why(plan);
    };
  }

  private static String why(Plan plan) {
    String rule = plan.alert().finding().map(Finding::ruleId).orElse("unknown");
    if (plan.suppressed().isEmpty()) {
      return "no route matches " + plan.alert().severity();
    } else if (plan.suppressed().get() == Suppression.LIMIT) {
      return "the limit of alerts about this account in 24 hours is reached";
    }
    return plan.alert().severity() == Severity.CRITICAL
        ? "rule " + rule + " was alerted before"
        : plan.alert().severity() + " was alerted before, and the kind and network are not new";
  }
}
