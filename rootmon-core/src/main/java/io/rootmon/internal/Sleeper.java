package io.rootmon.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits as long as the clock says; a clock that runs faster waits less. */
@FunctionalInterface
public interface Sleeper {
  Sleeper REAL = wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos());

  void sleep(Duration wait) throws InterruptedException;
}
