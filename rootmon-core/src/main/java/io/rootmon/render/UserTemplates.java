package io.rootmon.render;

import io.rootmon.alert.Alert;
import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.TaskException;
import io.rootmon.internal.TaskException.Reason;
import io.rootmon.internal.render.BoundedWriter;
import io.rootmon.render.Templates.TimeLimit;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Prints the user's templates in threads of their own, within a time limit. A template that exceeds
 * it, or that runs out of memory, is switched off until the process ends: the next alerts do not
 * wait for it. Safe for use by multiple threads.
 */
final class UserTemplates {
  /** For all templates of one message together. */
  static final Duration TIME_LIMIT = Duration.ofSeconds(2);

  /** More threads than this are never made, even if templates ignore their interruption. */
  private static final int MAX_THREADS = 4;

  private static final long IDLE_SECONDS = 5;
  private static final AtomicInteger STUCK = new AtomicInteger();
  private static final ThreadPoolExecutor THREADS = threads();

  private final TemplateFiles files;
  private final TemplateSandbox sandbox;
  private final Duration limit;

  /** Why a template is switched off, by its name. */
  private final Map<String, String> switchedOff = new ConcurrentHashMap<>();

  UserTemplates(TemplateFiles files, TemplateSandbox sandbox, Duration limit) {
    this.files = files;
    this.sandbox = sandbox;
    this.limit = limit;
  }

  private static ThreadPoolExecutor threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("rootmon-templates"));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  TemplateFiles files() {
    return files;
  }

  /** Returns the problems of files in the folders of channels that no message is made of. */
  List<String> unused(List<String> names) {
    return files.texts().keySet().stream()
        .filter(
            it -> it.matches("(?:pagerduty|ses|sns|slack|teams)/.*[.]ftl") && !names.contains(it))
        .sorted()
        .map(it -> "template " + it + ": rootmon has no template of this name")
        .toList();
  }

  /** Whether the user has a template of that name. */
  boolean has(String name) {
    return files.texts().containsKey(name);
  }

  TimeLimit timeLimit() {
    return TimeLimit.of(limit);
  }

  /**
   * The template's output.
   *
   * @throws UserTemplateException if there is none, after any failure of the template
   */
  String print(String name, Alert alert, RenderLimits extent, Optional<ZoneId> zone, TimeLimit left)
      throws UserTemplateException {
    String known = switchedOff.get(name);
    if (known != null) {
      throw new UserTemplateException(known);
    } else if (left.nanos() <= 0) {
      throw failed(name, "another template of this message took all the time");
    } else if (STUCK.get() >= MAX_THREADS) {
      throw failed(name, "other templates never ended and keep all threads");
    }
    BoundedWriter out = new BoundedWriter();
    out.begin(BoundedWriter.MAX_LENGTH);
    AtomicBoolean isStarted = new AtomicBoolean();
    AtomicBoolean isAbandoned = new AtomicBoolean();
    Future<String> text =
        THREADS.submit(
            () -> {
              isStarted.set(true);
              try {
                return Templates.print(sandbox, name, alert, extent, zone, out);
              } finally {
                if (!isAbandoned.compareAndSet(false, true)) {
                  STUCK.decrementAndGet();
                }
              }
            });
    try {
      return DaemonThreads.await(text, left.nanos());
    } catch (TaskException e) {
      if (e.reason() == Reason.FAILED) {
        throw isOutOfMemory(e.failure())
            ? switchOff(name, "it needs more memory than there is")
            : new UserTemplateException(TemplateErrors.of(name, e.failure()));
      }
      out.cancel();
      if (e.reason() == Reason.INTERRUPTED) {
        throw failed(name, "the delivery was interrupted");
      }
      if (isStarted.get() && isAbandoned.compareAndSet(false, true)) {
        STUCK.incrementAndGet();
      }
      throw isStarted.get()
          ? switchOff(name, "it took longer than " + limit.toMillis() / 1_000.0 + " s")
          : failed(name, "other templates keep all threads");
    }
  }

  private static boolean isOutOfMemory(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private UserTemplateException switchOff(String name, String why) {
    UserTemplateException failure =
        failed(name, why + "; it is switched off until rootmon restarts");
    switchedOff.put(name, failure.problem());
    return failure;
  }

  private static UserTemplateException failed(String name, String why) {
    return new UserTemplateException(TemplateErrors.of(name, new IllegalStateException(why)));
  }

  /** A user's template printed nothing that could be used. */
  static final class UserTemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    UserTemplateException(String problem) {
      super(problem, null, false, false);
      this.problem = problem;
    }

    /** One line: the template's name, the line, and the cause. */
    String problem() {
      return problem;
    }
  }
}
