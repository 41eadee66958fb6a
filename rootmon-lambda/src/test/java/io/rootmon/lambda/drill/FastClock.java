package io.rootmon.lambda.drill;

import io.rootmon.internal.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that runs faster than time, so that a queue's minutes are a drill's seconds. */
final class FastClock implements InstantSource, Sleeper {
  private final int speed;
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  FastClock(int speed) {
    this.speed = speed;
  }

  @Override
  public Instant instant() {
    return start.plus(elapsed());
  }

  Duration elapsed() {
    return Duration.ofNanos((System.nanoTime() - startNanos) * speed);
  }

  @Override
  public void sleep(Duration wait) throws InterruptedException {
    Sleeper.REAL.sleep(wait.dividedBy(speed));
  }
}
