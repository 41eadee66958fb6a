package io.rootmon.internal.lifecycle;

import io.rootmon.internal.state.EventIdentity;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Groups records that could not be read by the account that they name. Such a name proves nothing:
 * of more than {@value #MAX_ACCOUNTS} accounts in an hour, the rest count as one unknown account.
 * Safe for use by multiple threads.
 */
final class UnreadableTopics {
  private static final int MAX_ACCOUNTS = 20;
  private static final int MAX_SEARCHED = 64 * 1024;
  private static final Pattern ACCOUNT =
      Pattern.compile("\"(?:account|recipientAccountId|accountId)\"\\s{0,8}:\\s{0,8}\"(\\d{12})\"");

  private final InstantSource clock;
  private final Set<String> accounts = new HashSet<>();
  private Instant hour = Instant.MIN;

  UnreadableTopics(InstantSource clock) {
    this.clock = clock;
  }

  /** The topic of a record, by its text. */
  String of(String text) {
    Matcher account =
        ACCOUNT.matcher(text.length() <= MAX_SEARCHED ? text : text.substring(0, MAX_SEARCHED));
    return "unreadable#" + (account.find() ? reported(account.group(1)) : EventIdentity.UNKNOWN);
  }

  private synchronized String reported(String account) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.HOURS);
    if (!now.equals(hour)) {
      hour = now;
      accounts.clear();
    }
    boolean hasRoom = accounts.size() < MAX_ACCOUNTS;
    return accounts.contains(account) || (hasRoom && accounts.add(account))
        ? account
        : EventIdentity.UNKNOWN;
  }
}
