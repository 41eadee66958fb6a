package io.rootmon.internal.channel.slack;

import com.slack.api.model.block.LayoutBlock;
import io.rootmon.alert.Alert;
import io.rootmon.internal.channel.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first reply in the thread of an alert: the commands and the event, which are too long for the
 * alert itself.
 */
public record SlackThreadDetails(String text, List<LayoutBlock> blocks) {
  private static final String TEXT = "Commands and the event";

  /** Less than the 3,000 characters of a section, to leave room for escapes. */
  private static final int MAX_PART_LENGTH = 2_400;

  /** A larger number would exceed Slack's limit for all blocks together. */
  private static final int MAX_PARTS = 3;

  /** Returns whether there are details to post. */
  public static boolean isNeeded(Alert alert) {
    return !alert.isReport() && alert.standing().isEmpty() && alert.rawEvent().isPresent();
  }

  public static SlackThreadDetails of(Alert alert) {
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
    int length = 0;
    for (String line : event.strip().split("\n", -1)) {
      int lineLength = escapedLength(line) + 2;
      if (length > 0 && length + lineLength > MAX_PART_LENGTH) {
        parts.add(part.toString().stripTrailing());
        part.setLength(0);
        length = 0;
      }
      if (lineLength <= MAX_PART_LENGTH) {
        part.append(line).append('\n');
        length += lineLength;
      } else {
        List<String> pieces = pieces(line);
        parts.addAll(pieces.subList(0, pieces.size() - 1));
        String last = pieces.get(pieces.size() - 1);
        part.append(last).append('\n');
        length = escapedLength(last) + 2;
      }
    }
    parts.add(part.toString().stripTrailing());
    return parts.stream().filter(it -> !it.isEmpty()).toList();
  }

  private static List<String> pieces(String line) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    int length = 0;
    for (int at = 0; at < line.length(); at++) {
      int next = escapedLength(line.charAt(at));
      // Both halves of a character beyond the first 65,536 stay together.
      if (length + next > MAX_PART_LENGTH - 2 && !Character.isLowSurrogate(line.charAt(at))) {
        pieces.add(line.substring(from, at));
        from = at;
        length = 0;
      }
      length += next;
    }
    pieces.add(line.substring(from));
    return pieces;
  }

  /** The length in the request, where Slack's escapes and those of JSON take more room. */
  private static int escapedLength(String text) {
    return text.chars().map(it -> escapedLength((char) it)).sum();
  }

  private static int escapedLength(char character) {
    return switch (character) {
      case '&' -> 5;
      case '<', '>' -> 4;
      case '"', '\\' -> 2;
      default -> character < ' ' || (character >= 0x2028 && character <= 0x2029) ? 6 : 1;
    };
  }
}
