package io.rootmon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.ReportSource;
import io.rootmon.cases.GoldenFile;
import io.rootmon.control.ControlMessage.Heartbeat;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.internal.channel.sns.SnsMessage;
import io.rootmon.internal.coverage.CoverageMonitor;
import io.rootmon.internal.coverage.CoverageSettings;
import io.rootmon.internal.message.MessageSchema;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.report.IncidentReader;
import io.rootmon.internal.report.WeekFixtures;
import io.rootmon.internal.report.WeeklyReporter;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.MaintenanceWindow;
import io.rootmon.judge.MaintenanceWindows;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people get of a week, reviewed as files. */
class WeeklyReportMessagesTest {
  private static final Instant NOW = Instant.parse("2026-03-16T07:00:00Z");
  private static final Templates TEMPLATES = Templates.builtIn();

  private static final MaintenanceWindow UNUSED =
      new MaintenanceWindow(
          WeekFixtures.PAYMENTS,
          Instant.parse("2026-03-12T22:00:00Z"),
          Instant.parse("2026-03-12T23:00:00Z"),
          "OPS-1234",
          Optional.of("Jane"),
          Set.of(),
          Set.of());

  private final InstantSource clock = InstantSource.fixed(NOW);
  private final MemoryStore store = new MemoryStore(clock);
  private final WeekFixtures weeks = new WeekFixtures(store);

  @Test
  void aWeekOfSomeAccounts() throws Exception {
    weeks
        .takeover(WeekFixtures.PAYMENTS, "2026-03-11T23:50:00Z", 300)
        .takeover(account(1), "2026-03-09T12:00:00Z", 2)
        .takeover(account(1), "2026-03-13T12:00:00Z", 1)
        .takeover(account(2), "2026-03-15T23:59:50Z", 12);

    Alert report = report(5, new MaintenanceWindows(List.of(UNUSED)));
    check("week", report);
    GoldenRequests.check("week", report);
  }

  @Test
  void aWeekWithoutActivity() throws Exception {
    check("week-quiet", report(3, MaintenanceWindows.NONE));
  }

  @Test
  void aWeekOfCompromisedAccountsFitsTheMailLimit() throws Exception {
    for (int at = 0; at < 60; at++) {
      weeks.takeover(account(at), "2026-03-12T12:00:00Z", 9);
    }

    Alert alert = report(60, MaintenanceWindows.NONE);

    String html = SesMessage.of(alert, TEMPLATES).html();
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(102_000);
    assertThat(html).contains("and 35 more accounts with 315 events");
    assertThat(SlackMessage.of(alert, TEMPLATES).json().length()).isLessThan(20_000);
    assertThat(SnsMessage.of(alert, TEMPLATES).body().length()).isLessThan(20_000);
  }

  private static AccountId account(int at) {
    return new AccountId(String.format(Locale.ROOT, "1111222244%02d", at));
  }

  private Alert report(int others, MaintenanceWindows expected) throws Exception {
    List<OrganizationAccount> members = new ArrayList<>();
    members.add(member(WeekFixtures.PAYMENTS, "payments"));
    for (int at = 0; at < others; at++) {
      members.add(member(account(at), "team <" + at + ">"));
    }
    CoverageMonitor watch =
        new CoverageMonitor(
            new CoverageSettings(
                new LinkedHashSet<>(List.of("eu-west-1", "us-east-1")),
                Duration.ofHours(3),
                Set.of()),
            timeLeft -> members,
            store.heartbeats(),
            WeekFixtures.NAMES,
            clock);
    for (OrganizationAccount member : members) {
      watch.recordHeartbeat(new Heartbeat(member.id(), "eu-west-1", NOW));
      if (!member.id().equals(account(1))) {
        watch.recordHeartbeat(new Heartbeat(member.id(), "us-east-1", NOW));
      }
    }
    return new WeeklyReporter(
            Set.of("mail"),
            new IncidentReader(store),
            List.of(),
            Optional.of(watch),
            expected,
            List.of(),
            WeekFixtures.NAMES,
            ReportSource.LIVE_WITH_RESPONSES)
        .report(WeekFixtures.WEEK, Deadline.in(Duration.ofSeconds(20)));
  }

  private static OrganizationAccount member(AccountId id, String name) {
    return new OrganizationAccount(id, name, true, Optional.of(Instant.EPOCH), false);
  }

  private static void check(String name, Alert alert) {
    String folder = "messages/watch/" + name + "/";
    MessageSchema.assertValid(alert);
    SnsMessage sns = SnsMessage.of(alert, TEMPLATES);
    GoldenFile.check(folder + "sns.txt", "Subject: " + sns.subject() + "\n\n" + sns.body());
    SesMessage ses = SesMessage.of(alert, TEMPLATES);
    GoldenFile.check(folder + "ses.txt", "Subject: " + ses.subject() + "\n\n" + ses.text());
    GoldenFile.check(folder + "ses.html", ses.html());
    SlackMessage slack = SlackMessage.of(alert, TEMPLATES);
    GoldenFile.check(folder + "slack.json", slack.json());
    assertThat(Stream.of(sns.problems(), ses.problems(), slack.problems()))
        .allMatch(problems -> problems.isEmpty());
  }
}
