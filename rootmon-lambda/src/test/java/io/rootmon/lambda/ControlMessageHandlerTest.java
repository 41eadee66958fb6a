package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.MonitorFixtures;
import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.ReportSource;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.internal.coverage.CoverageMonitor;
import io.rootmon.internal.coverage.CoverageSettings;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.monitoring.ControlMessageProcessor;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.report.IncidentReader;
import io.rootmon.internal.report.WeeklyReporter;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.MaintenanceWindows;
import io.rootmon.lambda.priming.SnapshotPrimer;
import io.rootmon.render.Templates;
import io.rootmon.state.UnavailableStore;
import io.rootmon.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Messages about the monitoring itself in the function. */
class ControlMessageHandlerTest {
  private static final String ACCOUNT = "111122223333";
  private static final Instant NOW = Instant.parse("2026-03-14T06:00:00Z");

  private final List<Alert> notified = new ArrayList<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final SharedStateStore store = new MemoryStore(InstantSource.fixed(NOW));
  private boolean channelIsDown;

  @Test
  void storesAndCountsHeartbeatsWithoutLogLines() throws Exception {
    assertThat(
            failures(
                handler(Optional.of(monitor(store))),
                "m1",
                ControlMessageExamples.heartbeat(ACCOUNT, "eu-west-1", NOW),
                "m2",
                ControlMessageExamples.heartbeat(ACCOUNT, "us-east-1", NOW)))
        .isEmpty();

    assertThat(store.heartbeats().heard(List.of(new AccountId(ACCOUNT))))
        .isEqualTo(Map.of(new AccountId(ACCOUNT), Map.of("eu-west-1", NOW, "us-east-1", NOW)));
    assertThat(lines()).hasSize(2).noneMatch(it -> it.contains(ACCOUNT));
    assertThat(lines().get(0)).contains("\"skipped\":0,\"heartbeats\":2,");
    assertThat(lines().get(1)).endsWith("\"Heartbeats\":2}");
    assertThat(notified).isEmpty();
  }

  @Test
  void reportsALostMemoryOfTheStoreOnce() throws Exception {
    assertThat(
            failures(
                handler(Optional.of(monitor(new UnavailableStore()))),
                "m1",
                ControlMessageExamples.heartbeat(ACCOUNT, "eu-west-1", NOW),
                "m2",
                ControlMessageExamples.heartbeat(ACCOUNT, "us-east-1", NOW)))
        .isEmpty();

    assertThat(lines())
        .filteredOn(it -> it.contains("\"level\":\"WARN\""))
        .singleElement()
        .asString()
        .contains("\"heartbeats\":2,\"problem\":\"the store is down\"");
  }

  @Test
  void aCheckIsReportedOnceAndMeasured() throws Exception {
    Handler handler = handler(Optional.of(monitor(store)));
    assertThat(failures(handler, "m1", ControlMessageExamples.check(NOW))).isEmpty();

    assertThat(notified)
        .singleElement()
        .extracting(Alert::headline)
        .isEqualTo("No account is monitored yet: no heartbeat has ever arrived");
    assertThat(lines())
        .anyMatch(it -> it.endsWith("\"CoverageGaps\":2}"))
        .anyMatch(
            it ->
                it.contains("\"message\":\"coverage checked\"")
                    && it.contains("\"accounts\":1,\"monitored\":0,\"coverageGaps\":2"));

    assertThat(failures(handler, "m1", ControlMessageExamples.check(NOW))).isEmpty();
    assertThat(notified).hasSize(1);
    assertThat(lines()).anyMatch(it -> it.contains("was already made"));
  }

  @Test
  void anAlertWithoutADeliveryReturnsToTheQueue() throws Exception {
    Handler handler = handler(Optional.of(monitor(store)));
    channelIsDown = true;
    assertThat(failures(handler, "m1", ControlMessageExamples.check(NOW))).containsExactly("m1");
    assertThat(lines())
        .anyMatch(it -> it.contains("delivery incomplete; message returned to the queue"));

    channelIsDown = false;
    assertThat(failures(handler, "m1", ControlMessageExamples.check(NOW))).isEmpty();
    assertThat(notified).hasSize(1);
  }

  @Test
  void aCheckWithoutTheStoreReturnsToTheQueue() throws Exception {
    Handler handler = handler(Optional.of(monitor(new UnavailableStore())));

    assertThat(failures(handler, "m1", ControlMessageExamples.check(NOW))).containsExactly("m1");
    assertThat(lines())
        .anyMatch(
            it ->
                it.contains("\"level\":\"ERROR\"")
                    && it.contains("\"failed\":\"the store is down\""));
  }

