package io.rootmon.cli;

import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.Suppression;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;

/** Describes why a finding leads to no alert. */
final class SuppressionText {
  private SuppressionText() {}

  /** Such as {@code suppressed: joins incident …, rule root.access-key.used already notified}. */
  static String of(Finding finding, Decision decision) {
    return "suppressed: " + reason(finding, decision);
  }

  /** Returns the reason alone. */
  static String reason(Finding finding, Decision decision) {
    if (decision.suppressed().filter(it -> it == Suppression.EXCLUDED).isPresent()) {
      return finding
          .exclusion()
          .map(it -> "excluded by your configuration: " + it.label())
          .orElse("excluded by your configuration");
    }
    return switch (decision.action()) {
      case DUPLICATE -> "duplicate of an event that was alerted";
      case UNROUTED -> "no route matches";
      default ->
          "joins incident " + decision.incidentId().orElse("?") + ", " + why(finding, decision);
    };
  }

  private static String why(Finding finding, Decision decision) {
    if (decision.suppressed().isEmpty()) {
      return "no route matches " + decision.severity();
    } else if (decision.suppressed().get() == Suppression.LIMIT) {
      return "the limit of alerts about this account in 24 hours is reached";
    }
    return decision.severity() == Severity.CRITICAL
        ? "rule " + finding.ruleId() + " was alerted before"
        : decision.severity() + " was alerted before, and the kind and network are not new";
  }
}
