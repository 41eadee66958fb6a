package io.rootmon.internal.delivery;

import io.rootmon.RootMonitor.ChannelHealth;
import io.rootmon.RootMonitor.ChannelHealth.State;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.HealthCheck;
import io.rootmon.time.Deadline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Checks channels concurrently. A check that fails, hangs or has an internal error never affects
 * another.
 */
final class ChannelHealthChecker {
  private final Map<String, HealthCheck> checks = new LinkedHashMap<>();

  ChannelHealthChecker(List<Channel> channels) {
    for (Channel channel : channels) {
      channel.healthCheck().ifPresent(it -> checks.put(channel.name(), it));
    }
  }

  /** Checks the channels that can be checked, and returns no later than the deadline. */
  List<ChannelHealth> check(Deadline deadline) {
    Map<String, FutureTask<ChannelHealth>> started = new LinkedHashMap<>();
    checks.forEach(
        (name, check) -> {
          FutureTask<ChannelHealth> task = new FutureTask<>(() -> health(name, check, deadline));
          Thread thread = new Thread(task, "rootmon-health-" + name);
          thread.setDaemon(true);
          thread.start();
          started.put(name, task);
        });
    List<ChannelHealth> all = new ArrayList<>();
    started.forEach((name, task) -> all.add(await(name, task, deadline)));
    return all;
  }

  private static ChannelHealth health(String name, HealthCheck check, Deadline deadline) {
    try {
      return check
          .problem(deadline)
          .map(it -> new ChannelHealth(name, State.FAILING, Optional.of(it)))
          .orElseGet(() -> new ChannelHealth(name, State.HEALTHY, Optional.empty()));
    } catch (DeliveryException e) {
      State state = e.isRetryable() ? State.UNKNOWN : State.FAILING;
      return new ChannelHealth(name, state, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static ChannelHealth await(
      String name, FutureTask<ChannelHealth> task, Deadline deadline) {
    try {
      return task.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return unknown(name, "no response in time");
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return unknown(name, "interrupted");
    } catch (ExecutionException e) {
      // Without its message, which may quote a secret.
      return unknown(name, "a bug: " + (e.getCause() == null ? e : e.getCause()).getClass());
    }
  }

  private static ChannelHealth unknown(String name, String why) {
    return new ChannelHealth(name, State.UNKNOWN, Optional.of(why));
  }
}
