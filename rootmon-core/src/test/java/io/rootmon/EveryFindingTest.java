package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Receipt;
import io.rootmon.config.Configuration;
import io.rootmon.incident.NotificationReason;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.state.MemoryStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A channel with {@code "notify": "all"}. */
class EveryFindingTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Instant NOW = TakeoverScenario.BEGIN.plus(Duration.ofMinutes(20));
  private static final String CHANNELS =
      """
      {"channels": {
        "siem": {"type": "outbox", "folder": "siem", "notify": "all"},
        "mail": {"type": "outbox", "folder": "mail", "notify": "incidents"}}
      """;

  private record Kept(String name, Queue<Alert> took) implements Channel {
    @Override
    public Receipt send(Alert alert, Deadline deadline) {
      took.add(alert);
      return new Receipt("kept");
    }
  }

  private final Queue<Alert> siem = new ConcurrentLinkedQueue<>();
  private final Queue<Alert> mail = new ConcurrentLinkedQueue<>();

  @Test
  void receivesEveryFindingOnceBesideThePolicysSelection() {
    RootMonitor monitor = monitor(CHANNELS + "}");
    List<String> records = TakeoverScenario.of("111122223333");
    records.forEach(it -> monitor.process(TakeoverScenario.judged(it), Deadline.in(TIMEOUT)));
    records.forEach(it -> monitor.process(TakeoverScenario.judged(it), Deadline.in(TIMEOUT)));

    assertThat(siem).hasSize(300);
    assertThat(siem.stream().map(Alert::id)).doesNotHaveDuplicates();
    assertThat(mail).hasSizeLessThanOrEqualTo(8);
    assertThat(
            siem.stream()
                .filter(
                    it ->
                        it.incident().orElseThrow().reason().orElseThrow()
                            == NotificationReason.EVERY))
        .hasSize(300 - mail.size());
  }

  @Test
  void receivesFindingsOfEverySeverityWithoutOpeningIncidentsForThem() throws Exception {
    RootMonitor monitor = monitor(CHANNELS + "}");
    String read =
        TakeoverScenario.of("111122223333")
            .get(200)
            .replace("RunInstances", "DescribeInstances")
            .replace("\"recipient", "\"readOnly\":true,\"recipient");

    ProcessingResult outcome = monitor.process(TakeoverScenario.judged(read), Deadline.in(TIMEOUT));

    assertThat(siem).hasSize(1);
    assertThat(mail).isEmpty();
    assertThat(outcome.verdict()).isEqualTo(ProcessingResult.IncidentAction.ALONE);
    assertThat(outcome.isDone()).isTrue();
  }

  @Test
  void usesTheSeverityOfItsRoute() {
    RootMonitor monitor =
        monitor(
            CHANNELS
                + ", \"routes\": [{\"severity\": \"CRITICAL\", \"channels\": [\"siem\"]},"
                + "{\"channels\": [\"mail\"]}]}");
    List<String> records = TakeoverScenario.of("111122223333");
    records.forEach(it -> monitor.process(TakeoverScenario.judged(it), Deadline.in(TIMEOUT)));

    assertThat(siem).isNotEmpty().allMatch(it -> it.severity().name().equals("CRITICAL"));
  }

  @Test
  void refusesAnotherValue() {
    assertThatThrownBy(
            () -> Configuration.parse("c.json", CHANNELS.replace("\"all\"", "\"some\"") + "}"))
        .hasMessageContaining("channels.siem.notify");
  }

  private RootMonitor monitor(String document) {
    MemoryStore store = new MemoryStore(() -> NOW);
    return RootMonitor.builder()
        .routes(Configuration.parse("c.json", document).routes())
        .store(store)
        .channels(List.of(new Kept("siem", siem), new Kept("mail", mail)))
        .clock(() -> NOW)
        .build();
  }
}
