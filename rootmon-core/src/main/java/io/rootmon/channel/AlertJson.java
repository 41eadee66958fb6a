package io.rootmon.channel;

import io.rootmon.json.JsonStreams;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.NotificationReason;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Technique;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert as JSON for programs. Every field is always there, null where unknown; a field may be
 * added later, none changes its meaning. Names of severities, kinds, outcomes and MFA are those of
 * the enums; {@code kind} to {@code rootTask} are null where a message could not be read.
 */
public final class AlertJson {

  private AlertJson() {}

  public static String of(Alert alert) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonStreams.generator(text)) {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withArrayIndenter(indenter).withObjectIndenter(indenter));
      write(alert, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  /** The object, where the generator stands. */
  public static void write(Alert alert, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", alert.id());
    json.writeStringField("time", alert.time().toString());
    json.writeStringField("severity", alert.severity().name());
    json.writeStringField("headline", alert.headline());
    account(alert.account(), json);
    finding(alert.finding(), json);
    texts("reasons", alert.reasons(), json);
    texts("advice", alert.advice(), json);
    json.writeArrayFieldStart("links");
    for (var link : alert.links()) {
      json.writeStartObject();
      json.writeStringField("label", link.label());
      json.writeStringField("address", link.address().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    facts("facts", alert.facts(), json);
    facts("keyFields", alert.keyFields(), json);
    texts("notes", alert.notes(), json);
    if (alert.incident().isPresent()) {
      incident(alert.incident().get(), json);
    }
    json.writeEndObject();
  }

  private static void incident(IncidentRef place, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("incident");
    json.writeStringField("id", place.incident());
    json.writeStringField("opened", place.opened().toString());
    json.writeNumberField("event", place.number());
    json.writeStringField("highest", place.highest().name());
    text("previous", place.previous(), json);
    text("notificationReason", place.reason().map(NotificationReason::key), json);
    json.writeEndObject();
  }

  private static void account(Account account, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("account");
    text("id", account.id().map(AccountId::value), json);
    text("name", account.name(), json);
    text("owner", account.owner(), json);
    json.writeEndObject();
  }

  private static void finding(Optional<Finding> finding, JsonGenerator json) throws IOException {
    var activity = finding.map(Finding::activity);
    text("kind", activity.map(it -> it.kind().name()), json);
    text("kindReason", activity.map(it -> it.kindReason()), json);
    text("outcome", activity.map(it -> it.outcome().name()), json);
    text("mfa", activity.map(it -> it.mfa().name()), json);
    text("ruleId", finding.map(Finding::ruleId), json);
    technique(finding.map(Finding::technique).orElse(null), json);
    text("rootTask", finding.flatMap(Finding::rootTask).map(it -> it.name()), json);
  }

  private static void technique(@Nullable Technique technique, JsonGenerator json)
      throws IOException {
    if (technique == null) {
      json.writeNullField("technique");
      return;
    }
    json.writeObjectFieldStart("technique");
    json.writeStringField("id", technique.id());
    json.writeStringField("name", technique.name());
    json.writeStringField("page", technique.page().toString());
    json.writeEndObject();
  }

  private static void facts(String name, List<Fact> facts, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (Fact fact : facts) {
      json.writeStartObject();
      json.writeStringField("label", fact.label());
      json.writeStringField("value", fact.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void texts(String name, List<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void text(String name, Optional<String> text, JsonGenerator json)
      throws IOException {
    if (text.isPresent()) {
      json.writeStringField(name, text.get());
    } else {
      json.writeNullField(name);
    }
  }
}
