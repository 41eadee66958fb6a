package io.rootmon.cli.coverage;

import io.rootmon.cli.Terminal;
import io.rootmon.cli.TerminalText;
import io.rootmon.cli.TextTable;
import io.rootmon.cli.TextTable.Field;
import io.rootmon.internal.coverage.AccountCoverage;
import io.rootmon.internal.coverage.AccountCoverage.RegionCoverage;
import io.rootmon.internal.coverage.Coverage;
import io.rootmon.internal.coverage.StackSets.DriftedStack;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Formats the coverage for a screen: one line per account, gaps first. */
record CoverageTable(Terminal terminal, Coverage coverage) {

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        new TextTable(terminal)
            .of(
                coverage.accounts(),
                List.of(
                    Field.text("status", it -> it.status().name()),
                    Field.text("account", it -> it.id().value()),
                    Field.text("name", CoverageTable::name),
                    Field.text("last seen", this::seen),
                    Field.text("regions monitored", CoverageTable::monitored))));
    text.append(CountText.of(coverage.monitored(), "account-region"))
        .append(" monitored, ");
    text.append(CountText.number(coverage.gapCount())).append(" not monitored; ");
    text.append(CountText.of(coverage.accounts().size(), "account"));
    if (coverage.roster().problem().isPresent()) {
      coverage.roster().readAt().ifPresent(it -> text.append(", listed ").append(ago(it)));
    }
    if (coverage.seen().isEmpty()) {
      text.append("; no heartbeat has ever arrived");
    }
    text.append('\n');
    for (AccountCoverage account : coverage.accounts()) {
      for (RegionCoverage place : account.expected()) {
        place
            .drift()
            .ifPresent(it -> text.append(TerminalText.line(drift(account, it))).append('\n'));
      }
    }
    return text.toString();
  }

  private String drift(AccountCoverage account, DriftedStack stack) {
    return stack.kind()
        + "  "
        + account.id()
        + " in "
        + stack.region()
        + ", checked "
        + ago(stack.checked())
        + ": "
        + stack.detail();
  }

  private static String name(AccountCoverage account) {
    return account.isManagement() ? account.name() + " (management)" : account.name();
  }

  private static String monitored(AccountCoverage account) {
    String gaps =
        account.gaps().stream().map(RegionCoverage::region).collect(Collectors.joining(", "));
    String count = account.monitored().size() + " of " + account.places().size();
    return gaps.isEmpty() ? count : count + ", not " + gaps;
  }

  private String seen(AccountCoverage account) {
    return account.seen().map(this::ago).orElse("never");
  }

  private String ago(Instant time) {
    Duration ago = Duration.between(time, coverage.at());
    return DurationText.of(ago.isNegative() ? Duration.ZERO : ago) + " ago";
  }
}
