package io.rootmon.internal.state.dynamodb;

import io.rootmon.state.StateException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits the time that an unresponsive table costs: one timeout for all callers, not one for each
 * call.
 *
 * <p>After a call without a response, a single call probes the table with a longer timeout: the
 * first response may be lost, or late if the process has just started. The other callers wait for
 * its result. If the probe gets no response either, every call fails immediately for five seconds;
 * then one call probes again while the others still fail immediately. Any response, including an
 * error, closes the circuit. A call that fails within a second, such as a refused connection, costs
 * no time and does not open it. Safe for use by multiple threads.
 */
final class CircuitBreaker {
  /** The timeout of a usual call. */
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

  /** The timeout of the probe after the first call without a response. */
  static final Duration PROBE_TIMEOUT = Duration.ofSeconds(4);

  /** The time without calls after a failed probe. */
  static final Duration REST = Duration.ofSeconds(5);

  private static final long SHORTEST_SILENCE = Duration.ofSeconds(1).toNanos();
  private static final long MAX_WAIT = PROBE_TIMEOUT.plusSeconds(1).toNanos();

  private enum State {
    CLOSED,
    SUSPECT,
    OPEN
  }

  private record Admission(Duration limit, boolean isProbe) {}

  private final LongSupplier nanoTime;
  private State state = State.CLOSED;
  private boolean probing;
  private long openUntil;

  CircuitBreaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A call with a time limit. */
  @FunctionalInterface
  interface Call<T> {
    T within(Duration limit) throws StateException;
  }

  /** Makes a call once. */
  <T> T once(Call<T> call) throws StateException {
    Admission admission = admit();
    long begin = nanoTime.getAsLong();
    boolean answered = false;
    boolean silent = false;
    try {
      T answer = call.within(admission.limit());
      answered = true;
      return answer;
    } catch (StateException e) {
      answered = DynamoDbErrors.isAnswer(e);
      silent = !answered && nanoTime.getAsLong() - begin >= SHORTEST_SILENCE;
      throw e;
    } finally {
      ended(admission, answered, silent);
    }
  }

  /** Makes an idempotent call: without a response it is repeated once. */
  <T> T repeatable(Call<T> call) throws StateException {
    try {
      return once(call);
    } catch (StateException e) {
      if (e instanceof CircuitOpenException
          || DynamoDbErrors.isAnswer(e)
          || Thread.currentThread().isInterrupted()) {
        throw e;
      }
    }
    return once(call);
  }

  private synchronized Admission admit() throws StateException {
    long waitUntil = nanoTime.getAsLong() + MAX_WAIT;
    while (true) {
      long now = nanoTime.getAsLong();
      if (state == State.CLOSED) {
        return new Admission(CALL_TIMEOUT, false);
      } else if (state == State.OPEN && (probing || now - openUntil < 0)) {
        throw new CircuitOpenException("not called, since it did not respond a moment ago");
      } else if (!probing) {
        probing = true;
        return new Admission(state == State.SUSPECT ? PROBE_TIMEOUT : CALL_TIMEOUT, true);
      } else if (now - waitUntil >= 0) {
        throw new CircuitOpenException("not called, since an earlier call has no response so far");
      }
      try {
        // At least one millisecond: zero means no limit.
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitUntil - now)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CircuitOpenException("not called: interrupted");
      }
    }
  }

  private synchronized void ended(Admission admission, boolean answered, boolean silent) {
    if (admission.isProbe()) {
      probing = false;
    }
    if (answered) {
      state = State.CLOSED;
    } else if (silent && admission.isProbe()) {
      state = State.OPEN;
      openUntil = nanoTime.getAsLong() + REST.toNanos();
    } else if (silent && state == State.CLOSED) {
      state = State.SUSPECT;
    } else if (admission.isProbe()) {
      // It failed immediately, so the next call costs no time.
      state = State.CLOSED;
    }
    notifyAll();
  }

  /** Reports that the table was not called, because it has not responded recently. */
  static final class CircuitOpenException extends StateException {
    private static final long serialVersionUID = 1L;

    CircuitOpenException(String message) {
      super(message, null);
    }
  }
}
