package io.rootmon.internal.alert;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Creates the hourly alert about notices that were counted and not sent. */
final class RepeatedAlerts {
  private static final String SPOKE = "spoke#";

  private RepeatedAlerts() {}

  /**
   * Creates the alert.
   *
   * @param topic such as {@code unreadable#111122223333}, or {@code spoke#111122223333#eu-west-1}
   */
  static Alert of(
      String topic,
      long count,
      Severity severity,
      Instant since,
      Instant now,
      Function<AccountId, Account> accounts) {
    boolean isSpoke = topic.startsWith(SPOKE);
    Account account = AccountId.find(topic.split("#", 3)[1]).map(accounts).orElse(Account.UNKNOWN);
    String place =
        isSpoke
            ? "The spoke alarm of "
                + account.name().orElseGet(account::brief)
                + ", "
                + topic.substring(topic.lastIndexOf('#') + 1)
                + ", changed "
                + CountText.of(count, "more time")
            : CountText.of(count, "more message")
                + (count == 1
                    ? " could not be parsed as an event"
                    : " could not be parsed as events");
    return new Alert(
        "repeated-" + topic + "-" + since,
        now,
        severity,
        place + " since " + Facts.time(since),
        account,
        Optional.empty(),
        List.of(
            Fact.when(now),
            new Fact("Account", account.brief()),
            new Fact("Count", CountText.number(count)),
            new Fact("Since", Facts.time(since))),
        List.of("the first one was sent as an alert; this alert counts the others of the hour"),
        isSpoke
            ? List.of(
                "Check in CloudWatch, in that account and region, whether the alarm is on now.",
                "Read the queue in that account: each message is an event that the hub did not receive.")
            : List.of(
                "Read the messages in the dead-letter queue: any of them may be about root.",
                "Send one of them to the team that operates rootmon, so that the team can add support for this format."),
        List.of(),
        List.of(),
        List.of());
  }

  /** Returns the note of an alert about the notices that were counted before it. */
  static String note(long count, Instant since) {
    return CountText.number(count)
        + " more of this kind since "
        + Facts.time(since)
        + (count == 1 ? " was" : " were")
        + " counted and not sent.";
  }
}
