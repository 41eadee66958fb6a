package io.rootmon.delivery;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Receipt;
import io.rootmon.internal.Sleeper;
import io.rootmon.state.DeliveryKey;
import io.rootmon.state.NotificationLog;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the parent messages of a channel's threads, which any worker may have sent or may be
 * sending.
 */
final class ThreadParentLookup {
  /**
   * The pauses while another worker sends the parent message. After them, the reply is posted to
   * the channel.
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

  /**
   * Returns the event of the parent message of an alert's thread in this channel; empty if the
   * alert belongs to no thread.
   */
  Optional<String> act(Alert alert) {
    return channel.threads().isEmpty()
        ? Optional.empty()
        : alert.incident().flatMap(it -> Optional.ofNullable(it.heads().get(channel.name())));
  }

  /** Returns the receipt of the parent message; empty if it was not sent so far. */
  Optional<Receipt> find(String act) throws StateException {
    return log.result(new DeliveryKey(act, channel.name())).map(it -> new Receipt(it.reference()));
  }

  /** Returns the receipt of the parent message, and waits if another worker is sending it. */
  Optional<Receipt> await(String act, Deadline deadline)
      throws StateException, InterruptedException {
    for (Duration wait : WAITS) {
      Optional<Receipt> head = find(act);
      if (head.isPresent() || wait.compareTo(deadline.left()) >= 0) {
        return head;
      }
      sleeper.sleep(wait);
    }
    return find(act);
  }
}