  @Test
  void aSpokesTroubleIsAlertedOnceAnHourAndItsEndIsCounted() throws Exception {
    Handler handler = handler(Optional.empty());
    assertThat(failures(handler, "m1", ControlMessageExamples.spokeAlarm("ALARM"))).isEmpty();
    assertThat(failures(handler, "m2", ControlMessageExamples.spokeAlarm("OK"))).isEmpty();

    assertThat(notified)
        .extracting(it -> it.severity() + " " + it.headline())
        .containsExactly(
            "HIGH Root activity may be undetected in 111122223333, eu-west-1: 3 events were not"
                + " delivered");
  }

  @Test
  void countsHeartbeatsWithoutCoverage() throws Exception {
    Handler handler = handler(Optional.empty());

    assertThat(
            failures(
                handler,
                "m1",
                ControlMessageExamples.heartbeat(ACCOUNT, "eu-west-1", NOW),
                "m2",
                ControlMessageExamples.check(NOW)))
        .isEmpty();
    assertThat(lines()).anyMatch(it -> it.contains("the configuration has no coverage"));
    assertThat(notified).isEmpty();
  }

  @Test
  void sendsTheLastWeekOnce() throws Exception {
    Handler handler = handler(Optional.empty(), Optional.of(weekly(store)));

    assertThat(failures(handler, "m1", ControlMessageExamples.week(NOW))).isEmpty();
    assertThat(failures(handler, "m2", ControlMessageExamples.week(NOW.plusSeconds(60)))).isEmpty();

    assertThat(notified)
        .extracting(Alert::headline)
        .containsExactly("Week 2026-W10: no root activity detected in 1 account");
    assertThat(lines()).anyMatch(it -> it.contains("\"message\":\"weekly report processed\""));
  }

  @Test
  void retriesAnUnreadableWeekAndSkipsAnUnroutedOne() throws Exception {
    Handler down = handler(Optional.empty(), Optional.of(weekly(new UnavailableStore())));
    assertThat(failures(down, "m1", ControlMessageExamples.week(NOW))).containsExactly("m1");
    assertThat(lines())
        .anyMatch(
            it ->
                it.contains("\"message\":\"a WeeklyReport message was not processed; ")
                    && it.contains("\"failed\":\"the store is down\""));

    Handler without = handler(Optional.empty());
    assertThat(failures(without, "m1", ControlMessageExamples.week(NOW))).isEmpty();
    assertThat(lines()).anyMatch(it -> it.contains("the configuration has no report.weekly"));
    assertThat(notified).isEmpty();
  }

  private static WeeklyReporter weekly(SharedStateStore store) {
    return new WeeklyReporter(
        Set.of("fake"),
        new IncidentReader(store.incidents()),
        List.of(new AccountId(ACCOUNT)),
        Optional.empty(),
        MaintenanceWindows.NONE,
        List.of(),
        AccountDirectory.of(Map.of()),
        ReportSource.LIVE_WITH_RESPONSES);
  }

  private static CoverageMonitor monitor(SharedStateStore store) {
    return new CoverageMonitor(
        new CoverageSettings(Set.of("eu-west-1", "us-east-1"), Duration.ofHours(3), Set.of()),
        unused ->
            List.of(
                new OrganizationAccount(
                    new AccountId(ACCOUNT), "payments", true, Optional.of(Instant.EPOCH), false)),
        store.heartbeats(),
        AccountDirectory.of(Map.of()),
        InstantSource.fixed(NOW));
  }

  private Handler handler(Optional<CoverageMonitor> watch) {
    return handler(watch, Optional.empty());
  }

  private Handler handler(Optional<CoverageMonitor> watch, Optional<WeeklyReporter> weekly) {
    Channel channel =
        new Channel() {
          @Override
          public String name() {
            return "fake";
          }

          @Override
          public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
            if (channelIsDown) {
              throw DeliveryException.rejected("down", null);
            }
            notified.add(alert);
            return new Receipt("taken");
          }
        };
    Dispatcher dispatcher = new Dispatcher(List.of(channel), store, InstantSource.fixed(NOW));
    RootMonitor monitor = MonitorFixtures.builder(dispatcher).build();
    SnapshotPrimer primer = PrimerFixtures.of(Templates.builtIn(), Set.of());
    PrintStream out = new PrintStream(log, false, StandardCharsets.UTF_8);
    return new Handler(
        new FunctionContext(
            monitor,
            () ->
                new ControlMessageProcessor(
                    monitor, watch, Optional.empty(), Optional.empty(), weekly),
            Optional.empty(),
            primer,
            primer.templates(),
            Optional.empty(),
            () -> {}),
        new InvocationLogger(out, Map.of()));
  }

  private static List<String> failures(Handler handler, String... idsAndBodies) throws Exception {
    Invocation invocation = new Invocation("request-1", Deadline.in(Duration.ofSeconds(20)));
    return handler
        .process(
            Payload.read(ExampleEvents.batch(idsAndBodies).getBytes(StandardCharsets.UTF_8)),
            invocation)
        .getBatchItemFailures()
        .stream()
        .map(it -> it.getItemIdentifier())
        .toList();
  }

  private List<String> lines() {
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
