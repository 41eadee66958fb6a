package io.rootmon.internal.delivery;

import io.rootmon.channel.Channel;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.state.NotificationLog;
import io.rootmon.time.Deadline;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A channel and its own thread pool, so that a hanging channel cannot starve the others. */
final class ChannelExecutor {
  private static final int THREADS = 4;
  private static final long IDLE_SECONDS = 10;

  private final String name;
  private final ChannelDelivery attempts;
  private final ThreadPoolExecutor threads;
  private final Channel channel;

  ChannelExecutor(
      Channel channel, NotificationLog log, InstantSource clock, Sleeper sleeper, int workers) {
    this.name = channel.name();
    this.channel = channel;
    this.attempts = new ChannelDelivery(channel, log, clock, sleeper, workers);
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "rootmon-" + name);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** An operation of the channel. */
  @FunctionalInterface
  interface Work {
    Delivery with(ChannelDelivery attempts) throws InterruptedException;
  }

  FutureTask<Delivery> start(Work work) {
    FutureTask<Delivery> task = new FutureTask<>(() -> work.with(attempts));
    threads.execute(task);
    return task;
  }

  Delivery outcome(FutureTask<Delivery> started, Deadline deadline) {
    try {
      return started.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      abandon(started);
      return Delivery.retryable(name, "no response in time; it may have arrived");
    } catch (InterruptedException e) {
      abandon(started);
      Thread.currentThread().interrupt();
      return Delivery.retryable(name, "interrupted; it may have arrived");
    } catch (ExecutionException e) {
      // An internal error of one channel, or a missing library, must not affect the others.
      return Delivery.retryable(name, bug(e.getCause() == null ? e : e.getCause()));
    }
  }

  private void abandon(FutureTask<Delivery> started) {
    started.cancel(true);
    threads.remove(started);
  }

  /** Returns the location of the error without its message, which may quote a secret. */
  private static String bug(Throwable bug) {
    if (bug instanceof LinkageError) {
      return "a library is missing or of another version: " + bug;
    }
    StackTraceElement[] trace = bug.getStackTrace();
    return "a bug: " + bug.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  void close() {
    threads.shutdownNow();
    channel.close();
  }
}
