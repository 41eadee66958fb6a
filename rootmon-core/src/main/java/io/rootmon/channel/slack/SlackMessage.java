package io.rootmon.channel.slack;

import com.google.gson.Gson;
import com.google.gson.stream.JsonWriter;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import io.rootmon.alert.Alert;
import io.rootmon.render.RenderedParts;
import io.rootmon.render.Templates;
import io.rootmon.text.TextLayout;
import io.rootmon.text.Truncation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What Slack is given.
 *
 * @param text what the notification shows
 * @param problems what was wrong with the user's own templates
 */
public record SlackMessage(String text, List<LayoutBlock> blocks, List<String> problems) {
  private static final String UNTITLED = "Root alert";
  private static final String TEXT = "slack/text.slack.ftl";
  // https://docs.slack.dev/reference/methods/chat.postMessage asks for less than 4,000.
  private static final int MAX_TEXT_LENGTH = 1_000;
  // All blocks together are refused beyond some 12,000 characters, the containers included:
  // https://github.com/slackapi/bolt-js/issues/2509
  private static final int MAX_BLOCKS_LENGTH = 10_000;
  private static final Gson GSON =
      GsonFactory.createSnakeCase().newBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  public SlackMessage {
    blocks = List.copyOf(blocks);
    problems = List.copyOf(problems);
  }

  public static SlackMessage of(Alert alert, Templates templates) {
    List<String> names = new ArrayList<>(List.of(TEXT));
    names.addAll(SlackBlocks.TEMPLATES);
    RenderedParts parts = templates.render(names, alert, SlackMessage::fits);
    String text = Truncation.markup(TextLayout.line(parts.text(TEXT)), MAX_TEXT_LENGTH);
    return new SlackMessage(
        text.isEmpty() ? UNTITLED : text, SlackBlocks.of(parts), parts.problems());
  }

  /** Returns a copy that mentions these groups and users below its header. */
  SlackMessage withMentions(List<String> mentions) {
    if (mentions.isEmpty()) {
      return this;
    }
    List<LayoutBlock> more = new ArrayList<>(blocks);
    more.add(Math.min(1, more.size()), SlackBlocks.mentions(mentions));
    return new SlackMessage(text, more, problems);
  }

  /** The same with buttons below, where people may respond to the alert. */
  SlackMessage withButtons(Alert alert) {
    List<LayoutBlock> more = new ArrayList<>(blocks);
    SlackButtons.of(alert).ifPresent(more::add);
    return new SlackMessage(text, more, problems);
  }

  /** The body of {@code chat.postMessage} without its channel, indented. */
  public String json() {
    StringWriter body = new StringWriter(MAX_BLOCKS_LENGTH);
    try (JsonWriter json = GSON.newJsonWriter(body)) {
      json.beginObject().name("text").value(text).name("blocks");
      GSON.toJson(blocks, List.class, json);
      json.name("unfurl_links").value(false).name("unfurl_media").value(false).endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written but memory
    }
    return body.toString();
  }

  private static boolean fits(RenderedParts parts) {
    return SlackBlocks.fit(parts)
        && (SlackBlocks.longest(parts) <= MAX_BLOCKS_LENGTH
            || GSON.toJson(SlackBlocks.of(parts)).length() <= MAX_BLOCKS_LENGTH);
  }
}
