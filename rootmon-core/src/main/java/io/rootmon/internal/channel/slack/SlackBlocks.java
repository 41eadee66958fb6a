package io.rootmon.internal.channel.slack;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import io.rootmon.alert.Command;
import io.rootmon.internal.render.SlackOutputFormat;
import io.rootmon.internal.text.TextLayout;
import io.rootmon.internal.text.Truncation;
import io.rootmon.render.RenderedParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Creates the blocks of a Slack message, each within <a
 * href="https://docs.slack.dev/reference/block-kit/blocks">its limits</a>. An empty part has no
 * block.
 */
final class SlackBlocks {
  private static final String HEADER = "slack/header.slack.ftl";
  private static final String SUMMARY = "slack/summary.slack.ftl";
  private static final String STATE = "slack/state.slack.ftl";
  private static final String NOTES = "slack/notes.slack.ftl";
  private static final String REPORT = "slack/report.slack.ftl";
  private static final String FACTS = "slack/facts.slack.ftl";
  private static final String REASONS = "slack/reasons.slack.ftl";
  private static final String ADVICE = "slack/advice.slack.ftl";
  private static final String LINKS = "slack/links.slack.ftl";
  private static final String EVENT = "slack/event.slack.ftl";
  private static final String FOOTER = "slack/footer.slack.ftl";

  static final List<String> TEMPLATES =
      List.of(HEADER, SUMMARY, STATE, NOTES, REPORT, FACTS, REASONS, ADVICE, LINKS, EVENT, FOOTER);

  private static final Pattern BETWEEN_PARAGRAPHS = Pattern.compile("\\n\\s*\\n");

  private static final int MAX_HEADER_LENGTH = 150;
  private static final int MAX_SECTION_LENGTH = 3_000;
  private static final int MAX_FIELD_LENGTH = 2_000;
  private static final int MAX_CONTEXT_LENGTH = 2_000;
  private static final int MAX_ESCAPE_LENGTH = 6;
  private static final int AROUND_A_TEXT = 200;
  private static final int FIELDS_IN_A_SECTION = 10;
  private static final int MAX_FIELDS = 2 * FIELDS_IN_A_SECTION;

  private SlackBlocks() {}

  /**
   * Returns the blocks in the order in which people need them.
   *
   * @param actions buttons, which are below the summary
   * @param commands in separate code blocks
   */
  static List<LayoutBlock> of(
      RenderedParts parts, Optional<ActionsBlock> actions, List<Command> commands) {
    List<LayoutBlock> blocks = new ArrayList<>();
    addHeader(blocks, TextLayout.line(parts.text(HEADER)));
    addSection(blocks, parts.text(SUMMARY));
    addSection(blocks, parts.text(STATE));
    actions.ifPresent(blocks::add);
    addSection(blocks, parts.text(NOTES));
    addSection(blocks, parts.text(ADVICE));
    addContext(blocks, parts.text(LINKS));
    paragraphs(parts.text(REPORT)).forEach(it -> addSection(blocks, it));
    addFields(blocks, paragraphs(parts.text(FACTS)));
    addSection(blocks, parts.text(REASONS));
    addSection(blocks, parts.text(EVENT));
    commands.forEach(it -> blocks.add(command(it)));
    addContext(blocks, parts.text(FOOTER));
    return blocks;
  }

  /** Returns the blocks of a closed incident: the result and the remaining steps. */
  static List<LayoutBlock> ofClosed(RenderedParts parts) {
    List<LayoutBlock> blocks = new ArrayList<>();
    addHeader(blocks, TextLayout.line(parts.text(HEADER)));
    addSection(blocks, parts.text(SUMMARY).stripTrailing() + "\n" + parts.text(STATE).strip());
    addSection(blocks, parts.text(ADVICE));
    addContext(blocks, parts.text(LINKS));
    addContext(blocks, parts.text(FOOTER));
    return blocks;
  }

  /** Returns a command as a code block, which Slack neither wraps nor formats. */
  static SectionBlock command(Command command) {
    return code(
        "*" + SlackOutputFormat.INSTANCE.escapePlainText(command.label()) + "*\n", command.text());
  }

