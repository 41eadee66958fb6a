package io.rootmon.cli;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.incident.Decision;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.message.FindingMessage;
import io.rootmon.internal.message.MessageJson;
import io.rootmon.judge.Finding;
import java.util.Optional;

/**
 * Explains an event as a line of JSON Lines: a document of type finding, or event if it does not
 * concern root.
 */
record JsonExplanation(AccountDirectory accounts) implements ExplainFormat {
  @Override
  public String of(CloudTrailEvent event, Optional<Finding> finding, Optional<Decision> decision) {
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
            decision.flatMap(Decision::incidentId),
            decision.flatMap(Decision::cause),
            suppressed(finding.get(), decision));
    return AsciiJson.line(json -> MessageJson.write(message, json));
  }

  private static Optional<String> suppressed(Finding finding, Optional<Decision> decision) {
    if (decision.isEmpty()) {
      return Optional.of("duplicate of an event above");
    }
    return decision
        .filter(it -> it.channels().isEmpty())
        .map(it -> SuppressionText.reason(finding, it));
  }
}
