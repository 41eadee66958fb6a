package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.AddressLocator;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.Finding;
import io.rootmon.route.EscalationRoute;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private static final String ACCOUNT = "111122223333";
  private static final Instant NOW = TakeoverScenario.BEGIN.plusSeconds(90);
  private static final Finding FINDING =
      TakeoverScenario.judged(TakeoverScenario.of(ACCOUNT).get(9));

  private final RecordingChannel channel = new RecordingChannel("pager");
  private final MemoryStore store = new MemoryStore(InstantSource.fixed(NOW));
  private final AtomicInteger located = new AtomicInteger();
  private final RootMonitor monitor = builder().build();

  private RootMonitorBuilder builder() {
    return RootMonitor.builder()
        .channels(List.of(channel))
        .store(store)
        .clock(InstantSource.fixed(NOW))
        .locator(
            address -> {
              located.incrementAndGet();
              return Optional.of(
                  new AddressLocator.Location(Optional.of("Dublin"), Optional.empty()));
            });
  }

  @Test
  void wordsTheAlertOnceForTheStoreAndTheChannels() {
    RootMonitor escalating =
        builder()
            .escalation(
                Optional.of(new EscalationRoute(Duration.ofMinutes(30), Set.of(channel.name()))))
            .build();
    escalating.alert(FINDING);
    int perAlert = located.getAndSet(0);

    ProcessingResult result = escalating.process(FINDING, Deadline.in(Duration.ofSeconds(20)));

    assertThat(perAlert).isPositive();
    assertThat(located).hasValue(perAlert);
    assertThat(result.isDone()).isTrue();
    assertThat(stored().alert().orElseThrow())
        .contains(channel.only().summary().orElseThrow(), "Dublin");
  }

  @Test
  void storesNoAlertIfNoLaterMessageIsCreatedFromIt() {
    monitor.process(FINDING, Deadline.in(Duration.ofSeconds(20)));

    assertThat(stored().notified()).isTrue();
    assertThat(stored().alert()).isEmpty();
  }

  private IncidentEvent stored() {
    Incident incident = store.history(ACCOUNT).incident().orElseThrow();
    return store.entries(incident.id(), 1, 1).get(0);
  }

  @Test
  void theResultHasTheActionAndItsCause() {
    ProcessingResult result = monitor.process(FINDING, Deadline.in(Duration.ofSeconds(20)));

    assertThat(result.action()).isEqualTo(IncidentAction.OPEN);
    assertThat(result.reason()).contains(NotificationReason.FIRST);
    assertThat(result.problems()).isEmpty();
  }
}
