package io.rootmon.channel.slack;

import com.slack.api.model.block.LayoutBlock;
import io.rootmon.alert.Alert;
import io.rootmon.channel.internal.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first reply in the thread of an alert: the commands and the event, which are too long for the
 * alert itself.
 */
record SlackThreadDetails(String text, List<LayoutBlock> blocks) {
  private static final String TEXT = "Commands and the event";

  /** Less than the 3,000 characters of a section, to leave room for escapes. */
  private static final int MAX_PART_LENGTH = 2_400;

  /** A larger number would exceed Slack's limit for all blocks together. */
  private static final int MAX_PARTS = 3;

  /** Returns whether there are details to post. */
  static boolean isNeeded(Alert alert) {
    return !alert.isReport() && alert.standing().isEmpty() && alert.rawEvent().isPresent();
  }

  static SlackThreadDetails of(Alert alert) {
    List<LayoutBlock> blocks = new ArrayList<>();
    alert.commands().forEach(it -> blocks.add(SlackBlocks.command(it)));
    Optional<String> event = EventJson.of(alert);
    if (event.isPresent()) {
      List<String> parts = parts(event.get());
      for (int number = 0; number < Math.min(parts.size(), MAX_PARTS); number++) {
        String title = number == 0 ? "*Event*\n" : "";
        blocks.add(SlackBlocks.code(title, parts.get(number)));
      }
      if (parts.size() > MAX_PARTS) {
        blocks.add(SlackBlocks.note("The event is longer. Read the rest in CloudTrail."));
      }
    }
    return new SlackThreadDetails(TEXT, List.copyOf(blocks));
  }

  /** Splits the event at line ends. A line longer than a part is split where the part is full. */
  private static List<String> parts(String event) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (String line : event.strip().split("\n", -1)) {
      for (int from = 0; from == 0 || from < line.length(); from += MAX_PART_LENGTH) {
        String piece = line.substring(from, Math.min(line.length(), from + MAX_PART_LENGTH));
        if (part.length() + piece.length() + 1 > MAX_PART_LENGTH) {
          parts.add(part.toString().stripTrailing());
          part.setLength(0);
        }
        part.append(piece).append('\n');
      }
    }
    parts.add(part.toString().stripTrailing());
    return parts.stream().filter(it -> !it.isEmpty()).toList();
  }
}
