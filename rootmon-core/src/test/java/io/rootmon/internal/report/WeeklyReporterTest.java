package io.rootmon.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.ReportContent;
import io.rootmon.alert.ReportContent.HeatMap;
import io.rootmon.alert.ReportSource;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.internal.coverage.WitnessDays;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.Exclusion;
import io.rootmon.judge.Exclusion.CidrBlock;
import io.rootmon.judge.MaintenanceWindow;
import io.rootmon.judge.MaintenanceWindows;
import io.rootmon.judge.Severity;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeeklyReporterTest {
  private static final AccountId SANDBOX = new AccountId("444455556666");
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final MemoryStore store =
      new MemoryStore(InstantSource.fixed(Instant.parse("2026-03-16T07:00:00Z")));
  private final WeekFixtures weeks = new WeekFixtures(store);

  @Test
  void countsEachEventOfTheWeekOnItsDay() throws Exception {
    weeks
        .takeover(WeekFixtures.PAYMENTS, "2026-03-08T23:59:40Z", 8)
        .takeover(WeekFixtures.PAYMENTS, "2026-03-11T23:59:50Z", 12)
        .takeover(WeekFixtures.PAYMENTS, "2026-03-16T02:00:00Z", 3)
        .takeover(SANDBOX, "2026-03-15T12:00:00Z", 2);

    HeatMap heat = heat(report(WeekFixtures.PAYMENTS, SANDBOX));

    // Of the first 8, 5 were before the week; of the last 3, all are after it.
    assertThat(heat.rows().stream().map(WeeklyReporterTest::line))
        .containsExactly(
            "payments-prod (111122223333) 3C 0 3M 9C 0 0 0", "444455556666 0 0 0 0 0 0 2M");
  }

  @Test
  void listsOpenAndUnacknowledgedIncidentsBySeverity() throws Exception {
    weeks
        .takeover(SANDBOX, "2026-03-10T10:00:00Z", 1)
        .takeover(WeekFixtures.PAYMENTS, "2026-03-11T10:00:00Z", 8)
        .takeover(WeekFixtures.PAYMENTS, "2026-03-13T10:00:00Z", 8);
    store.change(
        WeekFixtures.PAYMENTS.value(),
        it -> {
          Incident latest = it.incident().orElseThrow();
          Response response =
              new Response(latest.opened(), "ana", Response.Action.ACKNOWLEDGED, "chat");
          return it.with(latest.with(latest.handling().with(response)).closedAt(latest.latest()));
        });

    Alert alert = report(WeekFixtures.PAYMENTS, SANDBOX);

    assertThat(section(alert, "Open or not acknowledged"))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith(
                        "CRITICAL: Root signed in to payments-prod (111122223333) without MFA from"
                            + " 198.51.100.7, and 7 more events, since 2026-03-11 10:00:00 UTC"
                            + " (closed, not acknowledged). Incident 111122223333-"),
            second ->
                assertThat(second)
                    .startsWith(
                        "MEDIUM: Failed root sign-in to account 444455556666 from 198.51.100.7,"
                            + " since 2026-03-10 10:00:00 UTC (open). Incident 444455556666-"));
    assertThat(alert.advice())
        .containsExactly(
            "Assign an owner to 1 unacknowledged incident: 'rootmon report -c rootmon.json"
                + " INCIDENT-ID' prints its report.");
  }

  @Test
  void reportsAWeekWithoutActivity() throws Exception {
    Alert alert = report(WeekFixtures.PAYMENTS, SANDBOX);

    assertThat(alert.headline())
        .isEqualTo("Week 2026-W11: no root activity detected in 2 accounts");
    assertThat(alert.report().flatMap(ReportContent::heat)).isEmpty();
    assertThat(alert.advice()).isEmpty();
  }

  @Test
  void showsTheWorstAccountsAndCountsTheRest() throws Exception {
    List<AccountId> accounts = new ArrayList<>();
    for (int at = 0; at < 30; at++) {
      AccountId account = new AccountId(String.format(Locale.ROOT, "1111222233%02d", at));
      accounts.add(account);
      weeks.takeover(account, "2026-03-12T12:00:00Z", at == 17 ? 8 : 2);
    }

    HeatMap heat = heat(report(accounts.toArray(AccountId[]::new)));

    assertThat(heat.rows()).hasSize(HeatMapBuilder.MAX_ROWS);
    assertThat(heat.rows().get(0).account()).isEqualTo("111122223317");
    assertThat(heat.more()).contains("… and 5 more accounts with 10 events (worst: MEDIUM)");
  }

  @Test
  void countsUnreadEventsAsTheWorst() {
    WeeklyAccountStats stats = new WeeklyAccountStats("111122223333", WeekFixtures.WEEK);
    Instant tuesday = WeekFixtures.WEEK.begin().plus(Duration.ofHours(30));
    Incident incident =
        new Incident(
            "some",
            Optional.empty(),
            tuesday,
            tuesday,
            tuesday,
            Map.of(Severity.LOW, 400L, Severity.HIGH, 1L),
            Set.of(),
            Set.of(),
            Map.of(),
            Optional.empty(),
            IncidentTracking.NONE);

    stats.add(incident, List.of());

    assertThat(stats.eventsOf(1)).isEqualTo(401);
    assertThat(stats.worstOf(1)).contains(Severity.HIGH);
  }

  @Test
  void aWeekHasOneAlert() throws Exception {
    assertThat(report().id()).isEqualTo("weekly-2026-W11");
    assertThat(report().account()).isEqualTo(Account.UNKNOWN);
  }

  @Test
  void reportsAnUnusedWindow() throws Exception {
    weeks.takeover(WeekFixtures.PAYMENTS, "2026-03-11T10:00:00Z", 2);

    Alert alert =
        reportExpecting(
            window(WeekFixtures.PAYMENTS, "OPS-1", "2026-03-11T09:00:00Z", "2026-03-11T11:00:00Z"),
            window(WeekFixtures.PAYMENTS, "OPS-2", "2026-03-12T09:00:00Z", "2026-03-12T11:00:00Z"),
            window(SANDBOX, "OPS-3", "2026-03-11T09:00:00Z", "2026-03-16T11:00:00Z"));

    assertThat(section(alert, "Maintenance windows without activity"))
        .containsExactly(
            "payments-prod (111122223333): OPS-2,"
                + " from 2026-03-12 09:00:00 until 2026-03-12 11:00:00 UTC");
  }

  @Test
  void aWindowThatWasUsedBeforeTheWeekIsNotUnused() throws Exception {
    weeks.takeover(WeekFixtures.PAYMENTS, "2026-03-06T10:00:00Z", 2);
    weeks.takeover(WeekFixtures.PAYMENTS, "2026-03-13T10:00:00Z", 2);

    Alert alert =
        reportExpecting(
            window(WeekFixtures.PAYMENTS, "OPS-1", "2026-03-06T09:00:00Z", "2026-03-10T11:00:00Z"));

    assertThat(alert.report().orElseThrow().sections())
        .extracting(it -> it.title())
        .doesNotContain("Maintenance windows without activity");
  }

  @Test
  void listsEachExclusionWithTheFindingsThatItMatched() throws Exception {
    Exclusion migration = exclusion("migration", "data team", "203.0.113.0/24");
    Exclusion unused = exclusion("audit", "audit team", "192.0.2.128/25");
    Exclusion ended =
        new Exclusion(
            "old",
            "old team",
            Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
            Set.of("root.change"),
            Set.of(),
            Set.of(),
            Set.of(),
            List.of(),
            Set.of());
    Exclusion all =
        new Exclusion(
            "takeover exercise",
            "red team",
            Optional.empty(),
            Set.of(),
            Set.of(WeekFixtures.PAYMENTS),
            Set.of(),
            Set.of(),
            List.of(),
            Set.of());
    // 7 failed sign-ins; the rest of the first ten events is CRITICAL and cannot be excluded.
    weeks.takeover(WeekFixtures.PAYMENTS, "2026-03-11T10:00:00Z", 10, Optional.of(all));

    Alert alert = report(List.of(migration, unused, ended, all));

    assertThat(section(alert, "Excluded by your configuration"))
        .containsExactlyInAnyOrder(
            "7 findings: takeover exercise (red team)",
            "0 findings: migration (data team)",
            "0 findings: audit (audit team)");
  }

  @Test
  void showsTheDaysThatWereComparedWithTheArchive() throws Exception {
    store.heartbeats().store("witness-2026-03-09", "DONE 5 0");
    store.heartbeats().store("witness-2026-03-10", "DONE 7 0");
    store.heartbeats().store("witness-2026-03-16", "DONE 90 9");

    Alert complete = compared();
    assertThat(complete.facts())
        .contains(
            new Fact(
                "Delivered by EventBridge",
                "all 12 root events in the CloudTrail archive of 2 days"));
    assertThat(complete.report().orElseThrow().lead())
        .noneMatch(it -> it.title().equals("Not delivered by EventBridge"));

    store.heartbeats().store("witness-2026-03-11", "DONE 3 1");
    store.heartbeats().store("witness-2026-03-12", "FAILED the role may not start a query");
    Alert incomplete = compared();
    assertThat(incomplete.facts())
        .contains(
            new Fact(
                "Delivered by EventBridge",
                "15 of 16 root events in the CloudTrail archive of 3 days"));
    assertThat(section(incomplete, "Not delivered by EventBridge"))
        .containsExactly(
            "2026-03-11: 1 root event was found in the CloudTrail archive only",
            "2026-03-12: not compared with the CloudTrail archive. the role may not start a query");
  }

  private Alert compared() throws Exception {
    return new WeeklyReporter(
            Set.of("mail"),
            new IncidentReader(store),
            List.of(WeekFixtures.PAYMENTS),
            Optional.empty(),
            MaintenanceWindows.NONE,
            List.of(),
            WeekFixtures.NAMES,
            ReportSource.LIVE,
            Optional.of(new WitnessDays(store.heartbeats())))
        .report(WeekFixtures.WEEK, Deadline.in(TIMEOUT));
  }

  private static Exclusion exclusion(String reason, String owner, String network) {
    return new Exclusion(
        reason,
        owner,
        Optional.empty(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        List.of(CidrBlock.parse(network)),
        Set.of());
  }

  private Alert report(List<Exclusion> exclusions) throws Exception {
    return new WeeklyReporter(
            Set.of("mail"),
            new IncidentReader(store),
            List.of(WeekFixtures.PAYMENTS),
            Optional.empty(),
            MaintenanceWindows.NONE,
            exclusions,
            WeekFixtures.NAMES,
            ReportSource.LIVE_WITH_RESPONSES)
        .report(WeekFixtures.WEEK, Deadline.in(TIMEOUT));
  }

  private static MaintenanceWindow window(
      AccountId account, String ticket, String from, String until) {
    return new MaintenanceWindow(
        account,
        Instant.parse(from),
        Instant.parse(until),
        ticket,
        Optional.empty(),
        Set.of(),
        Set.of());
  }

  private Alert reportExpecting(MaintenanceWindow... windows) throws Exception {
    return report(new MaintenanceWindows(List.of(windows)), WeekFixtures.PAYMENTS, SANDBOX);
  }

  private Alert report(AccountId... accounts) throws Exception {
    return report(MaintenanceWindows.NONE, accounts);
  }

  private Alert report(MaintenanceWindows expected, AccountId... accounts) throws Exception {
    return new WeeklyReporter(
            Set.of("mail"),
            new IncidentReader(store),
            List.of(accounts),
            Optional.empty(),
            expected,
            List.of(),
            WeekFixtures.NAMES,
            ReportSource.LIVE_WITH_RESPONSES)
        .report(WeekFixtures.WEEK, Deadline.in(TIMEOUT));
  }

  private static HeatMap heat(Alert alert) {
    return alert.report().flatMap(ReportContent::heat).orElseThrow();
  }

  private static List<String> section(Alert alert, String title) {
    return alert.report().orElseThrow().lead().stream()
        .filter(it -> it.title().equals(title))
        .findFirst()
        .orElseThrow()
        .lines();
  }

  private static String line(HeatMap.Row row) {
    StringBuilder line = new StringBuilder(row.account());
    row.cells().forEach(it -> line.append(' ').append(it.count()).append(it.letter()));
    return line.toString();
  }
}
