package io.rootmon.channel.pagerduty;

import io.rootmon.json.JsonStreams;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.Link;
import io.rootmon.judge.Severity;
import io.rootmon.secret.Secret;
import io.rootmon.text.LinkBreaker;
import io.rootmon.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What is posted: <a href="https://developer.pagerduty.com/docs/send-alert-event">an alert
 * event</a> of at most 512 KB, which the limits below keep far from.
 */
final class PagerDutyEvent {
  // https://developer.pagerduty.com/docs/send-alert-event
  private static final int MAX_SUMMARY_LENGTH = 1_024;
  private static final int MAX_DEDUP_KEY_LENGTH = 255;

  private static final int MAX_DETAIL_LENGTH = 500;
  private static final int MAX_DETAILS = 30;

  private PagerDutyEvent() {}

  static String of(Alert alert, Secret key) {
    return JsonStreams.text(
        json -> {
          json.writeStringField("routing_key", key.value());
          json.writeStringField("event_action", "trigger");
          json.writeStringField("dedup_key", dedupKey(alert.eventKey()));
          json.writeStringField("client", "rootmon");
          payload(alert, json);
          links(alert.links(), json);
        });
  }

  /** An id that is too long must not be cut: two may differ only at their ends. */
  private static String dedupKey(String id) {
    boolean fits = !id.isBlank() && id.length() <= MAX_DEDUP_KEY_LENGTH;
    return fits ? id : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static void payload(Alert alert, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("payload");
    json.writeStringField(
        "summary",
        SafeText.cut(
            LinkBreaker.breakLinks(alert.severity() + ": " + alert.headline()),
            MAX_SUMMARY_LENGTH));
    json.writeStringField("source", detail(alert.account().label()));
    json.writeStringField("severity", severity(alert.severity()));
    json.writeStringField("timestamp", alert.time().toString());
    json.writeObjectFieldStart("custom_details");
    texts("facts", facts(alert.facts()), json);
    texts("reasons", alert.reasons(), json);
    texts("advice", alert.advice(), json);
    texts("notes", alert.notes(), json);
    texts("keyFields", facts(alert.keyFields()), json);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "critical";
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFO -> "info";
    };
  }

  private static List<String> facts(List<Fact> facts) {
    return facts.stream().map(it -> LinkBreaker.breakPath(it.label()) + ": " + it.value()).toList();
  }

  private static void texts(String name, List<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts.subList(0, Math.min(texts.size(), MAX_DETAILS))) {
      json.writeString(detail(text));
    }
    json.writeEndArray();
  }

  private static void links(List<Link> links, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("links");
    for (Link link : links.subList(0, Math.min(links.size(), MAX_DETAILS))) {
      json.writeStartObject();
      json.writeStringField("href", link.address().toString());
      json.writeStringField("text", detail(link.label()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String detail(String text) {
    return SafeText.cut(LinkBreaker.breakLinks(text), MAX_DETAIL_LENGTH);
  }
}
