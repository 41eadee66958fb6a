package io.rootmon.internal.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.internal.coverage.GapMonitor.GapScan;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.Severity;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GapMonitorTest {
  private Instant now = Instant.parse("2026-03-14T06:00:00Z");
  private final GapMonitor monitor = new GapMonitor(new MemoryStore(() -> now).heartbeats());

  @Test
  void aGapIsReportedOnceThenDailyAndWhenItCloses() throws Exception {
    List<String> reported = new ArrayList<>();
    for (int hour = 0; hour < 50; hour++) {
      List<Gap> gaps = hour < 49 ? List.of(channel("chat", "failing")) : List.of();
      int at = hour;
      report(GapScan.complete(Gap.Kind.CHANNEL, gaps))
          .ifPresent(it -> reported.add(at + " " + it.severity() + " " + it.headline()));
      now = now.plus(Duration.ofHours(1));
    }

    assertThat(reported)
        .containsExactly(
            "0 HIGH Channel chat reaches no recipient",
            "24 HIGH Still: channel chat reaches no recipient",
            "48 HIGH Still: channel chat reaches no recipient",
            "49 LOW Channel chat works again");
  }

  @Test
  void aGapInAnotherStateIsNew() throws Exception {
    report(GapScan.complete(Gap.Kind.CHANNEL, List.of(channel("chat", "failing"))));

    assertThat(report(GapScan.complete(Gap.Kind.CHANNEL, List.of(channel("chat", "worse")))))
        .isPresent();
  }

  @Test
  void anUnreadableRegionKeepsItsState() throws Exception {
    report(GapScan.complete(Gap.Kind.CHANNEL, List.of(channel("chat", "failing"))));

    assertThat(report(GapScan.without(Set.of("chat"), Gap.Kind.CHANNEL, List.of()))).isEmpty();
    assertThat(report(GapScan.complete(Gap.Kind.CHANNEL, List.of(channel("chat", "failing")))))
        .isEmpty();
  }

  @Test
  void anAlertThatWasNotDeliveredIsCreatedAgainWithTheSameId() throws Exception {
    GapScan scan = GapScan.complete(Gap.Kind.CHANNEL, List.of(channel("chat", "failing")));
    Alert first = monitor.compare(scan, now, names()).alert().orElseThrow();

    Alert second = monitor.compare(scan, now, names()).alert().orElseThrow();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void oneKindNeverHidesAnother() throws Exception {
    report(GapScan.complete(Gap.Kind.CHANNEL, List.of(channel("chat", "failing"))));
    report(GapScan.complete(Gap.Kind.DRIFT_CHECK, List.of()));

    assertThat(report(GapScan.complete(Gap.Kind.CHANNEL, List.of())))
        .map(Alert::headline)
        .contains("Channel chat works again");
  }

  private Optional<Alert> report(GapScan scan) throws StateException {
    GapMonitor.Change change = monitor.compare(scan, now, names());
    monitor.reported(change);
    return change.alert();
  }

  private static AccountDirectory names() {
    return AccountDirectory.of(Map.of());
  }

  private static Gap channel(String name, String state) {
    return new Gap(
        Gap.Kind.CHANNEL,
        Optional.empty(),
        name,
        state,
        Severity.HIGH,
        "token revoked",
        "renew it");
  }
}
