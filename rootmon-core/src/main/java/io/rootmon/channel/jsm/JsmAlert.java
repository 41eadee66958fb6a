package io.rootmon.channel.jsm;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Command;
import io.rootmon.alert.Fact;
import io.rootmon.alert.Link;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.internal.text.LinkBreaker;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Creates the requests about an alert, within the <a
 * href="https://docs.opsgenie.com/docs/alert-api#create-alert">limits of its fields</a>, which are
 * the limits of Opsgenie.
 */
final class JsmAlert {
  static final int MAX_MESSAGE_LENGTH = 130;
  static final int MAX_ALIAS_LENGTH = 512;
  static final int MAX_DESCRIPTION_LENGTH = 15_000;
  static final int MAX_ENTITY_LENGTH = 512;
  static final int MAX_TAG_LENGTH = 50;
  static final int MAX_NOTE_LENGTH = 1_000;

  /** The maximum length of all details together is 8,000 characters. */
  static final int MAX_DETAILS_LENGTH = 7_500;

  private static final int MAX_DETAIL_LENGTH = 500;

  private JsmAlert() {}

  /**
   * Returns the alias of the alert in Jira Service Management: the incident's id, or the event's.
   */
  static String alias(Alert alert) {
    String id = alert.incident().map(IncidentRef::incident).orElse(alert.eventKey());
    boolean fits = !id.isBlank() && id.length() <= MAX_ALIAS_LENGTH;
    return fits ? id : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
  }

  static String create(Alert alert) {
    return JsonStreams.text(
        json -> {
          json.writeStringField("message", cut(alert.headline(), MAX_MESSAGE_LENGTH));
          json.writeStringField("alias", alias(alert));
          json.writeStringField("description", description(alert));
          json.writeStringField("priority", priority(alert.severity()));
          json.writeStringField("source", "rootmon");
          json.writeStringField("entity", cut(alert.account().label(), MAX_ENTITY_LENGTH));
          json.writeArrayFieldStart("tags");
          json.writeString("rootmon");
          json.writeString(alert.severity().name());
          if (alert.account().id().isPresent()) {
            json.writeString(alert.account().id().map(AccountId::value).orElseThrow());
          }
          json.writeEndArray();
          details(alert, json);
        });
  }

  /** Returns the request that acknowledges or closes an alert, or adds a note. */
  static String note(String note) {
    return JsonStreams.text(
        json -> {
          json.writeStringField("source", "rootmon");
          json.writeStringField("note", cut(note, MAX_NOTE_LENGTH));
        });
  }

  private static void details(Alert alert, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("details");
    int left = MAX_DETAILS_LENGTH;
    int number = 0;
    for (Fact fact : alert.facts()) {
      number++;
      // Labels may repeat.
      String label = cut(number + " " + fact.label(), MAX_TAG_LENGTH);
      String value = cut(fact.value(), MAX_DETAIL_LENGTH);
      left -= label.length() + value.length();
      if (left < 0) {
        break;
      }
      json.writeStringField(label, value);
    }
    if (alert.finding().isPresent() && left > MAX_DETAIL_LENGTH) {
      json.writeStringField(
          "rule",
          alert
              .finding()
              .map(Finding::ruleId)
              .map(it -> SafeText.line(it, MAX_DETAIL_LENGTH))
              .orElseThrow());
    }
    if (left > 2 * MAX_DETAIL_LENGTH) {
      json.writeStringField("event", cut(alert.id(), MAX_DETAIL_LENGTH));
    }
    json.writeEndObject();
  }

  private static String description(Alert alert) {
    StringBuilder text = new StringBuilder(line(alert.headline()));
    alert.summary().ifPresent(it -> text.append('\n').append(line(it)));
    section(text, "Note", alert.notes());
    String separator = "\n\n";
    for (Link link : alert.links()) {
      if (link.address().toString().length() <= MAX_DETAIL_LENGTH) {
        text.append(separator).append(line(link.label())).append(": ").append(link.address());
        separator = "\n";
      }
    }
    section(text, "What to do now", alert.advice());
    section(text, "Why this is " + alert.severity(), alert.why());
    if (alert.finding().isEmpty()) {
      section(
          text,
          "The message",
          alert.keyFields().stream().map(it -> it.label() + ": " + it.value()).toList());
    }
    for (Command command : alert.commands()) {
      int length = text.length() + command.label().length() + command.text().length() + 3;
      if (length <= MAX_DESCRIPTION_LENGTH) {
        text.append("\n\n").append(command.label()).append('\n').append(command.text());
      }
    }
    String whole = text.toString();
    return whole.length() <= MAX_DESCRIPTION_LENGTH
        ? whole
        : SafeText.cut(whole, MAX_DESCRIPTION_LENGTH / 2);
  }

  private static void section(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("\n\n").append(title);
      lines.forEach(it -> text.append("\n- ").append(line(upper(it))));
    }
  }

  private static String upper(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String line(String text) {
    return cut(text, 1_000);
  }

  private static String priority(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "P1";
      case HIGH -> "P2";
      case MEDIUM -> "P3";
      case LOW -> "P4";
      case INFO -> "P5";
    };
  }

  private static String cut(String text, int longest) {
    // A character beyond U+FFFF counts as two.
    String cut = SafeText.cut(LinkBreaker.breakLinks(text), longest);
    return cut.length() <= longest ? cut : SafeText.cut(cut, longest / 2);
  }
}
