package io.rootmon.internal.channel.slack;

import com.google.gson.Gson;
import com.google.gson.stream.JsonWriter;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Command;
import io.rootmon.internal.text.Truncation;
import io.rootmon.render.RenderedParts;
import io.rootmon.render.Templates;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message for Slack.
 *
 * @param text the text of the notification
 * @param problems the errors of the user's own templates
 */
public record SlackMessage(String text, List<LayoutBlock> blocks, List<String> problems) {
  private static final String UNTITLED = "Root alert";
  private static final String TEXT = "slack/text.slack.ftl";

  /** The maximum length that a phone's notification shows. */
  static final int MAX_TEXT_LENGTH = 120;

  /** The length of the escapes, the label and the block around a command. */
  private static final int AROUND_A_COMMAND = 400;

  private static final int MAX_ACTIONS_LENGTH = 1_500;

  // Slack rejects a message whose blocks have more than about 12,000 characters in all, including
  // the containers: https://github.com/slackapi/bolt-js/issues/2509
  private static final int MAX_BLOCKS_LENGTH = 10_000;
  private static final Gson GSON =
      GsonFactory.createSnakeCase().newBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  public SlackMessage {
    blocks = List.copyOf(blocks);
    problems = List.copyOf(problems);
  }

  /** Returns the complete alert in one message, as a webhook posts it. */
  public static SlackMessage of(Alert alert, Templates templates) {
    return of(alert, templates, SlackButtons.links(alert), alert.commands());
  }

  /**
   * Returns the alert as a bot posts it.
   *
   * @param buttons whether users can respond
   * @param details whether the commands and the event are posted in the thread
   */
  public static SlackMessage of(
      Alert alert, Templates templates, boolean buttons, boolean details) {
    return of(
        alert,
        templates,
        buttons ? SlackButtons.of(alert) : SlackButtons.links(alert),
        details && SlackThreadDetails.isNeeded(alert) ? List.of() : alert.commands());
  }

  private static SlackMessage of(
      Alert alert, Templates templates, Optional<ActionsBlock> actions, List<Command> commands) {
    List<String> names = new ArrayList<>(List.of(TEXT));
    names.addAll(SlackBlocks.TEMPLATES);
    int reserved =
        commands.stream().mapToInt(it -> it.text().length() + AROUND_A_COMMAND).sum()
            + (actions.isPresent() ? MAX_ACTIONS_LENGTH : 0);
    RenderedParts parts =
        templates.render(names, alert, it -> fits(it, MAX_BLOCKS_LENGTH - reserved));
    String text =
        Truncation.markup(
            templates.headline(TEXT, alert, parts.text(TEXT), MAX_TEXT_LENGTH), MAX_TEXT_LENGTH);
    boolean isClosed = alert.isClosed() && !alert.isReport();
    return new SlackMessage(
        text.isEmpty() ? UNTITLED : text,
        isClosed ? SlackBlocks.ofClosed(parts) : SlackBlocks.of(parts, actions, commands),
        parts.problems());
  }

  /** Returns a copy that mentions these groups and users below its header. */
  public SlackMessage withMentions(List<String> mentions) {
    if (mentions.isEmpty()) {
      return this;
    }
    List<LayoutBlock> more = new ArrayList<>(blocks);
    more.add(Math.min(1, more.size()), SlackBlocks.mentions(mentions));
    return new SlackMessage(text, more, problems);
  }

  /** Returns the body of {@code chat.postMessage} without its channel, indented. */
  public String json() {
    StringWriter body = new StringWriter(MAX_BLOCKS_LENGTH);
    try (JsonWriter json = GSON.newJsonWriter(body)) {
      json.beginObject().name("text").value(text).name("blocks");
      GSON.toJson(blocks, List.class, json);
      json.name("unfurl_links").value(false).name("unfurl_media").value(false).endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writes to memory only
    }
    return body.toString();
  }

  private static boolean fits(RenderedParts parts, int longest) {
    return SlackBlocks.fit(parts)
        && (SlackBlocks.longest(parts) <= longest
            || GSON.toJson(SlackBlocks.of(parts, Optional.empty(), List.of())).length() <= longest);
  }
}
