package io.rootmon.cli;

import io.rootmon.Plan;
import io.rootmon.incident.Suppression;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;

/** Why a finding leads to no alert, in words. */
final class SuppressionText {
  private SuppressionText() {}

  /** Such as {@code suppressed: joins incident …, rule root.access-key.used already notified}. */
  static String of(Plan plan) {
    return "suppressed: " + reason(plan);
  }

  private static String reason(Plan plan) {
    return switch (plan.verdict()) {
      case DUPLICATE -> "copy of an event that was notified";
      case UNROUTED -> "no route wants it";
      default -> "joins incident " + plan.incident().orElse("?") + ", " + why(plan);
    };
  }

  private static String why(Plan plan) {
    String rule = plan.alert().finding().map(Finding::ruleId).orElse("unknown");
    if (plan.suppressed().isEmpty()) {
      return "no route wants it as " + plan.alert().severity();
    } else if (plan.suppressed().get() == Suppression.LIMIT) {
      return "limit of alerts about this account in 24 hours reached";
    }
    return plan.alert().severity() == Severity.CRITICAL
        ? "rule " + rule + " already notified"
        : plan.alert().severity() + " already notified, and no new kind or network";
  }
}
