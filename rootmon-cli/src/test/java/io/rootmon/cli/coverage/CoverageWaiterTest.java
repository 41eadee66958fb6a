package io.rootmon.cli.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.TrackedPrintStream;
import io.rootmon.internal.coverage.Coverage;
import io.rootmon.internal.coverage.CoverageMonitor;
import io.rootmon.internal.coverage.CoverageSettings;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageWaiterTest {
  private static final AccountId ACCOUNT = new AccountId("111122223333");

  private Instant now = Instant.parse("2026-03-20T12:00:00Z");
  private final HeartbeatStore log = new MemoryStore(() -> now).heartbeats();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private boolean isTableDown;
  private final CoverageMonitor watch =
      new CoverageMonitor(
          new CoverageSettings(Set.of("eu-west-1", "us-east-1"), Duration.ofHours(3), Set.of()),
          left ->
              List.of(new OrganizationAccount(ACCOUNT, "payments", true, Optional.of(now), false)),
          log,
          AccountDirectory.of(Map.of()),
          () -> now);

  @Test
  void endsWhenEveryRegionReportsAndPrintsEachChangeOnce() throws Exception {
    Optional<Coverage> last = waiter(false, Duration.ofMinutes(35)).await(Duration.ofMinutes(70));

    assertThat(CoverageWaiter.isComplete(last.orElseThrow())).isTrue();
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "rootmon: 0 of 2 places report (70 min left)",
            "rootmon: 0 of 2 places report (60 min left)",
            "rootmon: 0 of 2 places report (50 min left)",
            "rootmon: 0 of 2 places report (40 min left)",
            "rootmon: 2 of 2 places report (35 min left)");
  }

  @Test
  void anAccountThatIsNewHasToReportAsWell() throws Exception {
    Optional<Coverage> last = waiter(false, Duration.ofDays(1)).await(Duration.ofMinutes(70));

    assertThat(CoverageWaiter.isComplete(last.orElseThrow())).isFalse();
    assertThat(now).isEqualTo(Instant.parse("2026-03-20T13:10:00Z"));
  }

  @Test
  void updatesOneLineOnATerminal() throws Exception {
    waiter(true, Duration.ofMinutes(2)).await(Duration.ofMinutes(70));

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("\rrootmon: 0 of 2 places report (70 min left)")
        .endsWith("\rrootmon: 2 of 2 places report (68 min left)" + System.lineSeparator());
  }

  @Test
  void aTableThatIsDownForAMomentDoesNotEndTheWait() throws Exception {
    isTableDown = true;

    assertThat(waiter(false, Duration.ofMinutes(3)).await(Duration.ofMinutes(70))).isPresent();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("rootmon: throttled (70 min left)");
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    CoverageWaiter waiter =
        new CoverageWaiter(
            terminal(false),
            wait -> {
              throw new InterruptedException();
            },
            () -> watch.current(Deadline.in(Duration.ofSeconds(5))));

    assertThat(waiter.await(Duration.ofMinutes(70))).isPresent();
    assertThat(Thread.interrupted()).isTrue();
  }

  private CoverageWaiter waiter(boolean isScreen, Duration heardAfter) {
    Instant start = now;
    return new CoverageWaiter(
        terminal(isScreen),
        wait -> {
          now = now.plus(wait);
          isTableDown = false;
          if (Duration.between(start, now).compareTo(heardAfter) >= 0) {
            hear();
          }
        },
        () -> {
          if (isTableDown) {
            throw new StateException("throttled", null);
          }
          return watch.current(Deadline.in(Duration.ofSeconds(5)));
        });
  }

  private void hear() {
    try {
      log.heard(ACCOUNT, "eu-west-1", now);
      log.heard(ACCOUNT, "us-east-1", now);
    } catch (StateException e) {
      throw new IllegalStateException(e);
    }
  }

  private Terminal terminal(boolean isScreen) {
    return new Terminal(
        new ByteArrayInputStream(new byte[0]),
        new TrackedPrintStream(new ByteArrayOutputStream(), true),
        new TrackedPrintStream(err, true),
        false,
        isScreen,
        false,
        80,
        false,
        () -> now,
        Map.of());
  }
}
