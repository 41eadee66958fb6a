package io.rootmon.internal.delivery;

import io.rootmon.RootMonitor.ChannelHealth;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.state.NotificationLog;
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
 * Delivers an alert to its channels concurrently. A channel that fails, hangs or has an internal
 * error never stops or delays another. A transient failure is retried, up to three attempts within
 * the deadline. Each channel has a few threads of its own, which end when idle and never keep the
 * process alive. Safe for use by multiple threads.
 */
public final class Dispatcher implements AutoCloseable {
  /** The note of an alert that was sent while the store was unavailable. */
  public static final String STORE_DOWN =
      "The state store did not respond: this alert is not grouped and may be sent twice.";

  private final Map<String, ChannelExecutor> lanes = new LinkedHashMap<>();
  private final Set<String> threads = new LinkedHashSet<>();
  private final Set<String> acknowledged = new LinkedHashSet<>();
  private final ChannelHealthChecker health;

  public Dispatcher(List<Channel> channels) {
    this(channels, NotificationLog.inMemory(), InstantSource.system());
  }

  /**
   * Creates a dispatcher.
   *
   * @param log ensures that each channel receives an alert once, regardless of the number of
   *     dispatches
   */
  public Dispatcher(List<Channel> channels, NotificationLog log, InstantSource clock) {
    this(channels, log, clock, 1);
  }

  /**
   * Creates a dispatcher for one of several workers.
   *
   * @param workers the number of workers that deliver concurrently: this one uses its share of each
   *     rate limit
   */
  public Dispatcher(List<Channel> channels, NotificationLog log, InstantSource clock, int workers) {
    this(channels, log, clock, Sleeper.REAL, workers);
  }

  /** Creates a dispatcher with the clock and sleeper of a simulation. */
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
            "channels: must have different names, but two are named " + channel.name());
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

  /** Returns the names of the channels that support threads. */
  public Set<String> threads() {
    return Set.copyOf(threads);
  }

  /** Delivers the alert to every channel. */
  public DispatchReport dispatch(Alert alert, Deadline deadline) {
    return dispatch(alert, lanes.keySet(), deadline);
  }

  /**
   * Delivers the alert to the channels with these names. Returns when every channel has responded,
   * and no later than the deadline.
   */
  public DispatchReport dispatch(Alert alert, Set<String> names, Deadline deadline) {
    return dispatch(alert, alert.eventKey(), names, deadline);
  }

  /**
   * Delivers the alert once for all alerts of one event.
   *
   * @param act the key of the delivery in the log
   */
  public DispatchReport dispatch(Alert alert, String act, Set<String> names, Deadline deadline) {
    boolean broadcast = !alert.isReport();
    return all(
        alert, names, it -> it.deliver(alert.to(it.channel()), act, broadcast, deadline), deadline);
  }

  /** Delivers the alert without a broadcast: it appears only in the thread that it belongs to. */
  public DispatchReport append(Alert alert, String act, Set<String> names, Deadline deadline) {
    return all(alert, inThreads(names), it -> it.deliver(alert, act, false, deadline), deadline);
  }

  /**
   * Updates the parent messages of an alert's threads: one attempt per channel, without notifying
   * users.
   */
  public DispatchReport refresh(Alert alert, Set<String> names, Deadline deadline) {
    return all(alert, inThreads(names), it -> it.refresh(alert, deadline), deadline);
  }

  /** Returns the channels that support acknowledgements. */
  public Set<String> acknowledgedChannels() {
    return Set.copyOf(acknowledged);
  }

  /** Forwards the acknowledgement of the alert's incident to these channels. */
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
   * Ends the threads of the channels and closes the channels. A delivery in progress is
   * interrupted; a later dispatch fails.
   */
  @Override
  public void close() {
    lanes.values().forEach(ChannelExecutor::close);
  }
}
