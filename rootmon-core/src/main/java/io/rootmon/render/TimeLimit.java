package io.rootmon.render;

import java.time.Duration;

/** The end of the time that the user's templates have for one message. */
record TimeLimit(long end) {
  /** Rootmon's own templates need none. */
  static final TimeLimit NONE = new TimeLimit(Long.MAX_VALUE);

  static TimeLimit of(Duration limit) {
    return new TimeLimit(System.nanoTime() + limit.toNanos());
  }

  long nanos() {
    return end - System.nanoTime();
  }
}
