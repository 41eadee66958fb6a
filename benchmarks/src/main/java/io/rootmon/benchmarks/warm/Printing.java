package io.rootmon.benchmarks.warm;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Receipt;
import io.rootmon.time.Deadline;
import java.util.function.ToIntFunction;

/** A channel that renders and does not send, without a rate limit. */
record Printing(String name, ToIntFunction<Alert> message) implements Channel {
  @Override
  public Receipt send(Alert alert, Deadline deadline) {
    return new Receipt(Integer.toString(message.applyAsInt(alert)));
  }
}
