package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.MaintenanceWindow;
import io.rootmon.judge.MaintenanceWindows;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.route.Route;
import io.rootmon.route.Routes;
import io.rootmon.state.UnavailableStore;
import io.rootmon.time.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Expected root activity goes to the usual channels and is marked as expected. */
class MaintenanceWindowDeliveryTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final Instant SIGN_IN = Instant.parse("2026-03-14T02:17:45Z");
  private static final String WINDOW =
      "CHG-1 of platform team, from 2026-03-14 02:00:00 until 2026-03-14 04:00:00 UTC";

  private final RecordingChannel pager = new RecordingChannel("pager");
  private final Instant now = Instant.parse("2026-03-14T02:20:00Z");

  @Test
  void theChannelForCriticalReceivesItAsHigh() throws Exception {
    process(monitor(new MemoryStore(() -> now)), "ConsoleLogin", "Success", SIGN_IN);

    Alert alert = pager.only();
    assertThat(alert.severity()).isEqualTo(Severity.HIGH);
    assertThat(alert.reasons().get(0)).isEqualTo("lowered from CRITICAL: covered by " + WINDOW);
    assertThat(alert.summary().orElseThrow())
        .endsWith("; the maintenance window CHG-1 of platform team covers it.");
  }

  @Test
  void isTheSameWhenTheStoreIsUnavailable() throws Exception {
    process(monitor(new UnavailableStore()), "ConsoleLogin", "Success", SIGN_IN);

    assertThat(pager.only().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void keepsTheSeverityOutsideTheWindowWithAReason() throws Exception {
    Instant late = Instant.parse("2026-03-14T04:00:00Z");
    process(monitor(new MemoryStore(() -> late)), "ConsoleLogin", "Success", late);

    Alert alert = pager.only();
    assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.reasons().get(0))
        .isEqualTo(
            "outside the window of CHG-1 of platform team: 1 minute after it, from 2026-03-14"
                + " 02:00:00 until 2026-03-14 04:00:00 UTC");
    assertThat(alert.summary().orElseThrow()).endsWith("; no maintenance window covers it.");
  }

  @Test
  void keepsTheSeverityOfOtherEventsInTheWindow() throws Exception {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    process(monitor, "ConsoleLogin", "Success", SIGN_IN);
    process(monitor, "CloseAccount", "Success", SIGN_IN.plusSeconds(30));

    assertThat(pager.alerts())
        .extracting(Alert::severity)
        .containsExactly(Severity.HIGH, Severity.CRITICAL);
    assertThat(pager.alerts().get(1).reasons().get(0))
        .isEqualTo(
            "outside the scope of CHG-1 of platform team: the window covers only ConsoleLogin");
  }

  @Test
  void aSuccessAfterFailuresKeepsItsSeverity() throws Exception {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    for (int i = 0; i < 3; i++) {
      process(monitor, "ConsoleLogin", "Failure", SIGN_IN.minusSeconds(60 - i));
    }
    assertThat(pager.alerts()).isEmpty();
    process(monitor, "ConsoleLogin", "Success", SIGN_IN);

    Alert alert = pager.only();
    assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.reasons())
        .startsWith(
            "the first success after 3 failed sign-ins within 60 minutes",
            "covered by " + WINDOW + ", which does not lower the severity here");
  }

  private void process(RootMonitor monitor, String event, String outcome, Instant time)
      throws Exception {
    String json =
        Files.readString(Path.of("../examples/root-console-login.json"))
            .replaceAll("(\"eventID\": *)\"[^\"]+\"", "$1\"" + event + time + "\"")
            .replaceAll("(\"eventTime\": *)\"[^\"]+\"", "$1\"" + time + "\"")
            .replaceAll("(\"eventName\": *)\"[^\"]+\"", "$1\"" + event + "\"")
            .replaceAll("(\"ConsoleLogin\": *)\"[^\"]+\"", "$1\"" + outcome + "\"");
    if (!event.equals("ConsoleLogin")) {
      json = json.replace("signin.amazonaws.com", "organizations.amazonaws.com");
    }
    var finding = monitor.judge(new CloudTrailReader().events(json).get(0)).orElseThrow();
    assertThat(monitor.process(finding, Deadline.in(TIMEOUT)).isDone()).isTrue();
  }

  private RootMonitor monitor(SharedStateStore store) {
    MaintenanceWindow window =
        new MaintenanceWindow(
            PAYMENTS,
            Instant.parse("2026-03-14T02:00:00Z"),
            Instant.parse("2026-03-14T04:00:00Z"),
            "CHG-1",
            Optional.of("platform team"),
            Set.of(),
            Set.of("ConsoleLogin"));
    Route critical = new Route(Set.of(), Severity.CRITICAL, Set.of(), Set.of("pager"));
    return RootMonitor.builder()
        .policy(StandardRules.policy().expecting(new MaintenanceWindows(List.of(window))))
        .routes(new Routes(List.of(critical)))
        .store(store)
        .channels(List.of(pager))
        .clock(() -> now)
        .build();
  }
}
