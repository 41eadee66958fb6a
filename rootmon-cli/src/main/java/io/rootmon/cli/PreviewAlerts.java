package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.alert.ReportSource;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Receipt;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.control.ControlMessage.CoverageCheck;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.alert.AlertJson;
import io.rootmon.internal.alert.TestAlertFactory;
import io.rootmon.internal.coverage.CoverageMonitor;
import io.rootmon.internal.coverage.CoverageSettings;
import io.rootmon.internal.coverage.DeadLetterAlertFactory;
import io.rootmon.internal.coverage.DeadLetterQueues.DeadLetter;
import io.rootmon.internal.coverage.Gap;
import io.rootmon.internal.coverage.GapMonitor;
import io.rootmon.internal.coverage.GapMonitor.GapScan;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.incident.GroupingInput;
import io.rootmon.internal.incident.IncidentGrouper;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.report.IncidentReader;
import io.rootmon.internal.report.Week;
import io.rootmon.internal.report.WeeklyReporter;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.Finding;
import io.rootmon.judge.MaintenanceWindow;
import io.rootmon.judge.MaintenanceWindows;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** An example of every kind of message, by a name for its folder. */
final class PreviewAlerts {
  private static final Instant NOW = Instant.parse("2026-03-16T07:00:00Z");
  private static final AccountId ACCOUNT = new AccountId("111122223333");
  private static final AccountDirectory NAMES =
      AccountDirectory.of(
          Map.of(
              ACCOUNT,
              new Account(
                  Optional.of(ACCOUNT),
                  Optional.of("payments-prod"),
                  Optional.of("payments@example.com"))));
  private static final AlertFactory ALERTS =
      new AlertFactory(NAMES, OrganizationLinks.NONE, ReportSource.LIVE_WITH_RESPONSES);
  private static final Duration MAX_DURATION = Duration.ofSeconds(20);
  private static final int WEEKLY_EVENTS = 12;

  private final Map<String, Alert> alerts = new LinkedHashMap<>();
  private final List<Finding> findings = new RuleExamples().findings();

  private PreviewAlerts() {}

  /** Returns the examples in a fixed order. */
  static Map<String, Alert> all() {
    PreviewAlerts all = new PreviewAlerts();
    try {
      all.findings();
      all.incident();
      all.reports();
      all.monitoring();
    } catch (StateException e) {
      throw new IllegalStateException(e); // the store in memory never fails
    }
    return all.alerts;
  }

  private void findings() {
    for (Severity severity : Severity.values()) {
      first(it -> it.severity() == severity)
          .ifPresent(it -> put("finding-" + lower(severity.name()), ALERTS.about(it)));
    }
    first(it -> it.ruleId().startsWith("guardduty."))
        .ifPresent(it -> put("finding-guardduty", ALERTS.about(it)));
    first(it -> it.severity() == Severity.HIGH)
        .map(it -> StandardRules.policy().expecting(around(it)).judge(it.activity()))
        .ifPresent(it -> put("finding-in-a-maintenance-window", ALERTS.about(it)));
    put("unreadable", unreadable());
  }

  private static MaintenanceWindows around(Finding finding) {
    Instant time = finding.activity().event().time();
    return new MaintenanceWindows(
        List.of(
            new MaintenanceWindow(
                ACCOUNT,
                time.minus(Duration.ofHours(1)),
                time.plus(Duration.ofHours(1)),
                "CHG-1234",
                Optional.of("Ana"),
                Set.of(),
                Set.of())));
  }

  private static Alert unreadable() {
    try (ReadResultIterator results =
        new CloudTrailReader().read("{\"eventName\": \"ConsoleLogin\", ", "message")) {
      while (results.hasNext()) {
        if (results.next() instanceof ReadResult.Malformed malformed) {
          return ALERTS.unreadable(malformed.problem(), NOW);
        }
      }
    }
    throw new IllegalStateException("preview: expected a record that cannot be parsed");
  }

  /** The messages in the life of an incident whose events get more severe. */
  private void incident() {
    IncidentGrouper grouper = new IncidentGrouper(GroupingPolicy.STANDARD);
    List<IncidentEvent> events = new ArrayList<>();
    AccountHistory history = AccountHistory.NONE;
    Optional<Alert> latest = Optional.empty();
    for (Finding finding : rising()) {
      GroupingInput input =
          new GroupingInput(
              finding,
              ALERTS.about(finding).headline(),
              severity -> Set.of("mail"),
              severity -> Set.of(),
              decision -> AlertJson.write(ALERTS.about(finding, decision)),
              finding.activity().event().time());
      Grouping.Result result = grouper.grouping(input).next(history);
      history = result.after();
      result.event().ifPresent(events::add);
      latest = Optional.of(ALERTS.about(finding, result.decision()));
    }
    latest.ifPresent(it -> put("incident-escalation", it));
    Incident incident = history.incident().orElseThrow();
    Instant later = incident.latest().plus(Duration.ofMinutes(16));
    put("incident-thread-parent", ALERTS.parentMessage(incident, events));
    put("incident-thread-digest", ALERTS.digest(incident, events));
    put("incident-unacknowledged", ALERTS.unanswered(incident, events, later));
    put("incident-reminder", ALERTS.reminder(incident, events, Set.of("mail"), later));
    Instant closed = incident.latest().plus(Duration.ofHours(1));
    put("incident-report", ALERTS.closed(incident.closedAt(closed), events));
  }

