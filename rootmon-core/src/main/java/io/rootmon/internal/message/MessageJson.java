package io.rootmon.internal.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.internal.text.SafeText;
import io.rootmon.internal.text.SecretRedactor;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Rule.Technique;
import io.rootmon.judge.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the documents that programs read: webhook, outbox and the JSON output of the command line.
 * Each document has {@code schemaVersion} and {@code type}, and follows {@code message.schema.json}
 * beside this class. A later version of rootmon may add a key. It changes {@code schemaVersion} if
 * a key disappears or changes its meaning.
 *
 * <pre>{@code
 * String json = MessageJson.of(alert);
 * }</pre>
 */
public final class MessageJson {
  /** The version of the documents. */
  public static final int SCHEMA_VERSION = 1;

  private static final int MAX_LENGTH = 500;

  private MessageJson() {}

  /** Returns the document of an alert or report, indented, with a line break at its end. */
  public static String of(Alert alert) {
    return JsonStreams.document(
            json -> write(alert, json.setPrettyPrinter(JsonStreams.indentation())))
        + "\n";
  }

  /** Writes the document of an alert. An alert with a report is a document of type report. */
  public static void write(Alert alert, JsonGenerator json) throws IOException {
    start(alert.isReport() ? "report" : "alert", json);
    head(alert.id(), alert.time().toString(), alert.severity(), alert.headline(), json);
    account(alert.account(), json);
    if (alert.report().isPresent()) {
      ReportJson.write(alert, alert.report().get(), json);
    } else {
      finding(alert.finding(), json);
      incident(alert, json);
      text("notificationReason", reason(alert).map(NotificationReason::key), json);
      texts("reasons", alert.reasons(), json);
    }
    texts("advice", alert.advice(), json);
    links(alert, json);
    facts("facts", "label", alert.facts(), json);
    facts("fields", "path", alert.keyFields(), json);
    texts("notes", alert.notes(), json);
    json.writeEndObject();
  }

  /** Writes the document of an event that does not concern root. */
  public static void write(CloudTrailEvent event, Account account, JsonGenerator json)
      throws IOException {
    start("event", json);
    json.writeStringField("id", event.id());
    json.writeStringField("time", event.time().toString());
    account(account, json);
    event(event, json);
    json.writeEndObject();
  }

  /** Writes the document of a finding. */
  public static void write(FindingMessage message, JsonGenerator json) throws IOException {
    Finding finding = message.finding();
    CloudTrailEvent event = finding.activity().event();
    start("finding", json);
    head(event.id(), event.time().toString(), finding.severity(), message.headline(), json);
    account(message.account(), json);
    finding(Optional.of(finding), json);
    text("incidentId", message.incidentId(), json);
    text("notificationReason", message.reason().map(NotificationReason::key), json);
    text("suppressed", message.suppressed(), json);
    texts("reasons", finding.reasons(), json);
    texts("advice", finding.advice(), json);
    json.writeEndObject();
  }