  /** Returns a string as a code block. The caller limits its length. */
  static SectionBlock code(String title, String text) {
    String inert =
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("```", "'''");
    return SectionBlock.builder()
        .text(
            MarkdownTextObject.builder()
                .text(title + "```\n" + inert + "\n```")
                .verbatim(true)
                .build())
        .build();
  }

  /**
   * Returns mentions in Slack's notation. They come from the configuration and need no escaping.
   */
  static LayoutBlock mentions(List<String> mentions) {
    return SectionBlock.builder()
        .text(markup(String.join(" ", mentions), MAX_SECTION_LENGTH))
        .build();
  }

  /** Returns whether every part fits without truncation, except for the event's fields. */
  static boolean fit(RenderedParts parts) {
    List<String> fields = paragraphs(parts.text(FACTS));
    return List.of(SUMMARY, STATE, NOTES, REASONS, ADVICE).stream()
            .allMatch(it -> parts.text(it).strip().length() <= MAX_SECTION_LENGTH)
        && paragraphs(parts.text(REPORT)).stream().allMatch(it -> it.length() <= MAX_SECTION_LENGTH)
        && fields.stream().allMatch(it -> it.length() <= MAX_FIELD_LENGTH)
        && fields.size() <= MAX_FIELDS;
  }

  /**
   * Returns an upper bound for the length of all blocks as indented JSON. It is fast to calculate.
   */
  static int longest(RenderedParts parts) {
    int count =
        (paragraphs(parts.text(FACTS)).size() + paragraphs(parts.text(REPORT)).size())
            * AROUND_A_TEXT;
    for (String template : TEMPLATES) {
      String text = parts.text(template);
      count += AROUND_A_TEXT + text.length();
      for (int at = 0; at < text.length(); at++) {
        char next = text.charAt(at);
        boolean escaped = next < ' ' || next == '"' || next == '\\' || next >= 0x2028;
        count += escaped ? MAX_ESCAPE_LENGTH - 1 : 0;
      }
    }
    return count;
  }

  /** Returns a line in small print. */
  static LayoutBlock note(String text) {
    return ContextBlock.builder().elements(List.of(markup(text, MAX_CONTEXT_LENGTH))).build();
  }

  private static List<String> paragraphs(String text) {
    return BETWEEN_PARAGRAPHS
        .splitAsStream(text.strip())
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private static void addHeader(List<LayoutBlock> blocks, String text) {
    if (!text.isEmpty()) {
      PlainTextObject header =
          PlainTextObject.builder()
              .text(Truncation.markup(text, MAX_HEADER_LENGTH))
              .emoji(false)
              .build();
      blocks.add(HeaderBlock.builder().text(header).build());
    }
  }

  private static void addSection(List<LayoutBlock> blocks, String text) {
    if (!text.isBlank()) {
      blocks.add(SectionBlock.builder().text(markup(text, MAX_SECTION_LENGTH)).build());
    }
  }

  private static void addFields(List<LayoutBlock> blocks, List<String> fields) {
    int count = Math.min(fields.size(), MAX_FIELDS);
    for (int from = 0; from < count; from += FIELDS_IN_A_SECTION) {
      List<TextObject> some = new ArrayList<>();
      for (String field : fields.subList(from, Math.min(count, from + FIELDS_IN_A_SECTION))) {
        some.add(markup(field, MAX_FIELD_LENGTH));
      }
      blocks.add(SectionBlock.builder().fields(some).build());
    }
  }

  private static void addContext(List<LayoutBlock> blocks, String text) {
    if (!text.isBlank()) {
      blocks.add(
          ContextBlock.builder().elements(List.of(markup(text, MAX_CONTEXT_LENGTH))).build());
    }
  }

  /** Returns verbatim text: Slack does not convert addresses to links, or names to mentions. */
  private static MarkdownTextObject markup(String text, int longest) {
    return MarkdownTextObject.builder()
        .text(Truncation.markup(text.strip(), longest))
        .verbatim(true)
        .build();
  }
}
