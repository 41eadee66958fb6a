package io.rootmon.cli;

import io.rootmon.Plan;
import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.AlertFactory;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.judge.Finding;
import io.rootmon.message.FindingMessage;
import io.rootmon.message.MessageJson;
import java.util.Optional;

/**
 * Explains an event as a line of JSON Lines: a document of type finding, or event if it does not
 * concern root.
 */
record JsonExplanation(AccountDirectory accounts) implements ExplainFormat {
  @Override
  public String of(CloudTrailEvent event, Optional<Finding> finding, Optional<Plan> plan) {
    if (finding.isEmpty()) {
      Account account = event.account().map(accounts::find).orElse(Account.UNKNOWN);
      return AsciiJson.line(json -> MessageJson.write(event, account, json));
    }
    Alert alert = new AlertFactory(accounts).about(finding.get());
    FindingMessage message =
        new FindingMessage(
            finding.get(),
            alert.account(),
            alert.headline(),
            plan.flatMap(Plan::incident),
            plan.flatMap(Plan::reason),
            suppressed(plan));
    return AsciiJson.line(json -> MessageJson.write(message, json));
  }

  private static Optional<String> suppressed(Optional<Plan> plan) {
    if (plan.isEmpty()) {
      return Optional.of("duplicate of an event above");
    }
    return plan.filter(it -> it.channels().isEmpty()).map(SuppressionText::reason);
  }
}
