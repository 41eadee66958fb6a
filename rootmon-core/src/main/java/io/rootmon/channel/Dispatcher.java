package io.rootmon.channel;

import io.rootmon.alert.Alert;
import io.rootmon.channel.DispatchReport.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * Gives an alert to every channel at once; one's failure, bug or silence never stops or delays
 * another. Each channel has a few threads of its own, which end when idle and never keep the
 * process alive. Safe for use by many threads.
 */
public final class Dispatcher {
  private final List<Lane> lanes;
  private final InstantSource clock;

  public Dispatcher(List<Channel> channels) {
    this(channels, InstantSource.system());
  }

  public Dispatcher(List<Channel> channels, InstantSource clock) {
    this.lanes = channels.stream().map(it -> new Lane(it, clock)).toList();
    this.clock = clock;
  }

  /** Returns when every channel has answered, at the latest after the time left. */
  public DispatchReport dispatch(Alert alert, Duration timeLeft) {
    Instant deadline = clock.instant().plus(timeLeft);
    List<FutureTask<Delivery>> started = new ArrayList<>();
    for (Lane lane : lanes) {
      started.add(lane.start(alert, deadline));
    }
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      deliveries.add(lanes.get(i).outcome(started.get(i), deadline));
    }
    return new DispatchReport(alert.id(), deliveries);
  }
}
