package io.rootmon.alert;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Words the hourly alert on notices that were counted instead of sent. */
final class RepeatedAlerts {
  private static final String SPOKE = "spoke#";

  private RepeatedAlerts() {}

  /**
   * The alert.
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
            ? "The alarm of the spoke of "
                + account.label()
                + " in "
                + topic.substring(topic.lastIndexOf('#') + 1)
                + " changed "
                + number(count)
                + " more "
                + (count == 1 ? "time" : "times")
            : number(count)
                + " more "
                + (count == 1 ? "message" : "messages")
                + " could not be read as an event";
    return new Alert(
        "repeated-" + topic + "-" + since,
        now,
        severity,
        place + " since " + Facts.time(since),
        account,
        Optional.empty(),
        List.of(
            Fact.when(now),
            new Fact("Account", account.label()),
            new Fact("Count", number(count)),
            new Fact("Since", Facts.time(since))),
        List.of("the first one was alerted at once; the others of the hour are counted here"),
        isSpoke
            ? List.of(
                "See in CloudWatch, in that account and region, whether the alarm is on now.",
                "Read the queue there: each message is an event that the hub did not get.")
            : List.of(
                "Read the messages in the dead-letter queue: any of them may be about root.",
                "Report one of them to those who run rootmon, so that it can be read."),
        List.of(),
        List.of(),
        List.of());
  }

  /** What an alert says of those before it. */
  static String note(long count, Instant since) {
    return number(count)
        + " more of this kind since "
        + Facts.time(since)
        + (count == 1 ? " was" : " were")
        + " counted and not sent.";
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
