package io.rootmon.cli;

import io.rootmon.account.Account;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.cli.TextTable.Field;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.config.ResponseSettings;
import io.rootmon.internal.coverage.CoverageSettings;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Severity;
import io.rootmon.route.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Formats a configuration for people: the channels, and the findings that each receives. */
record ConfigurationText(Terminal terminal, ConfigurationDocument configuration) {
  private static final List<Severity> WORST_FIRST =
      List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO);

  String text() {
    return channels()
        + routes()
        + accounts()
        + state()
        + coverage()
        + answers()
        + weekly()
        + new OwnSettingsText(terminal, configuration).text();
  }

  private String weekly() {
    return configuration.weekly().isEmpty()
        ? ""
        : terminal.heading("Weekly report")
            + "\n  to "
            + String.join(", ", configuration.weekly())
            + "\n";
  }

  private String channels() {
    if (configuration.channels().isEmpty()) {
      return terminal.heading("Channels")
          + "\n  none: 'rootmon alert' writes files into a folder\n";
    }
    StringBuilder text = new StringBuilder(terminal.heading("Channels")).append('\n');
    configuration
        .channels()
        .forEach(
            (name, settings) -> {
              ChannelSettingsText shown = new ChannelSettingsText(settings);
              text.append("  ").append(name).append(" (").append(shown.type()).append(")\n");
              shown
                  .lines()
                  .forEach(
                      (key, value) ->
                          text.append(
                              TextWrap.indented(
                                  TerminalText.line(key + ": " + value), 4, terminal.columns())));
            });
    return text + "\n" + terminal.heading("Alerts by channel and severity") + "\n" + table();
  }

  private String table() {
    List<Field<String>> fields = new ArrayList<>();
    fields.add(Field.text("channel", it -> it));
    for (Severity severity : WORST_FIRST) {
      fields.add(Field.text(severity.name(), it -> recipients(it, severity)));
    }
    return new TextTable(terminal).of(configuration.channels().keySet(), fields);
  }

  private String recipients(String channel, Severity severity) {
    List<Route> telling =
        configuration.routes().routes().stream()
            .filter(it -> it.channels().contains(channel) && severity.isAtLeast(it.minimum()))
            .toList();
    if (telling.isEmpty()) {
      return "-";
    }
    boolean all = telling.stream().anyMatch(it -> it.matchesEveryAccount() && it.kinds().isEmpty());
    return all ? "all" : "some";
  }

  private String routes() {
    return configuration.routes().routes().stream()
        .map(it -> TextWrap.indented(TerminalText.line(words(it)), 2, terminal.columns()))
        .collect(Collectors.joining());
  }

  private String words(Route route) {
    String severity =
        route.minimum() == Severity.CRITICAL ? "CRITICAL" : route.minimum() + " or higher";
    String kinds =
        route.kinds().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
    List<String> places = new ArrayList<>();
    route.accounts().stream()
        .sorted()
        .map(it -> configuration.accountDirectory().find(it).brief())
        .forEach(places::add);
    route.units().stream().map(OrganizationalUnit::path).sorted().forEach(places::add);
    return severity
        + (kinds.isEmpty() ? "" : " of kind " + kinds)
        + " in "
        + (places.isEmpty() ? "every account" : String.join(", ", places))
        + ": "
        + String.join(", ", route.channels());
  }

  private String accounts() {
    if (configuration.accounts().isEmpty()) {
      return "\n" + terminal.heading("Accounts") + "\n  none\n";
    }
    return "\n"
        + terminal.heading("Accounts")
        + "\n"
        + configuration.accounts().values().stream()
            .sorted(Comparator.comparing(Account::brief))
            .map(it -> it.brief() + it.owner().map(owner -> ", " + owner).orElse(""))
            .map(it -> "  " + TerminalText.line(it) + "\n")
            .collect(Collectors.joining());
  }

  private String state() {
    String where =
        configuration
            .state()
            .map(
                it ->
                    "DynamoDB table "
                        + it.table()
                        + " in "
                        + it.region().orElse("the region where rootmon runs"))
            .orElse("in memory, lost when the process ends");
    return "\n" + terminal.heading("State") + "\n  " + TerminalText.line(where) + "\n";
  }

  private String coverage() {
    return configuration
        .coverage()
        .map(
            it ->
                "\n"
                    + terminal.heading("Coverage")
                    + "\n"
                    + "  regions: "
                    + String.join(", ", it.regions())
                    + "\n  a region without a heartbeat is silent after: "
                    + CountText.of(it.silentAfter().toHours(), "hour")
                    + "\n"
                    + leftOut(it))
        .orElse("");
  }

  private String answers() {
    ResponseSettings answers = configuration.answers();
    String buttons =
        answers
            .signingSecret()
            .map(it -> "  buttons in Slack, with the signing secret in " + it + "\n")
            .orElse("");
    String escalation =
        answers
            .escalation()
            .map(
                it ->
                    "  escalation without a response for "
                        + CountText.of(it.after().toMinutes(), "minute")
                        + ": "
                        + String.join(", ", it.channels())
                        + "\n")
            .orElse("");
    return buttons.isEmpty()
        ? ""
        : "\n" + terminal.heading("Responses") + "\n" + buttons + escalation;
  }

  private String leftOut(CoverageSettings coverage) {
    String accounts =
        coverage.excludedAccounts().stream()
            .sorted(Comparator.comparing(it -> it.value()))
            .map(it -> configuration.accountDirectory().find(it).brief())
            .collect(Collectors.joining(", "));
    return accounts.isEmpty() ? "" : "  excluded: " + TerminalText.line(accounts) + "\n";
  }
}
