package io.rootmon.internal.channel.slack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The incident that a button belongs to.
 *
 * @param account the account's key in the store
 */
record SlackButtonValue(String account, String incident) {
  private static final Pattern TEXT = Pattern.compile("(\\d{12}|unknown)/([a-z0-9-]{1,100})");

  /** Returns the value of the button. */
  String text() {
    return account + "/" + incident;
  }

  /** Parses {@link #text()}; returns empty for any other text. */
  static Optional<SlackButtonValue> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new SlackButtonValue(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
