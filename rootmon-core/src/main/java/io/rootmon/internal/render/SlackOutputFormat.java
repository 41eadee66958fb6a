package io.rootmon.internal.render;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import io.rootmon.internal.text.LinkBreaker;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Slack's mrkdwn, in which three characters <a
 * href="https://docs.slack.dev/messaging/formatting-message-text#escaping">must be escaped</a>.
 *
 * <p>Outside code and link addresses, a string cannot format itself and cannot contain a link.
 * Characters with a meaning in mrkdwn are replaced by similar ones, and links are broken up.
 */
public final class SlackOutputFormat extends CommonMarkupOutputFormat<SlackOutputFormat.Markup> {
  public static final SlackOutputFormat INSTANCE = new SlackOutputFormat();

  private SlackOutputFormat() {}

  @Override
  public String getName() {
    return "Slack";
  }

  @Override
  public @Nullable String getMimeType() {
    return null;
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    if (out instanceof BoundedWriter line && line.isInAddress()) {
      out.write(escaped(text));
    } else if (out instanceof BoundedWriter line && line.isInCode()) {
      out.write(escaped(text).replace('`', '\''));
    } else {
      out.write(escapePlainText(text));
    }
  }

  @Override
  public String escapePlainText(String text) {
    return escaped(unformatted(LinkBreaker.breakLinks(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Replaces formatting characters. An underscore within a word has no effect. */
  private static String unformatted(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      plain.append(
          switch (next) {
            case '*' -> '\u2217';
            case '~' -> '\u223c';
            case '`' -> '\'';
            case '_' -> isWithinWord(text, at) ? next : '\u02cd';
            case ':' -> isWithinText(text, at) ? next : '\ua789';
            default -> next;
          });
    }
    return plain.toString();
  }

  private static boolean isWithinWord(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at + 1));
  }

  /**
   * Returns whether a colon is within text. A colon between a space and a letter may start an
   * emoji.
   */
  private static boolean isWithinText(String text, int at) {
    boolean begins = at == 0 || Character.isWhitespace(text.charAt(at - 1));
    return !begins || at + 1 == text.length() || !Character.isLetter(text.charAt(at + 1));
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtInName) {
    return false;
  }

  @Override
  protected Markup newTemplateMarkupOutputModel(@Nullable String text, @Nullable String markup) {
    return new Markup(text, markup);
  }

  /** A value that is already escaped, or that needs no escaping. */
  static final class Markup extends CommonTemplateMarkupOutputModel<Markup> {
    private Markup(@Nullable String text, @Nullable String markup) {
      super(text, markup);
    }

    @Override
    public SlackOutputFormat getOutputFormat() {
      return INSTANCE;
    }
  }
}