  /** Writes the document of an incident. */
  public static void write(IncidentMessage incident, JsonGenerator json) throws IOException {
    start("incident", json);
    head(
        incident.id(),
        incident.opened().toString(),
        incident.severity(),
        incident.headline(),
        json);
    account(incident.account(), json);
    json.writeObjectFieldStart("incident");
    incident(incident, json);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Begins a document of this type. The caller ends the object. */
  public static void start(String type, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeStringField("type", type);
  }

  private static void head(
      String id, String time, Severity severity, String headline, JsonGenerator json)
      throws IOException {
    json.writeStringField("id", id);
    json.writeStringField("time", time);
    json.writeStringField("severity", severity.name());
    json.writeStringField("headline", headline);
  }

  /** Writes the field {@code account}: its id, name and owner, each of which may be null. */
  public static void account(Account account, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("account");
    text("id", account.id().map(AccountId::value), json);
    text("name", account.name(), json);
    text("owner", account.owner(), json);
    json.writeEndObject();
  }

  private static void finding(Optional<Finding> optional, JsonGenerator json) throws IOException {
    if (optional.isEmpty()) {
      json.writeNullField("finding");
      return;
    }
    Finding finding = optional.get();
    var activity = finding.activity();
    json.writeObjectFieldStart("finding");
    json.writeStringField("severity", finding.severity().name());
    json.writeStringField("ruleId", finding.ruleId());
    json.writeStringField("url", finding.page().toString());
    json.writeStringField("kind", activity.kind().name());
    json.writeStringField("kindReason", activity.kindReason());
    json.writeStringField("outcome", activity.outcome().name());
    json.writeStringField("mfa", activity.mfa().name());
    json.writeStringField("actor", safe(activity.actor()));
    technique(finding.technique(), json);
    text("rootTask", finding.rootTask().map(it -> it.name()), json);
    expected(finding, json);
    if (finding.isFromArchive()) {
      json.writeBooleanField("foundInArchive", true);
    }
    event(activity.event(), json);
    json.writeEndObject();
  }

  private static void technique(Technique technique, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("technique");
    json.writeStringField("id", technique.id());
    json.writeStringField("name", technique.name());
    json.writeStringField("url", technique.page().toString());
    json.writeEndObject();
  }

  private static void expected(Finding finding, JsonGenerator json) throws IOException {
    if (finding.expected().isEmpty()) {
      json.writeNullField("expected");
      return;
    }
    json.writeObjectFieldStart("expected");
    json.writeStringField("window", safe(finding.expected().get().window().label()));
    json.writeStringField("usualSeverity", finding.usualSeverity().name());
    json.writeEndObject();
  }

  private static void event(CloudTrailEvent event, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("event");
    json.writeStringField("id", event.id());
    json.writeStringField("time", event.time().toString());
    json.writeStringField("name", safe(event.name()));
    json.writeStringField("source", safe(event.source()));
    text("region", event.region().map(MessageJson::safe), json);
    text("sourceIp", event.sourceAddress().map(MessageJson::safe), json);
    text("userAgent", event.userAgent().map(MessageJson::safe), json);
    text("errorCode", event.errorCode().map(MessageJson::safe), json);
    json.writeEndObject();
  }

  private static void incident(Alert alert, JsonGenerator json) throws IOException {
    if (alert.incident().isEmpty()) {
      json.writeNullField("incident");
      return;
    }
    IncidentRef place = alert.incident().get();
    json.writeObjectFieldStart("incident");
    incident(
        new IncidentMessage(
            place.incident(),
            place.highest(),
            alert.headline(),
            alert.account(),
            place.opened(),
            Optional.empty(),
            Optional.empty(),
            place.number(),
            Map.of(),
            Set.of(),
            List.of(),
            place.previous()),
        json);
    json.writeEndObject();
  }

  static void incident(IncidentMessage incident, JsonGenerator json) throws IOException {
    json.writeStringField("id", incident.id());
    json.writeStringField("severity", incident.severity().name());
    json.writeStringField("opened", incident.opened().toString());
    text("latest", incident.latest().map(Object::toString), json);
    text("closed", incident.closed().map(Object::toString), json);
    json.writeNumberField("findings", incident.findings());
    json.writeObjectFieldStart("severities");
    for (var count : incident.severities().entrySet()) {
      json.writeNumberField(count.getKey().name(), count.getValue());
    }
    json.writeEndObject();
    texts("networks", List.copyOf(incident.networks()), json);
    json.writeArrayFieldStart("responses");
    for (Response it : incident.responses()) {
      json.writeStartObject();
      json.writeStringField("time", it.time().toString());
      json.writeStringField("who", safe(it.who()));
      json.writeStringField("action", it.action().name());
      json.writeStringField("channel", it.channel());
      json.writeEndObject();
    }
    json.writeEndArray();
    text("previousId", incident.previousId(), json);
  }

  private static Optional<NotificationReason> reason(Alert alert) {
    return alert.incident().flatMap(IncidentRef::reason);
  }

  private static void links(Alert alert, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("links");
    for (var link : alert.links()) {
      json.writeStartObject();
      json.writeStringField("label", link.label());
      json.writeStringField("url", link.address().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void facts(String name, String key, List<Fact> facts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Fact fact : facts) {
      json.writeStartObject();
      json.writeStringField(key, fact.label());
      json.writeStringField("value", fact.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void texts(String name, List<String> texts, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static void text(String name, Optional<String> text, JsonGenerator json) throws IOException {
    if (text.isPresent()) {
      json.writeStringField(name, text.get());
    } else {
      json.writeNullField(name);
    }
  }

  /** Returns the text of an event on one line, without control characters and secrets. */
  private static String safe(String text) {
    return SafeText.line(SecretRedactor.redact(text), MAX_LENGTH);
  }
}
