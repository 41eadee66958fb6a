package io.rootmon.internal.state.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.internal.state.dynamodb.CircuitBreaker.CircuitOpenException;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class CircuitBreakerTest {
  private static final Duration CALL = CircuitBreaker.CALL_TIMEOUT;
  private static final Duration PROBE = CircuitBreaker.PROBE_TIMEOUT;

  private final AtomicLong nanos = new AtomicLong();
  private final CircuitBreaker breaker = new CircuitBreaker(nanos::get);
  private final List<Duration> limits = Collections.synchronizedList(new ArrayList<>());

  @Test
  void callsOnceWhenThereIsAResponse() throws Exception {
    assertThat(breaker.<String>repeatable(this::yes)).isEqualTo("yes");
    assertThat(limits).containsExactly(CALL);
  }

  @Test
  void repeatsALostCallWithALongerLimit() throws Exception {
    assertThat(breaker.<String>repeatable(limit -> limit.equals(CALL) ? silent(limit) : yes(limit)))
        .isEqualTo("yes");
    assertThat(limits).containsExactly(CALL, PROBE);
    assertThat(breaker.<String>once(this::yes)).isEqualTo("yes");
    assertThat(limits).as("closed again").endsWith(CALL);
  }

  @Test
  void acceptsAnErrorAsAResponse() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> breaker.repeatable(this::no)).hasMessage("no");
    }
    assertThat(limits).containsExactly(CALL, CALL, CALL);
  }

  @Test
  void failsImmediatelyWhenTheProbeHasNoResponseEither() {
    assertThatThrownBy(() -> breaker.repeatable(this::silent)).hasMessage("silent");
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> breaker.repeatable(this::silent))
          .isInstanceOf(CircuitOpenException.class);
      assertThatThrownBy(() -> breaker.once(this::silent)).isInstanceOf(CircuitOpenException.class);
    }
    assertThat(limits).as("calls").containsExactly(CALL, PROBE);
  }

  @Test
  void probesOnceAfterFiveSecondsAndClosesByAnAnswer() throws Exception {
    assertThatThrownBy(() -> breaker.repeatable(this::silent)).hasMessage("silent");
    nanos.addAndGet(CircuitBreaker.REST.toNanos());
    assertThatThrownBy(() -> breaker.once(this::silent)).hasMessage("silent");
    assertThatThrownBy(() -> breaker.once(this::yes)).isInstanceOf(CircuitOpenException.class);

    nanos.addAndGet(CircuitBreaker.REST.toNanos());
    assertThat(breaker.<String>once(this::yes)).isEqualTo("yes");
    assertThat(breaker.<String>once(this::yes)).isEqualTo("yes");
    assertThat(limits).containsExactly(CALL, PROBE, CALL, CALL, CALL);
  }

  @Test
  void staysClosedWhenCallsFailImmediately() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> breaker.repeatable(this::rejected)).hasMessage("refused");
    }
    assertThat(limits).containsOnly(CALL).hasSize(6);
  }

  @Test
  void callsOnceWhenTheThreadIsInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> breaker.repeatable(this::silent)).hasMessage("silent");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(limits).containsExactly(CALL);
  }

  @Test
  void othersWaitForTheProbeAndContinueAfterItsResponse() throws Exception {
    assertThatThrownBy(() -> breaker.once(this::silent)).hasMessage("silent");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<String> probe =
          threads.submit(
              () ->
                  breaker.<String>once(
                      limit -> {
                        begun.countDown();
                        await(answer);
                        return yes(limit);
                      }));
      begun.await();
      Future<String> other = threads.submit(() -> breaker.<String>once(this::yes));
      answer.countDown();

      assertThat(probe.get()).isEqualTo("yes");
      assertThat(other.get()).isEqualTo("yes");
    } finally {
      threads.shutdownNow();
    }
    assertThat(limits).containsExactly(CALL, PROBE, CALL);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String yes(Duration limit) {
    limits.add(limit);
    return "yes";
  }

  private String silent(Duration limit) throws StateException {
    limits.add(limit);
    nanos.addAndGet(limit.toNanos());
    throw new StateException("silent", null);
  }

  private String rejected(Duration limit) throws StateException {
    limits.add(limit);
    throw new StateException("refused", null);
  }

  private String no(Duration limit) throws StateException {
    limits.add(limit);
    throw new StateException("no", DynamoDbException.builder().message("no").build());
  }
}
