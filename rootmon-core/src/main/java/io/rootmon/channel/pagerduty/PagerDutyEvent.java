package io.rootmon.channel.pagerduty;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Command;
import io.rootmon.alert.IncidentStatus;
import io.rootmon.alert.Link;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.internal.text.LinkBreaker;
import io.rootmon.internal.text.SafeText;
import io.rootmon.internal.text.TextLayout;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.render.RenderedParts;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Creates events of the <a href="https://developer.pagerduty.com/docs/send-alert-event">Events API
 * v2</a>. An event may have 512 KB; the limits below keep it much smaller. All alerts of an
 * incident have the incident's id as their {@code dedup_key}, so that PagerDuty adds them to one
 * incident.
 */
final class PagerDutyEvent {
  // https://developer.pagerduty.com/docs/send-alert-event
  private static final int MAX_SUMMARY_LENGTH = 1_024;
  private static final int MAX_DEDUP_KEY_LENGTH = 255;

  private static final String SUMMARY = "pagerduty/summary.txt.ftl";
  private static final String DETAILS = "pagerduty/details.txt.ftl";
  private static final String TO = ": ";

  private static final int MAX_KEY_LENGTH = 80;
  private static final int MAX_DETAIL_LENGTH = 2_000;
  private static final int MAX_DETAILS = 30;

  private PagerDutyEvent() {}

  /** The effect of an event on the incident in PagerDuty. */
  enum Action {
    TRIGGER("trigger"),
    ACKNOWLEDGE("acknowledge"),
    RESOLVE("resolve");

    private final String value;

    Action(String value) {
      this.value = value;
    }

    /** Returns the action for the state of the alert's incident, if the alert contains it. */
    static Action of(Alert alert) {
      if (alert.isClosed()) {
        return RESOLVE;
      }
      boolean isAcknowledged = alert.standing().filter(IncidentStatus::isAcknowledged).isPresent();
      return isAcknowledged ? ACKNOWLEDGE : TRIGGER;
    }
  }

  static String of(Alert alert, Action action, Secret key, Templates templates) {
    return JsonStreams.text(
        json -> {
          json.writeStringField("routing_key", key.value());
          json.writeStringField("event_action", action.value);
          json.writeStringField("dedup_key", dedupKey(alert));
          json.writeStringField("client", "rootmon");
          if (action == Action.TRIGGER) {
            payload(alert, templates, json);
            links(alert.links(), json);
          }
        });
  }

  /** Returns the incident's id or, for an alert without an incident, the event's. */
  private static String dedupKey(Alert alert) {
    String id = alert.incident().map(IncidentRef::incident).orElseGet(alert::eventKey);
    // Do not cut an id that is too long: two ids may differ only at their ends.
    boolean fits = !id.isBlank() && id.length() <= MAX_DEDUP_KEY_LENGTH;
    return fits ? id : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static void payload(Alert alert, Templates templates, JsonGenerator json)
      throws IOException {
    RenderedParts parts = templates.render(List.of(SUMMARY, DETAILS), alert, it -> true);
    json.writeObjectFieldStart("payload");
    String summary = templates.headline(SUMMARY, alert, parts.text(SUMMARY), MAX_SUMMARY_LENGTH);
    json.writeStringField("summary", summary.isEmpty() ? "Root alert" : summary);
    json.writeStringField("source", text(alert.account().label()));
    json.writeStringField("severity", severity(alert.severity()));
    json.writeStringField("timestamp", alert.time().toString());
    if (alert.finding().isPresent()) {
      Finding finding = alert.finding().get();
      json.writeStringField("component", text(finding.activity().service()));
      json.writeStringField("group", text(alert.account().brief()));
      json.writeStringField("class", SafeText.line(finding.ruleId(), MAX_KEY_LENGTH));
    }
    json.writeObjectFieldStart("custom_details");
    for (Map.Entry<String, String> detail : details(alert, parts.text(DETAILS)).entrySet()) {
      json.writeStringField(detail.getKey(), detail.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Returns one entry for each line of the template and for each command. */
  private static Map<String, String> details(Alert alert, String lines) {
    Map<String, String> details = new LinkedHashMap<>();
    lines
        .lines()
        .map(TextLayout::line)
        .filter(it -> it.indexOf(TO) > 0)
        .limit(MAX_DETAILS)
        .forEach(
            it -> {
              int colon = it.indexOf(TO);
              String key = SafeText.cut(it.substring(0, colon), MAX_KEY_LENGTH);
              String value = SafeText.cut(it.substring(colon + TO.length()), MAX_DETAIL_LENGTH);
              details.merge(key, value, (one, other) -> one + "; " + other);
            });
    for (Command command : alert.commands()) {
      details.put(command.label(), command.text());
    }
    return details;
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "critical";
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFO -> "info";
    };
  }

  private static void links(List<Link> links, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("links");
    for (Link link : links.subList(0, Math.min(links.size(), MAX_DETAILS))) {
      json.writeStartObject();
      json.writeStringField("href", link.address().toString());
      json.writeStringField("text", text(link.label()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String text(String text) {
    return LinkBreaker.breakLinks(SafeText.line(text, MAX_DETAIL_LENGTH));
  }
}
