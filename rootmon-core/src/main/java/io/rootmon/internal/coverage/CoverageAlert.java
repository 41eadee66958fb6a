package io.rootmon.internal.coverage;

import io.rootmon.account.Account;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Command;
import io.rootmon.alert.Fact;
import io.rootmon.internal.coverage.AccountCoverage.RegionCoverage;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.DurationText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Creates the alert about a change of the coverage: one alert for all accounts. */
record CoverageAlert(Coverage coverage, CoverageSettings settings) {
  /**
   * The maximum number of accounts in a list. Slack shows 20 fields: three are used for other
   * facts, and each list may end in one that counts the rest.
   */
  private static final int MAX_ACCOUNTS = 10;

  private static final int MAX_OTHER_REGIONS = 4;

  private static final int MAX_REGIONS = 8;
  private static final int MAX_LABEL_LENGTH = 80;
  private static final int MAX_VALUE_LENGTH = 300;
  private static final int MAX_COMMAND_LENGTH = 700;

  Alert about(CoverageChange change) {
    List<AccountCoverage> notified = change.isReminder() ? coverage.withGaps() : change.worse();
    List<Fact> facts = facts(change, notified);
    return new Alert(
            id(change, notified),
            coverage.at(),
            change.isAlarming() ? Severity.HIGH : Severity.LOW,
            SafeText.line(headline(change, notified), MAX_VALUE_LENGTH),
            account(notified.isEmpty() ? change.better() : notified),
            Optional.empty(),
            facts,
            reasons(change, notified),
            advice(change, notified),
            List.of(),
            List.of(),
            List.of())
        .withCommands(commands(notified));
  }

  /** Returns the command that deploys the spoke, if a single command is enough. */
  private List<Command> commands(List<AccountCoverage> notified) {
    List<String> commands =
        has(notified, CoverageStatus.MISSING) ? new DeployCommands(coverage).stackSet() : List.of();
    return commands.size() == 1 && commands.get(0).length() <= MAX_COMMAND_LENGTH
        ? List.of(Command.of("Deploy the spoke (run in the management account)", commands.get(0)))
        : List.of();
  }

  /** Returns the same id for the same result of the same check, so that a retry is a duplicate. */
  private String id(CoverageChange change, List<AccountCoverage> notified) {
    var content = new StringBuilder();
    content.append(change.isReminder()).append(' ').append(change.listIsOld());
    addIdentity(content, notified);
    content.append(" /");
    addIdentity(content, change.better());
    return "coverage-"
        + coverage.at()
        + "-"
        + UUID.nameUUIDFromBytes(content.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void addIdentity(StringBuilder content, List<AccountCoverage> accounts) {
    for (AccountCoverage account : accounts) {
      content.append(' ').append(account.id()).append(' ').append(account.status());
      for (RegionCoverage place : account.places()) {
        content.append(' ').append(place.region()).append('=').append(place.status());
      }
    }
  }

  /** An alert about one account is routed by it; an alert about several has no account. */
  private static Account account(List<AccountCoverage> notified) {
    if (notified.size() != 1) {
      return Account.UNKNOWN;
    }
    AccountCoverage it = notified.get(0);
    return new Account(
        Optional.of(it.id()),
        Optional.of(it.name()).filter(name -> !name.isBlank()),
        Optional.empty());
  }

  private String headline(CoverageChange change, List<AccountCoverage> notified) {
    if (notified.isEmpty()) {
      return change.isAlarming()
          ? (change.isReminder() ? "Still cannot" : "Cannot")
              + " list the organization's accounts: new accounts are not being checked"
          : recovery(change.better());
    }
    if (coverage.monitored() == 0) {
      return coverage
          .seen()
          .map(it -> "No account is monitored: no heartbeat has arrived since " + time(it))
          .orElse("No account is monitored yet: no heartbeat has ever arrived");
    }
    boolean isOne = notified.size() == 1;
    String gap =
        (isOne
            ? " in " + subject(notified) + location(notified)
            : " in " + places(notified) + " (" + subject(notified) + ")");
    return (change.isReminder() ? "Still: root" : "Root") + " activity is not monitored" + gap;
  }

  private static String places(List<AccountCoverage> accounts) {
    return CountText.of(
        accounts.stream().mapToLong(it -> it.places().size()).sum(), "account-region");
  }

  private static String recovery(List<AccountCoverage> better) {
    return better.size() == 1
        ? "Root activity is monitored again in " + subject(better) + location(better)
        : "Root activity is monitored again in " + subject(better);
  }

  private static String subject(List<AccountCoverage> accounts) {
    return accounts.size() == 1
        ? SafeText.line(named(accounts.get(0)), MAX_LABEL_LENGTH)
        : accounts.size() + " accounts";
  }

  private static String named(AccountCoverage account) {
    return account.name().isBlank() ? "account " + account.id() : account.name();
  }

  private static String location(List<AccountCoverage> one) {
    List<RegionCoverage> places = one.get(0).places();
    return ", " + (places.size() == 1 ? places.get(0).region() : places.size() + " regions");
  }

  private List<Fact> facts(CoverageChange change, List<AccountCoverage> notified) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.when(coverage.at()));
    long all = coverage.monitored() + coverage.gapCount();
    facts.add(new Fact("Monitored", coverage.monitored() + " of " + all + " account-regions"));
    coverage
        .roster()
        .problem()
        .ifPresent(
            it -> facts.add(new Fact("Accounts", SafeText.line(list(it), MAX_VALUE_LENGTH))));
    add(facts, notified, MAX_ACCOUNTS, CoverageAlert::gaps);
    add(
        facts,
        change.better(),
        notified.isEmpty() ? MAX_ACCOUNTS : MAX_OTHER_REGIONS,
        it -> "monitored again in " + regions(it.places()));
    return facts;
  }

