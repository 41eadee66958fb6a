package io.rootmon.channel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits; what else time is, the clock says. */
@FunctionalInterface
interface Sleeper {
  Sleeper REAL = wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos());

  void sleep(Duration wait) throws InterruptedException;
}
