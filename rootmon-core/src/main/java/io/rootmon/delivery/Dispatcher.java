package io.rootmon.delivery;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.internal.Sleeper;
import io.rootmon.state.NotificationLog;
import io.rootmon.time.Deadline;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/**
 * Gives an alert to its channels at once; one's failure, bug or silence never stops or delays
 * another. A failure that may pass is tried again, up to three times within the time left. Each
 * channel has a few threads of its own, which end when idle and never keep the process alive. Safe
 * for use by many threads.
 */
public final class Dispatcher implements AutoCloseable {
  /** What an alert says that was sent without the store's knowledge. */
  public static final String STORE_DOWN =
      "The state store did not answer: this alert stands alone and may come twice.";

  private final Map<String, ChannelExecutor> lanes = new LinkedHashMap<>();
  private final Set<String> threads = new LinkedHashSet<>();
  private final Set<String> acknowledged = new LinkedHashSet<>();
  private final ChannelHealthChecker health;

  public Dispatcher(List<Channel> channels) {
    this(channels, NotificationLog.inMemory(), InstantSource.system());
  }

  /**
   * @param log by which each channel gets an alert once, whoever dispatches it and how often
   */
  public Dispatcher(List<Channel> channels, NotificationLog log, InstantSource clock) {
    this(channels, log, clock, 1);
  }

  /**
   * Creates a dispatcher for a worker that is one of several.
   *
   * @param workers how many deliver at the same time: this one uses its part of each rate limit
   */
  public Dispatcher(List<Channel> channels, NotificationLog log, InstantSource clock, int workers) {
    this(channels, log, clock, Sleeper.REAL, workers);
  }

  /** With a clock and its sleeper, which simulations pass in. */
  public Dispatcher(
      List<Channel> channels, NotificationLog log, InstantSource clock, Sleeper sleeper) {
    this(channels, log, clock, sleeper, 1);
  }

  private Dispatcher(
      List<Channel> channels,
      NotificationLog log,
      InstantSource clock,
      Sleeper sleeper,
      int workers) {
    for (Channel channel : channels) {
      if (lanes.put(channel.name(), new ChannelExecutor(channel, log, clock, sleeper, workers))
          != null) {
        throw new IllegalArgumentException(
            "channels: expected names that differ but two are " + channel.name());
      }
      if (channel.threads().isPresent()) {
        threads.add(channel.name());
      }
      if (channel.acknowledgement().isPresent()) {
        acknowledged.add(channel.name());
      }
    }
    this.health = new ChannelHealthChecker(channels);
  }

  public Set<String> channels() {
    return Set.copyOf(lanes.keySet());
  }

  /** Checks the channels that can be checked, without sending anything. */
  public List<ChannelHealth> health(Deadline deadline) {
    return health.check(deadline);
  }

  /** Those that keep threads. */
  public Set<String> threads() {
    return Set.copyOf(threads);
  }

  /** To every channel. */
  public DispatchReport dispatch(Alert alert, Deadline deadline) {
    return dispatch(alert, lanes.keySet(), deadline);
  }

  /**
   * Delivers the alert to the channels of those names. Returns when every channel has answered, and
   * at the deadline at the latest.
   */
  public DispatchReport dispatch(Alert alert, Set<String> names, Deadline deadline) {
    return dispatch(alert, alert.eventKey(), names, deadline);
  }

  /**
   * The same, once for all alerts of one act.
   *
   * @param act by which the log knows what was delivered
   */
  public DispatchReport dispatch(Alert alert, String act, Set<String> names, Deadline deadline) {
    boolean aloud = !alert.isReport();
    return all(
        alert, names, it -> it.deliver(alert.to(it.channel()), act, aloud, deadline), deadline);
  }

  /** The same where only those are called who read the thread that the alert belongs to. */
  public DispatchReport append(Alert alert, String act, Set<String> names, Deadline deadline) {
    return all(alert, inThreads(names), it -> it.deliver(alert, act, false, deadline), deadline);
  }

  /** Prints the heads of an alert's threads anew: a try in each channel, which calls nobody. */
  public DispatchReport refresh(Alert alert, Set<String> names, Deadline deadline) {
    return all(alert, inThreads(names), it -> it.refresh(alert, deadline), deadline);
  }

  /** The channels that take the acknowledgement of an incident. */
  public Set<String> acknowledgedChannels() {
    return Set.copyOf(acknowledged);
  }

  /** Passes the acknowledgement of the alert's incident on to those channels that take it. */
  public DispatchReport acknowledge(Alert alert, Set<String> names, Deadline deadline) {
    Set<String> some = names.stream().filter(acknowledged::contains).collect(Collectors.toSet());
    return all(alert, some, it -> it.acknowledge(alert, deadline), deadline);
  }

  private Set<String> inThreads(Set<String> names) {
    return names.stream().filter(threads::contains).collect(Collectors.toSet());
  }

  private DispatchReport all(
      Alert alert, Set<String> names, ChannelExecutor.Work work, Deadline deadline) {
    Map<ChannelExecutor, FutureTask<Delivery>> started = new LinkedHashMap<>();
    lanes.forEach(
        (name, lane) -> {
          if (names.contains(name)) {
            started.put(lane, lane.start(work));
          }
        });
    List<Delivery> deliveries = new ArrayList<>();
    started.forEach((lane, task) -> deliveries.add(lane.outcome(task, deadline)));
    return new DispatchReport(alert.id(), deliveries);
  }

  /**
   * Ends the threads of the channels and closes the channels. A delivery that is under way is
   * interrupted; a later dispatch fails.
   */
  @Override
  public void close() {
    lanes.values().forEach(ChannelExecutor::close);
  }
}
