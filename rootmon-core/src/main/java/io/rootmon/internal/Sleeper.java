package io.rootmon.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits by a clock; with a clock that runs faster, the wait is shorter. */
@FunctionalInterface
public interface Sleeper {
  Sleeper REAL = wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos());

  void sleep(Duration wait) throws InterruptedException;
}
