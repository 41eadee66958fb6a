package io.rootmon.internal.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.IncidentStatus;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.internal.text.SafeText;
import io.rootmon.internal.text.SecretRedactor;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Rule.Technique;
import io.rootmon.judge.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes alerts as <a href="https://schema.ocsf.io/1.8.0/classes/detection_finding">Detection
 * Findings (class 2004)</a> of the Open Cybersecurity Schema Framework, with the profile {@code
 * cloud}.
 *
 * <p>The finding is the incident: the first alert creates it, later alerts update it, and the
 * report closes it. An alert without an incident is a separate finding.
 */
public final class OcsfJson {
  /** The version of the schema, https://schema.ocsf.io/1.8.0/. */
  static final String VERSION = "1.8.0";

  private static final int MAX_TEXT_LENGTH = 1_000;
  private static final int CATEGORY = 2;
  private static final int CLASS = 2004;

  private OcsfJson() {}

  private enum Activity {
    CREATE(1, "Create"),
    UPDATE(2, "Update"),
    CLOSE(3, "Close");

    final int id;
    final String caption;

    Activity(int id, String caption) {
      this.id = id;
      this.caption = caption;
    }
  }

  /** Returns the finding on one line. */
  public static String of(Alert alert) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonStreams.generator(text)) {
      write(alert, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes the finding as an object. */
  public static void write(Alert alert, JsonGenerator json) throws IOException {
    Activity activity = activity(alert);
    json.writeStartObject();
    json.writeNumberField("activity_id", activity.id);
    json.writeStringField("activity_name", activity.caption);
    json.writeNumberField("category_uid", CATEGORY);
    json.writeStringField("category_name", "Findings");
    json.writeNumberField("class_uid", CLASS);
    json.writeStringField("class_name", "Detection Finding");
    json.writeNumberField("type_uid", CLASS * 100L + activity.id);
    json.writeStringField("type_name", "Detection Finding: " + activity.caption);
    json.writeNumberField("time", alert.time().toEpochMilli());
    severity(severity(alert), json);
    status(alert, activity, json);
    json.writeStringField("message", alert.headline());
    json.writeBooleanField("is_alert", activity != Activity.CLOSE);
    metadata(alert, json);
    findingInfo(alert, json);
    cloud(alert, json);
    resources(alert, json);
    evidences(alert, json);
    remediation(alert, json);
    unmapped(alert, json);
    json.writeEndObject();
  }

  private static Activity activity(Alert alert) {
    if (alert.isReport()) {
      return Activity.CLOSE;
    }
    boolean isFirst = alert.incident().map(it -> it.number() <= 1).orElse(true);
    return isFirst ? Activity.CREATE : Activity.UPDATE;
  }

  /** Returns the alert's severity; for a report, the severity of its events. */
  private static Severity severity(Alert alert) {
    return alert.isReport()
        ? alert.incident().map(IncidentRef::highest).orElse(alert.severity())
        : alert.severity();
  }

  private static void severity(Severity severity, JsonGenerator json) throws IOException {
    switch (severity) {
      case CRITICAL -> severity(5, "Critical", json);
      case HIGH -> severity(4, "High", json);
      case MEDIUM -> severity(3, "Medium", json);
      case LOW -> severity(2, "Low", json);
      case INFO -> severity(1, "Informational", json);
    }
  }

  private static void severity(int id, String caption, JsonGenerator json) throws IOException {
    json.writeNumberField("severity_id", id);
    json.writeStringField("severity", caption);
  }

  private static void status(Alert alert, Activity activity, JsonGenerator json)
      throws IOException {
    boolean hasResponse =
        alert.standing().map(IncidentStatus::responses).filter(it -> !it.isEmpty()).isPresent();
    if (activity == Activity.CLOSE) {
      json.writeNumberField("status_id", 4);
      json.writeStringField("status", "Resolved");
    } else {
      json.writeNumberField("status_id", hasResponse ? 2 : 1);
      json.writeStringField("status", hasResponse ? "In Progress" : "New");
    }
  }

  private static void metadata(Alert alert, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField("version", VERSION);
    json.writeArrayFieldStart("profiles");
    json.writeString("cloud");
    json.writeEndArray();
    json.writeObjectFieldStart("product");
    json.writeStringField("name", "rootmon");
    json.writeStringField("vendor_name", "rootmon");
    json.writeEndObject();
    json.writeStringField("uid", id(alert));
    text("correlation_uid", alert.incident().map(IncidentRef::incident), json);
    json.writeEndObject();
  }

  private static String id(Alert alert) {
    return alert.id().isEmpty() ? "none" : alert.id();
  }

  private static void findingInfo(Alert alert, JsonGenerator json) throws IOException {
    Optional<Finding> finding = alert.finding();
    json.writeObjectFieldStart("finding_info");
    json.writeStringField("uid", alert.incident().map(IncidentRef::incident).orElse(id(alert)));
    json.writeStringField("title", alert.headline());
    json.writeStringField(
        "desc",
        alert.reasons().isEmpty()
            ? alert.summary().orElse(alert.headline())
            : String.join(". ", alert.reasons()));
    if (finding.isPresent()) {
      json.writeArrayFieldStart("types");
      json.writeString(finding.get().activity().kind().name());
      json.writeEndArray();
    }
    Instant opened = alert.incident().map(IncidentRef::opened).orElse(alert.time());
    json.writeNumberField("created_time", opened.toEpochMilli());
    json.writeNumberField("first_seen_time", opened.toEpochMilli());
    json.writeNumberField("last_seen_time", alert.time().toEpochMilli());
    json.writeObjectFieldStart("analytic");
    json.writeNumberField("type_id", 1);
    json.writeStringField("type", "Rule");
    String rule = finding.map(Finding::ruleId).orElse("rootmon");
    json.writeStringField("uid", rule);
    json.writeStringField("name", rule);
    json.writeEndObject();
    if (finding.isPresent()) {
      json.writeArrayFieldStart("attacks");
      attack(finding.get().technique(), json);
      json.writeEndArray();
    }
    if (!alert.links().isEmpty()) {
      json.writeStringField("src_url", alert.links().get(0).address().toString());
    }
    json.writeEndObject();
  }

  /**
   * Writes the technique. A sub-technique is written in addition to its technique, such as
   * T1078.004 with T1078.
   */
  private static void attack(Technique technique, JsonGenerator json) throws IOException {
    String[] ids = technique.id().split("[.]", 2);
    String[] names = technique.name().split(": ", 2);
    json.writeStartObject();
    json.writeObjectFieldStart("technique");
    json.writeStringField("uid", ids[0]);
    json.writeStringField("name", names[0]);
    if (ids.length < 2) {
      json.writeStringField("src_url", technique.page().toString());
    }
    json.writeEndObject();
    if (ids.length == 2) {
      json.writeObjectFieldStart("sub_technique");
      json.writeStringField("uid", technique.id());
      json.writeStringField("name", names[names.length - 1]);
      json.writeStringField("src_url", technique.page().toString());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void cloud(Alert alert, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("cloud");
    json.writeStringField("provider", "AWS");
    text("region", event(alert).flatMap(CloudTrailEvent::region), json);
    account(alert.account(), json);
    json.writeEndObject();
  }

  private static void account(Account account, JsonGenerator json) throws IOException {
    if (account.id().isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("account");
    json.writeStringField("uid", account.id().get().value());
    text("name", account.name(), json);
    json.writeNumberField("type_id", 10);
    json.writeStringField("type", "AWS Account");
    json.writeEndObject();
  }

  private static void resources(Alert alert, JsonGenerator json) throws IOException {
    Optional<String> account = alert.account().id().map(AccountId::value);
    if (account.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("resources");
    json.writeStartObject();
    json.writeStringField("type", "AwsAccount");
    json.writeStringField("uid", account.get());
    text("name", alert.account().name(), json);
    text("region", event(alert).flatMap(CloudTrailEvent::region), json);
    if (alert.account().owner().isPresent()) {
      json.writeObjectFieldStart("owner");
      json.writeStringField("name", alert.account().owner().get());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void evidences(Alert alert, JsonGenerator json) throws IOException {
    Optional<CloudTrailEvent> event = event(alert);
    if (event.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("evidences");
    json.writeStartObject();
    json.writeObjectFieldStart("api");
    json.writeStringField("operation", SafeText.line(event.get().name(), MAX_TEXT_LENGTH));
    json.writeObjectFieldStart("service");
    String service = SafeText.line(event.get().source(), MAX_TEXT_LENGTH);
    json.writeStringField("name", service.isEmpty() ? "unknown" : service);
    json.writeEndObject();
    if (event.get().errorCode().isPresent() || event.get().errorMessage().isPresent()) {
      json.writeObjectFieldStart("response");
      text("error", event.get().errorCode(), json);
      text("error_message", event.get().errorMessage(), json);
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("actor");
    json.writeObjectFieldStart("user");
    json.writeNumberField("type_id", 99);
    text("type", Optional.of(event.get().identity().type()), json);
    text("uid", event.get().identity().principalId(), json);
    text("uid_alt", event.get().identity().arn(), json);
    text("credential_uid", event.get().identity().accessKeyId(), json);
    json.writeEndObject();
    text("invoked_by", event.get().identity().invokedBy(), json);
    json.writeEndObject();
    source(event.get(), json);
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void source(CloudTrailEvent event, JsonGenerator json) throws IOException {
    Optional<String> address = event.sourceAddress().filter(it -> !it.isBlank());
    if (address.isEmpty()) {
      return;
    }
    boolean isIp = address.get().matches("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    json.writeObjectFieldStart("src_endpoint");
    text(isIp ? "ip" : "hostname", address, json);
    json.writeEndObject();
  }

  private static void remediation(Alert alert, JsonGenerator json) throws IOException {
    if (alert.advice().isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("remediation");
    json.writeStringField("desc", String.join("\n", alert.advice()));
    json.writeArrayFieldStart("references");
    for (var link : alert.links()) {
      json.writeString(link.address().toString());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void unmapped(Alert alert, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("unmapped");
    Optional<RootActivity> activity = alert.finding().map(Finding::activity);
    text("outcome", activity.map(it -> it.outcome().name()), json);
    text("mfa", activity.map(it -> it.mfa().name()), json);
    text("user_agent", event(alert).flatMap(CloudTrailEvent::userAgent), json);
    json.writeArrayFieldStart("facts");
    for (Fact fact : alert.facts()) {
      json.writeString(fact.label() + ": " + fact.value());
    }
    json.writeEndArray();
    texts("notes", alert.notes(), json);
    json.writeEndObject();
  }

  private static Optional<CloudTrailEvent> event(Alert alert) {
    return alert.finding().map(it -> it.activity().event());
  }

  private static void texts(String name, List<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** Writes a string. OCSF omits unknown values. */
  private static void text(String name, Optional<String> text, JsonGenerator json)
      throws IOException {
    Optional<String> line =
        text.map(it -> SecretRedactor.redact(SafeText.line(it, MAX_TEXT_LENGTH)));
    if (line.isPresent() && !line.get().isEmpty()) {
      json.writeStringField(name, line.get());
    }
  }
}
