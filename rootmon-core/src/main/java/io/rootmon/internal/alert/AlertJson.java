package io.rootmon.internal.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Command;
import io.rootmon.alert.Fact;
import io.rootmon.alert.Link;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventBridgeEnvelope;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.cloudtrail.UserIdentity;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.detect.MfaUse;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.internal.json.JsonTree;
import io.rootmon.internal.text.SafeText;
import io.rootmon.internal.text.SecretRedactor;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Finding.RootOnlyTask;
import io.rootmon.judge.Rule.Technique;
import io.rootmon.judge.Severity;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes an alert about a finding as the state store keeps it in the event of an
 * incident. The parent message of a thread is created from it, without the raw event and without
 * the rules.
 *
 * <p>It has all texts of the alert, which contain no secrets. Of the event it has the fields that
 * identify it, without the raw JSON: {@link Alert#rawEvent} of an alert that was read is empty. The
 * account and the position in the incident are not part of it, because both may have changed.
 */
public final class AlertJson {
  private static final int MAX_TEXT_LENGTH = 500;

  private AlertJson() {}

  /**
   * Returns the stored form of an alert. Without the event's fields if it would exceed {@link
   * IncidentEvent#MAX_ALERT_LENGTH} characters otherwise. Empty if the alert is about no finding or
   * is too long nevertheless.
   */
  public static Optional<String> write(Alert alert) {
    if (alert.finding().isEmpty()) {
      return Optional.empty();
    }
    String whole = write(alert, alert.keyFields());
    String stored =
        whole.length() <= IncidentEvent.MAX_ALERT_LENGTH ? whole : write(alert, List.of());
    return Optional.of(stored).filter(it -> it.length() <= IncidentEvent.MAX_ALERT_LENGTH);
  }

  private static String write(Alert alert, List<Fact> keyFields) {
    return JsonStreams.text(
        json -> {
          json.writeStringField("id", alert.id());
          json.writeStringField("time", alert.time().toString());
          json.writeStringField("severity", alert.severity().name());
          JsonStreams.writeTexts(json, "headlines", alert.headlines());
          optional(json, "summary", alert.summary());
          facts(json, "facts", alert.facts());
          JsonStreams.writeTexts(json, "reasons", alert.reasons());
          JsonStreams.writeTexts(json, "why", alert.why());
          JsonStreams.writeTexts(json, "advice", alert.advice());
          json.writeArrayFieldStart("commands");
          for (Command command : alert.commands()) {
            json.writeStartObject();
            json.writeStringField("label", command.label());
            JsonStreams.writeTexts(json, "lines", command.lines());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("links");
          for (Link link : alert.links()) {
            json.writeStartObject();
            json.writeStringField("label", link.label());
            json.writeStringField("url", link.address().toString());
            json.writeEndObject();
          }
          json.writeEndArray();
          facts(json, "fields", keyFields);
          JsonStreams.writeTexts(json, "notes", alert.notes());
          JsonStreams.writeTexts(json, "footer", alert.footer());
          finding(json, alert.finding().orElseThrow());
        });
  }

  private static void finding(JsonGenerator json, Finding finding) throws IOException {
    RootActivity activity = finding.activity();
    CloudTrailEvent event = activity.event();
    json.writeObjectFieldStart("finding");
    json.writeStringField("rule", finding.ruleId());
    json.writeStringField("technique", finding.technique().id());
    json.writeStringField("techniqueName", finding.technique().name());
    json.writeStringField("page", finding.page().toString());
    if (finding.rootTask().isPresent()) {
      json.writeStringField("task", finding.rootTask().get().name());
      json.writeBooleanField("certain", finding.rootTask().get().certain());
    }
    json.writeStringField("kind", activity.kind().name());
    json.writeStringField("kindReason", activity.kindReason());
    json.writeStringField("outcome", activity.outcome().name());
    json.writeStringField("mfa", activity.mfa().name());
    optional(json, "account", activity.account().map(AccountId::value));
    json.writeStringField("eventId", event.id());
    json.writeStringField("eventTime", event.time().toString());
    json.writeStringField("eventName", event.name());
    json.writeStringField("eventSource", safe(event.source()));
    optional(json, "eventType", event.type().map(AlertJson::safe));
    optional(json, "region", event.region().map(AlertJson::safe));
    optional(json, "sourceAddress", event.sourceAddress().map(AlertJson::safe));
    optional(json, "userAgent", event.userAgent().map(AlertJson::safe));
    optional(json, "errorCode", event.errorCode().map(AlertJson::safe));
    optional(json, "recipientAccount", event.recipientAccount().map(AccountId::value));
    json.writeStringField("identityType", safe(event.identity().type()));
    optional(json, "identityArn", event.identity().arn().map(AlertJson::safe));
    optional(json, "identityAccount", event.identity().accountId().map(AccountId::value));
    json.writeBooleanField("assumedRoot", event.identity().assumedRoot());
    json.writeEndObject();
  }

  /**
   * Reads what {@link #write} returned.
   *
   * @param account of the incident, as the directory names it now
   * @throws IllegalArgumentException if the text is not what {@link #write} returned
   * @throws java.time.DateTimeException if a time is not valid
   */
  static Alert read(String text, Account account) {
    Fields stored = Fields.of(JsonTree.read("alert", text), "alert");
    Severity severity = Severity.valueOf(stored.text("severity"));
    List<String> headlines = stored.texts("headlines");
    List<String> reasons = stored.texts("reasons");
    List<String> advice = stored.texts("advice");
    return new Alert(
        stored.text("id"),
        Instant.parse(stored.text("time")),
        severity,
        headlines.get(0),
        headlines,
        stored.find("summary"),
        account,
        Optional.of(finding(stored.object("finding"), severity, reasons, advice)),
        facts(stored, "facts"),
        reasons,
        stored.texts("why"),
        advice,
        stored.objects("commands").stream()
            .map(it -> new Command(it.text("label"), it.texts("lines")))
            .toList(),
        stored.objects("links").stream()
            .map(it -> new Link(it.text("label"), URI.create(it.text("url"))))
            .toList(),
        facts(stored, "fields"),
        stored.texts("notes"),
        stored.texts("footer"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Finding finding(
      Fields stored, Severity severity, List<String> reasons, List<String> advice) {
    RootActivity activity =
        new RootActivity(
            event(stored),
            ActivityKind.valueOf(stored.text("kind")),
            stored.text("kindReason"),
            EventOutcome.valueOf(stored.text("outcome")),
            MfaUse.valueOf(stored.text("mfa")),
            stored.find("account").map(AccountId::new),
            Optional.empty());
    return new Finding(
        activity,
        severity,
        stored.text("rule"),
        reasons,
        new Technique(stored.text("technique"), stored.text("techniqueName")),
        stored.find("task").map(it -> new RootOnlyTask(it, stored.flag("certain"))),
        advice,
        URI.create(stored.text("page")));
  }

  private static CloudTrailEvent event(Fields stored) {
    return new CloudTrailEvent(
        stored.text("eventId"),
        Instant.parse(stored.text("eventTime")),
        stored.text("eventName"),
        stored.text("eventSource"),
        stored.find("eventType"),
        stored.find("region"),
        new UserIdentity(
            stored.text("identityType"),
            stored.find("identityArn"),
            stored.find("identityAccount").map(AccountId::new),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            stored.flag("assumedRoot"),
            Optional.empty(),
            Optional.empty()),
        stored.find("recipientAccount").map(AccountId::new),
        stored.find("sourceAddress"),
        stored.find("userAgent"),
        stored.find("errorCode"),
        Optional.empty(),
        Optional.empty(),
        EventFields.NONE,
        EventFields.NONE,
        EventFields.NONE,
        Optional.empty(),
        Optional.empty(),
        EventBridgeEnvelope.NONE,
        /* raw= */ "");
  }

  private static void facts(JsonGenerator json, String name, List<Fact> facts) throws IOException {
    json.writeArrayFieldStart(name);
    for (Fact fact : facts) {
      json.writeStartObject();
      json.writeStringField("label", fact.label());
      json.writeStringField("value", fact.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static List<Fact> facts(Fields stored, String name) {
    return stored.objects(name).stream()
        .map(it -> new Fact(it.text("label"), it.text("value")))
        .toList();
  }

  private static void optional(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    }
  }

  private static String safe(String text) {
    return SafeText.line(SecretRedactor.redact(text), MAX_TEXT_LENGTH);
  }

  /** The fields of a JSON object. */
  private record Fields(Map<?, ?> values) {
    static Fields of(Object value, String name) {
      if (value instanceof Map<?, ?> values) {
        return new Fields(values);
      }
      throw expected(name, "an object");
    }

    String text(String name) {
      return find(name).orElseThrow(() -> expected(name, "a string"));
    }

    Optional<String> find(String name) {
      return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    boolean flag(String name) {
      return Boolean.TRUE.equals(values.get(name));
    }

    List<String> texts(String name) {
      List<String> texts = new ArrayList<>();
      for (Object value : list(name)) {
        if (!(value instanceof String text)) {
          throw expected(name, "texts");
        }
        texts.add(text);
      }
      return texts;
    }

    List<Fields> objects(String name) {
      return list(name).stream().map(it -> of(it, name)).toList();
    }

    Fields object(String name) {
      Object value = values.get(name);
      return of(value == null ? "" : value, name);
    }

    private List<?> list(String name) {
      if (values.get(name) instanceof List<?> list) {
        return list;
      }
      throw expected(name, "a list");
    }

    private static IllegalArgumentException expected(String name, String what) {
      return new IllegalArgumentException(
          name + ": expected " + what + " in the stored alert but was another value");
    }
  }
}