  /** A finding of each severity, as events of one hour. */
  private List<Finding> rising() {
    List<Finding> rising = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      first(it -> it.severity() == severity && !it.ruleId().startsWith("guardduty."))
          .ifPresent(rising::add);
    }
    rising.sort(Comparator.comparing(Finding::severity));
    return rising;
  }

  private void reports() throws StateException {
    InstantSource clock = InstantSource.fixed(NOW);
    MemoryStore store = new MemoryStore(clock);
    Channel none =
        new Channel() {
          @Override
          public String name() {
            return "preview";
          }

          @Override
          public Receipt send(Alert alert, Deadline deadline) {
            return new Receipt("not sent");
          }
        };
    Deadline deadline = Deadline.in(MAX_DURATION);
    try (RootMonitor monitor =
        RootMonitor.builder().channels(List.of(none)).store(store).clock(clock).build()) {
      findings.stream()
          .limit(WEEKLY_EVENTS)
          .forEach(
              it -> {
                var unused = monitor.process(it, deadline);
              });
    }
    put(
        "weekly-report",
        new WeeklyReporter(
                Set.of("preview"),
                new IncidentReader(store.incidents()),
                List.of(ACCOUNT),
                Optional.empty(),
                MaintenanceWindows.NONE,
                List.of(),
                NAMES,
                ReportSource.LIVE_WITH_RESPONSES)
            .report(Week.of(NOW).previous(), deadline));
    Alert test = TestAlertFactory.create("0b9f6f3c-2f0e-4a53-8a55-6a1c6e9d3b10", NOW);
    put("test", test);
    put("channel-rejecting", ALERTS.rejected("slack", "invalid_auth", test, NOW));
    put(
        "suppressed",
        ALERTS.repeated(
            "unreadable#" + ACCOUNT.value(),
            1_204,
            Severity.HIGH,
            NOW.minus(Duration.ofHours(1)),
            NOW));
  }

  /** The messages about the monitoring itself. */
  private void monitoring() throws StateException {
    put(
        "spoke-alarm",
        ALERTS.about(new SpokeAlarm(ACCOUNT, "eu-west-1", NOW, false, Optional.of(3L))));
    CoverageMonitor coverage =
        new CoverageMonitor(
            new CoverageSettings(Set.of("eu-west-1"), Duration.ofHours(3), Set.of()),
            unused ->
                List.of(
                    new OrganizationAccount(
                        ACCOUNT, "payments-prod", true, Optional.of(Instant.EPOCH), false)),
            new MemoryStore(InstantSource.fixed(NOW)).heartbeats(),
            NAMES,
            InstantSource.fixed(NOW));
    coverage
        .check(new CoverageCheck(NOW), Deadline.in(MAX_DURATION))
        .flatMap(CoverageMonitor.Check::alert)
        .ifPresent(it -> put("coverage-gap", it));
    gap(
        Gap.ofDrift(
            ACCOUNT,
            "eu-west-1",
            "DELETED",
            Severity.CRITICAL,
            "RootActivity (Events Rule) was deleted",
            "rootmon-spoke"));
    gap(Gap.ofChannel("mail", "the address is not verified"));
    gap(Gap.ofEnabledRegion(Optional.of(ACCOUNT), "ap-east-1"));
    gap(
        new Gap(
            Gap.Kind.DEAD_LETTER_QUEUE,
            Optional.empty(),
            "eu-west-1",
            "missing",
            Severity.HIGH,
            "there is no queue",
            "Deploy the spoke of the hub's own account in eu-west-1: it creates the queue."));
    DeadLetter letter =
        new DeadLetter(
            "eu-west-1",
            "m1",
            "receipt",
            "{}",
            "NO_PERMISSIONS",
            "not authorized to perform PutEvents",
            "arn:aws:events:eu-west-1:" + ACCOUNT.value() + ":rule/rootmon-root-activity",
            Optional.of(NOW));
    new DeadLetterAlertFactory(NAMES)
        .create(List.of(letter), NOW)
        .keySet()
        .forEach(it -> put("dead-letters", it));
  }

  private void gap(Gap gap) throws StateException {
    new GapMonitor(new MemoryStore(InstantSource.fixed(NOW)).heartbeats())
        .compare(GapScan.complete(gap.kind(), List.of(gap)), NOW, NAMES)
        .alert()
        .ifPresent(it -> put("gap-" + lower(gap.kind().name()).replace('_', '-'), it));
  }

  private Optional<Finding> first(Predicate<Finding> which) {
    return findings.stream().filter(which).findFirst();
  }

  private void put(String name, Alert alert) {
    alerts.put(name, alert);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
