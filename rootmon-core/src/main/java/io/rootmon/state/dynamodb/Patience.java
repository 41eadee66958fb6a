package io.rootmon.state.dynamodb;

import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long the table's word is waited for. Without it, people are told what they may have been told
 * already; so it is asked for once more, and for longer, where no answer came: one may be lost, or
 * late where the process has just started. A table that did not answer then is not waited for so
 * long for a while. Safe for use by many threads.
 */
final class Patience {
  static final Duration FIRST = Duration.ofSeconds(2);
  static final Duration SECOND = Duration.ofSeconds(4);
  private static final Duration WHILE = Duration.ofSeconds(30);

  private final InstantSource clock;
  private volatile Instant silentUntil = Instant.MIN;

  Patience(InstantSource clock) {
    this.clock = clock;
  }

  /** What may be asked for twice and happens once. */
  @FunctionalInterface
  interface Call<T> {
    T within(Duration limit) throws StateException;
  }

  <T> T ask(Call<T> call) throws StateException {
    boolean silent = clock.instant().isBefore(silentUntil);
    try {
      T answer = call.within(FIRST);
      silentUntil = Instant.MIN;
      return answer;
    } catch (StateException e) {
      if (silent || DynamoDbFailure.isAnswer(e) || Thread.currentThread().isInterrupted()) {
        throw e;
      }
    }
    try {
      return call.within(SECOND);
    } catch (StateException e) {
      if (!DynamoDbFailure.isAnswer(e)) {
        silentUntil = clock.instant().plus(WHILE);
      }
      throw e;
    }
  }
}
