package io.rootmon.internal.delivery;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Receipt;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.state.NotificationLog;
import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the parent messages of a channel's threads, which another worker may be sending. */
final class ThreadParentLookup {
  /**
   * Together 3 s, in which another worker sends the parent message. Then the alert has no thread.
   */
  private static final List<Duration> WAITS =
      Stream.of(100, 200, 400, 800, 1_500).map(Duration::ofMillis).toList();

  private final Channel channel;
  private final NotificationLog log;
  private final Sleeper sleeper;

  ThreadParentLookup(Channel channel, NotificationLog log, Sleeper sleeper) {
    this.channel = channel;
    this.log = log;
    this.sleeper = sleeper;
  }

  /** Returns the key of the parent message of an alert's thread; empty without a thread. */
  Optional<String> act(Alert alert) {
    return channel.threads().isEmpty()
        ? Optional.empty()
        : alert.incident().flatMap(it -> Optional.ofNullable(it.parents().get(channel.name())));
  }

  /** Returns the receipt of the parent message; empty if it was not sent. */
  Optional<Receipt> find(String act) throws StateException {
    return log.result(new DeliveryKey(act, channel.name())).map(it -> new Receipt(it.reference()));
  }

  /** Returns the receipt of the parent message, and waits while another worker sends it. */
  Optional<Receipt> await(String act, Deadline deadline)
      throws StateException, InterruptedException {
    for (Duration wait : WAITS) {
      Optional<Receipt> parent = find(act);
      if (parent.isPresent() || wait.compareTo(deadline.left()) >= 0) {
        return parent;
      }
      sleeper.sleep(wait);
    }
    return find(act);
  }
}
