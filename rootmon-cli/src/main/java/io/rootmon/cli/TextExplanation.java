package io.rootmon.cli;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.judge.Finding;
import java.util.Optional;

/** Explains an event as a line of text. */
record TextExplanation(Terminal terminal, AccountDirectory accounts) implements ExplainFormat {
  private static final String BETWEEN = "  ";

  @Override
  public String of(CloudTrailEvent event, Optional<Finding> finding, Optional<Decision> decision) {
    return finding.map(it -> concerningRoot(it, decision)).orElseGet(() -> notRoot(event));
  }

  private String concerningRoot(Finding finding, Optional<Decision> decision) {
    RootActivity activity = finding.activity();
    String line =
        String.join(
            BETWEEN,
            activity.event().time().toString(),
            activity.event().name() + " " + activity.outcome().label(),
            label(activity.account()),
            finding.ruleId() + ": " + String.join("; ", finding.reasons()),
            decision
                .map(it -> notification(finding, it))
                .orElse("suppressed: duplicate of an event above"));
    return terminal.severity(finding.severity()) + BETWEEN + TerminalText.line(line);
  }

  private static String notification(Finding finding, Decision decision) {
    if (decision.channels().isEmpty()) {
      return SuppressionText.of(finding, decision);
    }
    return "alert: "
        + decision.cause().map(NotificationReason::text).orElse("duplicate of an event");
  }

  private String notRoot(CloudTrailEvent event) {
    return "not root"
        + BETWEEN
        + TerminalText.line(
            String.join(BETWEEN, event.time().toString(), event.name(), label(event.account())));
  }

  private String label(Optional<AccountId> id) {
    return id.map(accounts::find).orElse(Account.UNKNOWN).brief();
  }
}
