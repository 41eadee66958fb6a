package io.rootmon.alert;

import io.rootmon.account.Account;
import io.rootmon.cloudtrail.ReadResult.ControlRecord;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.judge.Severity;
import java.util.List;
import java.util.Optional;

/** Puts a spoke's own alarm into words. */
final class SpokeAlarmAlert {
  private static final String QUEUE = ControlRecord.SPOKE_DEAD_LETTERS;

  /** The number is the account's own word: a larger one says no more. */
  private static final long MAX_COUNT = 1_000;

  private SpokeAlarmAlert() {}

  static Alert of(SpokeAlarm trouble, Account account) {
    String place = account.label() + " in " + trouble.region();
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
            ? "The spoke of " + place + " delivers again: no event waits there"
            : "The spoke of "
                + place
                + " could not deliver "
                + trouble
                    .waiting()
                    .filter(it -> it > 0)
                    .map(SpokeAlarmAlert::events)
                    .orElse("events")
                + ": what root did there may be unseen",
        account,
        Optional.empty(),
        List.of(
            Fact.when(trouble.time()),
            new Fact("Account", account.label()),
            new Fact("Region", trouble.region()),
            new Fact("Queue", QUEUE)),
        List.of(
            trouble.isOver()
                ? "the queue of what the spoke could not deliver is empty"
                : "events that the spoke could not deliver for 24 h wait in its queue " + QUEUE),
        trouble.isOver()
            ? List.of("Were they delivered, or only deleted? See who emptied the queue.")
            : List.of(
                "Read the queue there: each message is the event, and its attributes say why it"
                    + " was not delivered.",
                "Give the events to 'rootmon alert', so that they are judged and told.",
                "Then mend the spoke: does its role, and the policy of the hub's bus, let it"
                    + " deliver?"),
        List.of(),
        List.of(),
        List.of());
  }

  private static String events(long count) {
    if (count > MAX_COUNT) {
      return "more than 1,000 events";
    }
    return count + (count == 1 ? " event" : " events");
  }
}
