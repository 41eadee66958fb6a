package io.rootmon.internal.alert;

import io.rootmon.account.Account;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.cloudtrail.ReadResult.ControlRecord;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.judge.Severity;
import java.util.List;
import java.util.Optional;

/** Creates the alert about an alarm of a spoke. */
final class SpokeAlarmAlert {
  private static final String QUEUE = ControlRecord.SPOKE_DEAD_LETTERS;

  /** The largest count that is printed. An account can report any number. */
  private static final long MAX_COUNT = 1_000;

  private SpokeAlarmAlert() {}

  static Alert of(SpokeAlarm trouble, Account account) {
    String place = account.name().orElseGet(account::brief) + ", " + trouble.region();
    return new Alert(
        "spoke-"
            + (trouble.isOver() ? "well-" : "trouble-")
            + trouble.account()
            + "-"
            + trouble.region()
            + "-"
            + trouble.time(),
        trouble.time(),
        trouble.isOver() ? Severity.LOW : Severity.HIGH,
        trouble.isOver()
            ? "Events of " + place + " are delivered again: the dead-letter queue is empty"
            : "Root activity may be undetected in "
                + place
                + ": "
                + trouble
                    .waiting()
                    .filter(it -> it > 0)
                    .map(SpokeAlarmAlert::events)
                    .orElse("events were")
                + " not delivered",
        account,
        Optional.empty(),
        List.of(
            Fact.when(trouble.time()),
            new Fact("Account", account.brief()),
            new Fact("Region", trouble.region()),
            new Fact("Queue", QUEUE)),
        List.of(
            trouble.isOver()
                ? "the dead-letter queue of the spoke is empty"
                : "EventBridge could not deliver the events for 24 hours and moved them to the queue "
                    + QUEUE),
        trouble.isOver()
            ? List.of(
                "Check whether the events were delivered or only deleted: find who emptied it.")
            : List.of(
                "Read the queue in that account: each message is an event, and its attributes"
                    + " contain the error.",
                "Pass the events to 'rootmon alert -c rootmon.json FILE', which judges them and sends the"
                    + " alerts.",
                "Then fix the spoke: check its role and the policy of the hub's bus."),
        List.of(),
        List.of(),
        List.of());
  }

  private static String events(long count) {
    if (count > MAX_COUNT) {
      return "more than 1,000 events were";
    }
    return count + (count == 1 ? " event was" : " events were");
  }
}
