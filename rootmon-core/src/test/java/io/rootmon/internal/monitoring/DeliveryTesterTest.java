package io.rootmon.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.MonitorFixtures;
import io.rootmon.ProcessingResult;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.control.ControlMessage.DeliveryTest;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.internal.delivery.DeliveryTestResult;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class DeliveryTesterTest {
  private static final Instant NOW = Instant.parse("2026-03-14T06:00:00Z");
  private static final String ID = "0f1f8a2e-6d1b-4a43-9d5c-0a4d3a1f5b77";

  private final List<Alert> sent = new CopyOnWriteArrayList<>();
  private final SharedStateStore store = new MemoryStore(InstantSource.fixed(NOW));
  private final DeliveryTester tester =
      new DeliveryTester(
          MonitorFixtures.builder(
                  new Dispatcher(
                      List.of(channel("chat", false), channel("mail", true)),
                      store,
                      InstantSource.fixed(NOW)))
              .build(),
          store.heartbeats(),
          InstantSource.fixed(NOW));

  @Test
  void storesTheResultOfEveryChannelWithoutAnIncident() throws Exception {
    ProcessingResult outcome =
        tester
            .run(new DeliveryTest(ID, Set.of(), NOW), Deadline.in(Duration.ofSeconds(10)))
            .orElseThrow();

    assertThat(outcome.isDone()).isTrue();
    assertThat(result().lines())
        .containsExactly(
            new DeliveryTestResult.Line("chat", Result.DELIVERED, "taken"),
            new DeliveryTestResult.Line("mail", Result.REJECTED, "down"));
    assertThat(sent)
        .singleElement()
        .extracting(Alert::headline)
        .asString()
        .startsWith("Test alert");
    assertThat(store.incidents().history("111122223333").incident()).isEmpty();
  }

  @Test
  void onlyTheNamedChannelsAreTested() throws Exception {
    tester.run(new DeliveryTest(ID, Set.of("mail"), NOW), Deadline.in(Duration.ofSeconds(10)));

    assertThat(sent).isEmpty();
    assertThat(result().lines()).hasSize(1);
  }

  @Test
  void anExpiredTestSendsNoAlert() throws Exception {
    DeliveryTest old = new DeliveryTest(ID, Set.of(), NOW.minus(Duration.ofMinutes(16)));

    assertThat(tester.run(old, Deadline.in(Duration.ofSeconds(10)))).isEmpty();
    assertThat(sent).isEmpty();
  }

  private DeliveryTestResult result() throws Exception {
    return DeliveryTestResult.parse(
        store.heartbeats().stored(DeliveryTestResult.note(ID)).orElseThrow());
  }

  private Channel channel(String name, boolean isDown) {
    return new Channel() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
        if (isDown) {
          throw DeliveryException.rejected("down", null);
        }
        sent.add(alert);
        return new Receipt("taken");
      }
    };
  }
}
