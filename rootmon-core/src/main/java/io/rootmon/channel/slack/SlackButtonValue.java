package io.rootmon.channel.slack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a button is about.
 *
 * @param account as the store knows it
 */
record SlackButtonValue(String account, String incident) {
  private static final Pattern TEXT = Pattern.compile("(\\d{12}|unknown)/([a-z0-9-]{1,100})");

  /** As a button's value. */
  String text() {
    return account + "/" + incident;
  }

  /** Empty where it is not what {@link #text()} wrote. */
  static Optional<SlackButtonValue> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new SlackButtonValue(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
