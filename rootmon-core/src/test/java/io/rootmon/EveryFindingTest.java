package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.alert.Alert;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  private final RecordingChannel siem = new RecordingChannel("siem");
  private final RecordingChannel mail = new RecordingChannel("mail");

  @Test
  void receivesEveryFindingOnceBesideThePolicysSelection() {
    RootMonitor monitor = monitor(CHANNELS + "}");
    List<String> records = TakeoverScenario.of("111122223333");
    records.forEach(it -> monitor.process(TakeoverScenario.judged(it), Deadline.in(TIMEOUT)));
    records.forEach(it -> monitor.process(TakeoverScenario.judged(it), Deadline.in(TIMEOUT)));

    assertThat(siem.alerts()).hasSize(300);
    assertThat(siem.alerts().stream().map(Alert::id)).doesNotHaveDuplicates();
    assertThat(mail.alerts()).hasSizeLessThanOrEqualTo(8);
    assertThat(
            siem.alerts().stream()
                .filter(
                    it ->
                        it.incident().orElseThrow().reason().orElseThrow()
                            == NotificationReason.EVERY))
        .hasSize(300 - mail.alerts().size());
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

    assertThat(siem.alerts()).hasSize(1);
    assertThat(mail.alerts()).isEmpty();
    assertThat(outcome.action()).isEqualTo(IncidentAction.ALONE);
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

    assertThat(siem.alerts()).isNotEmpty().allMatch(it -> it.severity().name().equals("CRITICAL"));
  }

  @Test
  void refusesAnotherValue() {
    assertThatThrownBy(
            () ->
                ConfigurationDocument.parse(
                    "c.json", CHANNELS.replace("\"all\"", "\"some\"") + "}"))
        .hasMessageContaining("channels.siem.notify");
  }

  private RootMonitor monitor(String document) {
    MemoryStore store = new MemoryStore(() -> NOW);
    return RootMonitor.builder()
        .routes(ConfigurationDocument.parse("c.json", document).routes())
        .store(store)
        .channels(List.of(siem, mail))
        .clock(() -> NOW)
        .build();
  }
}