  private String list(String problem) {
    return coverage
            .roster()
            .readAt()
            .map(it -> "as listed at " + time(it) + "; the list cannot be read now: ")
            .orElse("the list was never read: ")
        + problem;
  }

  private static void add(
      List<Fact> facts,
      List<AccountCoverage> accounts,
      int most,
      Function<AccountCoverage, String> value) {
    for (AccountCoverage it : accounts.subList(0, Math.min(accounts.size(), most))) {
      facts.add(
          new Fact(
              SafeText.line(account(List.of(it)).brief(), MAX_LABEL_LENGTH),
              SafeText.line(value.apply(it), MAX_VALUE_LENGTH)));
    }
    if (accounts.size() > most) {
      facts.add(new Fact("Others", CountText.of(accounts.size() - most, "more account")));
    }
  }

  private static String gaps(AccountCoverage account) {
    List<String> gaps = new ArrayList<>();
    List<RegionCoverage> missing = account.with(CoverageStatus.MISSING);
    if (!missing.isEmpty()) {
      gaps.add("never sent a heartbeat from " + regions(missing));
    }
    List<RegionCoverage> silent = account.with(CoverageStatus.SILENT);
    silent.stream()
        .flatMap(it -> it.seen().stream())
        .max(Instant::compareTo)
        .ifPresent(it -> gaps.add("no heartbeat from " + regions(silent) + " since " + time(it)));
    return String.join("; ", gaps);
  }

  private static String regions(List<RegionCoverage> places) {
    return CountText.list(places.stream().map(RegionCoverage::region).toList(), MAX_REGIONS);
  }

  private List<String> reasons(CoverageChange change, List<AccountCoverage> notified) {
    List<String> reasons = new ArrayList<>();
    if (!notified.isEmpty()) {
      reasons.add("root activity there is not detected and causes no alert");
    }
    if (has(notified, CoverageStatus.SILENT)) {
      reasons.add(
          "each region sends a heartbeat every hour; it counts as monitored for "
              + DurationText.of(settings.silentAfter())
              + " after the last one");
    }
    if (change.listIsOld() || (change.isReminder() && CoverageChange.isOld(coverage))) {
      reasons.add(
          "the list of accounts is more than " + DurationText.of(CoverageChange.OLD) + " old");
    }
    if (reasons.isEmpty()) {
      reasons.add("heartbeats arrive again");
    }
    return reasons;
  }

  private List<String> advice(CoverageChange change, List<AccountCoverage> notified) {
    List<String> advice = new ArrayList<>();
    if (!notified.isEmpty() && coverage.monitored() == 0 && coverage.seen().isPresent()) {
      advice.add(
          "Check the hub first: its event bus, rule, queue and function, and its dead-letter queue.");
    }
    if (has(notified, CoverageStatus.SILENT)) {
      advice.add(
          "Check the rule rootmon-heartbeat and the stack rootmon-spoke in the silent regions. Find"
              + " who changed them or the role, and whether root was active since then.");
    }
    if (has(notified, CoverageStatus.MISSING)) {
      advice.add(
          "Deploy the spoke in the missing regions: 'rootmon coverage -c rootmon.json --fix-hint'"
              + " prints the commands.");
      advice.add(
          "To exclude an account on purpose, add it to coverage.excludedAccounts in the configuration.");
    }
    if (change.listIsOld() || (notified.isEmpty() && change.isAlarming())) {
      advice.add(
          "Allow the function's role to list the organization's accounts. The cause is above.");
    }
    return advice;
  }

  private static boolean has(List<AccountCoverage> accounts, CoverageStatus status) {
    return accounts.stream().anyMatch(it -> !it.with(status).isEmpty());
  }

  private static String time(Instant time) {
    return Fact.when(time).value();
  }
}
