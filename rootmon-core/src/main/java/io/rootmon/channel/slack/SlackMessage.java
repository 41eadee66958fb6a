package io.rootmon.channel.slack;

import com.slack.api.model.block.LayoutBlock;
import io.rootmon.alert.Alert;
import io.rootmon.render.Templates;
import java.util.List;

/**
 * What Slack is given.
 *
 * @param text what the notification shows
 * @param problems what was wrong with the user's own templates
 */
public record SlackMessage(String text, List<LayoutBlock> blocks, List<String> problems) {
  public static SlackMessage of(Alert alert, Templates templates) {
    return new SlackMessage(
        templates.render("slack/text.slack.ftl", alert).text(), List.of(), List.of());
  }

  /** The body of {@code chat.postMessage} without its channel, indented. */
  public String json() {
    return text;
  }
}
