package io.rootmon.internal;

import io.rootmon.internal.TaskException.Reason;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts daemon threads, which never keep the process alive, and waits for their results. */
public final class DaemonThreads {
  private DaemonThreads() {}

  /** Returns a factory of daemon threads that all have this name. */
  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Starts the work on a new thread. */
  public static <T> FutureTask<T> start(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    named(name).newThread(task).start();
    return task;
  }

  /**
   * Waits for a result, and cancels the task if there is none in time. After an interruption the
   * interrupt flag of the calling thread is set.
   *
   * @param nanos the maximum wait; if it is not positive, only a finished task has a result
   * @throws TaskException if there is no result
   */
  public static <T> T await(Future<T> task, long nanos) throws TaskException {
    try {
      return task.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new TaskException(Reason.TIMEOUT, e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new TaskException(Reason.INTERRUPTED, e);
    } catch (ExecutionException e) {
      throw new TaskException(Reason.FAILED, e.getCause() == null ? e : e.getCause());
    }
  }
}
