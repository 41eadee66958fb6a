package io.rootmon.channel.eventbridge;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.IncidentStatus;
import io.rootmon.alert.IncidentStatus.ResponseLine;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.internal.channel.ShortenedAlert;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.internal.message.MessageJson;
import io.rootmon.internal.text.Truncation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a PutEvents request.
 *
 * @param detailType {@code Root Finding}, {@code Root Incident}, {@code Root Report} or {@code Root
 *     Notice}
 * @param detail a JSON object
 */
record EventEntry(String detailType, String detail, Instant time, Optional<String> account) {
  static final String FINDING = "Root Finding";
  static final String INCIDENT = "Root Incident";
  static final String REPORT = "Root Report";

  /** An alert about rootmon itself, or about a message that could not be parsed. */
  static final String NOTICE = "Root Notice";

  /**
   * The maximum size of an entry and of a request: <a
   * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html">256
   * KB</a>. Newer pages state 1 MB; rootmon uses the smaller limit.
   */
  static final int MAX_BYTES = 256 * 1_024;

  private static final int MAX_DETAIL_BYTES = 120_000;

  /** Returns the documents of an alert: the finding or report, then the incident. */
  static List<EventEntry> of(Alert alert) {
    List<EventEntry> entries = new ArrayList<>();
    Alert fitting =
        ShortenedAlert.fit(alert, it -> Truncation.fits(document(it), MAX_DETAIL_BYTES));
    String type = alert.isReport() ? REPORT : alert.finding().isPresent() ? FINDING : NOTICE;
    entries.add(entry(type, document(fitting), alert));
    if (alert.incident().isPresent()) {
      entries.add(entry(INCIDENT, incident(alert), alert));
    }
    return entries;
  }

  /** Returns only the incident's document, for a change without an event. */
  static List<EventEntry> ofIncident(Alert alert) {
    return alert.incident().isPresent()
        ? List.of(entry(INCIDENT, incident(alert), alert))
        : List.of();
  }

  private static EventEntry entry(String type, String detail, Alert alert) {
    return new EventEntry(type, detail, alert.time(), alert.account().id().map(AccountId::value));
  }

  /** Returns the key by which an accepted entry is recognized. */
  String key() {
    return detailType;
  }

  /**
   * Returns the size as <a
   * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html">
   * EventBridge calculates it</a>.
   */
  int size(String source, List<String> resources) {
    int size = 14 + bytes(source) + bytes(detailType) + bytes(detail);
    for (String resource : resources) {
      size += bytes(resource);
    }
    return size;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String document(Alert alert) {
    return JsonStreams.document(json -> MessageJson.write(alert, json));
  }

  private static String incident(Alert alert) {
    IncidentRef incident = alert.incident().orElseThrow();
    Optional<IncidentStatus> standing = alert.standing();
    boolean isOpen = standing.map(IncidentStatus::isOpen).orElse(!alert.isReport());
    List<String> responses =
        standing.map(IncidentStatus::responses).orElse(List.of()).stream()
            .map(ResponseLine::text)
            .toList();
    return JsonStreams.text(
        json -> {
          json.writeStringField("id", incident.incident());
          json.writeStringField(
              "state", !isOpen ? "CLOSED" : responses.isEmpty() ? "OPEN" : "ACKNOWLEDGED");
          if (alert.account().id().isPresent()) {
            json.writeStringField("account", alert.account().id().get().value());
          } else {
            json.writeNullField("account");
          }
          json.writeStringField("opened", incident.opened().toString());
          json.writeStringField("latest", alert.time().toString());
          json.writeNumberField(
              "events",
              Math.max(incident.number(), standing.map(IncidentStatus::events).orElse(0L)));
          json.writeStringField("highest", incident.highest().name());
          JsonStreams.writeTexts(json, "responses", responses);
        });
  }
}
