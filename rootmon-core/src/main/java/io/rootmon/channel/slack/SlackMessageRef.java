package io.rootmon.channel.slack;

import io.rootmon.channel.Receipt;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reference of a message: its channel and its <a
 * href="https://docs.slack.dev/messaging/retrieving-messages">{@code ts}</a>, which replies and
 * updates need.
 */
record SlackMessageRef(String channel, String ts) {
  private static final Pattern FORM =
      Pattern.compile("message ([0-9]{1,20}\\.[0-9]{1,20}) in ([A-Z0-9]{1,40})");

  /** Returns the reference as the notification log stores it. */
  Receipt receipt() {
    return new Receipt("message " + ts + " in " + channel);
  }

  /** Parses {@link #receipt}; returns empty for any other string. */
  static Optional<SlackMessageRef> find(Receipt receipt) {
    Matcher form = FORM.matcher(receipt.reference());
    return form.matches()
        ? Optional.of(new SlackMessageRef(form.group(2), form.group(1)))
        : Optional.empty();
  }
}
