package io.rootmon.internal.text;

/**
 * Neutralizes text for chat services that format Markdown: Teams, Google Chat, Mattermost and
 * Amazon Q Developer. Characters that format the text, start a link or mention a user are replaced
 * by similar ones.
 */
public final class MarkdownText {
  private MarkdownText() {}

  /** Returns the text without formatting, links and mentions. */
  public static String neutralize(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      switch (next) {
        case '*' -> plain.append('\u2217');
        case '~' -> plain.append('\u223c');
        case '`' -> plain.append('\'');
        case '<' -> plain.append('\u2039');
        case '>' -> plain.append('\u203a');
        case '_' -> plain.append(isWithinWord(text, at) ? next : '\u02cd');
        case '@' -> plain.append(isMention(text, at) ? "[@]" : "@");
        // "[label](address)" is a link.
        case '(' -> plain.append(at > 0 && text.charAt(at - 1) == ']' ? " (" : "(");
        default -> plain.append(next);
      }
    }
    return plain.toString();
  }

  private static boolean isWithinWord(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at + 1));
  }

  private static boolean isMention(String text, int at) {
    boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    return begins
        && (at == 0 || text.charAt(at - 1) != '[')
        && at + 1 < text.length()
        && Character.isLetter(text.charAt(at + 1));
  }
}
