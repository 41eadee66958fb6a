package io.rootmon.internal.channel.teams;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.alert.Alert;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.internal.text.Truncation;
import io.rootmon.render.RenderedParts;
import io.rootmon.render.Templates;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A message for Teams: the card that the template prints, in the envelope that the webhook accepts.
 *
 * @param problems the errors of the user's own template
 */
public record TeamsMessage(String json, List<String> problems) {
  private static final String CARD = "teams/card.json.ftl";
  private static final String BODY = "\"body\":[";

  /**
   * The maximum size, below the <a
   * href="https://learn.microsoft.com/en-us/connectors/teams/#known-issues-and-limitations-with-actions">
   * 28 KB</a> of a message, which include the parts that the workflow adds.
   */
  static final int MAX_BYTES = 26_000;

  public TeamsMessage {
    problems = List.copyOf(problems);
  }

  /** Returns the message, which mentions these users. */
  public static TeamsMessage of(Alert alert, Templates templates, List<String> mentions) {
    RenderedParts parts =
        templates.render(
            List.of(CARD),
            alert,
            it -> Truncation.fits(message(it.text(CARD), mentions), MAX_BYTES));
    return new TeamsMessage(message(parts.text(CARD), mentions), parts.problems());
  }

  private static String message(String card, List<String> mentions) {
    return "{\"type\":\"message\",\"attachments\":[{\"contentType\":"
        + "\"application/vnd.microsoft.card.adaptive\",\"contentUrl\":null,\"content\":"
        + mentioning(card, mentions)
        + "}]}";
  }

  /**
   * Adds a string with the mentions to the body, and <a
   * href="https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-format#mention-support-within-adaptive-cards">
   * the mentioned users</a> to the card.
   */
  private static String mentioning(String card, List<String> mentions) {
    int body = card.indexOf(BODY);
    if (mentions.isEmpty() || body < 0) {
      return card.substring(0, card.length() - 1) + ",\"msteams\":{\"width\":\"Full\"}}";
    }
    StringWriter text = new StringWriter();
    StringWriter entities = new StringWriter();
    try (JsonGenerator block = JsonStreams.generator(text);
        JsonGenerator teams = JsonStreams.generator(entities)) {
      StringBuilder names = new StringBuilder();
      mentions.forEach(it -> names.append(names.isEmpty() ? "" : " ").append(at(it)));
      block.writeStartObject();
      block.writeStringField("type", "TextBlock");
      block.writeStringField("text", names.toString());
      block.writeBooleanField("wrap", true);
      block.writeEndObject();
      teams.writeStartObject();
      teams.writeStringField("width", "Full");
      teams.writeArrayFieldStart("entities");
      for (String user : mentions) {
        teams.writeStartObject();
        teams.writeStringField("type", "mention");
        teams.writeStringField("text", at(user));
        teams.writeObjectFieldStart("mentioned");
        teams.writeStringField("id", user);
        teams.writeStringField("name", user);
        teams.writeEndObject();
        teams.writeEndObject();
      }
      teams.writeEndArray();
      teams.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int start = body + BODY.length();
    String rest = card.substring(start, card.length() - 1);
    return card.substring(0, start)
        + text
        + (rest.startsWith("]") ? "" : ",")
        + rest
        + ",\"msteams\":"
        + entities
        + "}";
  }

  private static String at(String user) {
    return "<at>" + user + "</at>";
  }
}
