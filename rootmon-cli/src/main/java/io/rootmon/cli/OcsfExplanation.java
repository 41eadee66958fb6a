package io.rootmon.cli;

import io.rootmon.account.AccountDirectory;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.incident.Decision;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.channel.OcsfJson;
import io.rootmon.judge.Finding;
import java.util.Optional;

/** Writes an OCSF Detection Finding for each event of root. Other events have no line. */
record OcsfExplanation(AccountDirectory accounts) implements ExplainFormat {
  @Override
  public String of(CloudTrailEvent event, Optional<Finding> finding, Optional<Decision> decision) {
    return finding
        .map(it -> new AlertFactory(accounts).about(it))
        .map(alert -> AsciiJson.line(json -> OcsfJson.write(alert, json)))
        .orElse("");
  }
}
