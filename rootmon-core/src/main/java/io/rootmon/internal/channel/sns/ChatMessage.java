package io.rootmon.internal.channel.sns;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.internal.json.JsonTree;
import io.rootmon.internal.text.SafeText;
import io.rootmon.internal.text.Truncation;
import io.rootmon.judge.Finding;
import io.rootmon.render.RenderedParts;
import io.rootmon.render.Templates;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message for Amazon Q Developer in chat applications, in its <a
 * href="https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html">schema of custom
 * notifications</a>. The service drops any other string on a topic. Messages of one incident have
 * one thread.
 *
 * @param problems the errors of the user's own template
 */
public record ChatMessage(String json, List<String> problems) {
  private static final String TEMPLATE = "sns/chat.json.ftl";

  // Less than Slack and Teams show of a message; the schema has no limits.
  static final int MAX_TITLE_LENGTH = 250;
  static final int MAX_DESCRIPTION_LENGTH = 3_000;
  static final int MAX_STEP_LENGTH = 500;
  static final int MAX_STEPS = 10;
  static final int MAX_KEYWORD_LENGTH = 75;
  static final int MAX_KEYWORDS = 10;
  static final int MAX_ID_LENGTH = 128;

  public ChatMessage {
    problems = List.copyOf(problems);
  }

  /** Returns the message about an alert. */
  public static ChatMessage of(Alert alert, Templates templates) {
    RenderedParts parts =
        templates.render(List.of(TEMPLATE), alert, it -> fits(content(it.text(TEMPLATE))));
    return new ChatMessage(json(alert, content(parts.text(TEMPLATE))), parts.problems());
  }

  private record Content(
      String title, String description, List<String> nextSteps, List<String> keywords) {}

  private static Content content(String json) {
    Map<?, ?> content = JsonTree.read(TEMPLATE, json) instanceof Map<?, ?> map ? map : Map.of();
    return new Content(
        String.valueOf(content.get("title")),
        String.join("\n", texts(content, "description")),
        texts(content, "nextSteps"),
        texts(content, "keywords"));
  }

  private static List<String> texts(Map<?, ?> content, String key) {
    return content.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static boolean fits(Content content) {
    return content.description().length() <= MAX_DESCRIPTION_LENGTH
        && content.nextSteps().size() <= MAX_STEPS
        && content.nextSteps().stream().allMatch(it -> it.length() <= MAX_STEP_LENGTH);
  }

  private static String json(Alert alert, Content content) {
    return JsonStreams.text(
        json -> {
          json.writeStringField("version", "1.0");
          json.writeStringField("source", "custom");
          json.writeStringField("id", id(alert.id()));
          json.writeObjectFieldStart("content");
          json.writeStringField("textType", "client-markdown");
          json.writeStringField("title", SafeText.line(content.title(), MAX_TITLE_LENGTH));
          json.writeStringField(
              "description", Truncation.markup(content.description(), MAX_DESCRIPTION_LENGTH));
          texts("nextSteps", content.nextSteps(), MAX_STEPS, MAX_STEP_LENGTH, json);
          texts("keywords", content.keywords(), MAX_KEYWORDS, MAX_KEYWORD_LENGTH, json);
          json.writeEndObject();
          json.writeObjectFieldStart("metadata");
          json.writeStringField("threadId", id(alert.thread().orElse(alert.id())));
          json.writeStringField("summary", SafeText.line(content.title(), MAX_TITLE_LENGTH));
          json.writeStringField(
              "eventType", alert.finding().map(Finding::ruleId).orElse("rootmon"));
          Optional<String> account = alert.account().id().map(AccountId::value);
          json.writeArrayFieldStart("relatedResources");
          if (account.isPresent()) {
            json.writeString(account.get());
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static String id(String text) {
    String line = SafeText.line(text, MAX_ID_LENGTH);
    return line.isEmpty() ? "none" : line;
  }

  private static void texts(
      String name, List<String> texts, int items, int characters, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts.subList(0, Math.min(items, texts.size()))) {
      json.writeString(SafeText.cut(text, characters));
    }
    json.writeEndArray();
  }
}
