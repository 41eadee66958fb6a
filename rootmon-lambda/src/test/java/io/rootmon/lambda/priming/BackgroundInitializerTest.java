package io.rootmon.lambda.priming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundInitializerTest {
  private static final Set<String> ALL = Set.of("sns", "ses", "slack", "webhook", "pagerduty");
  private static final String HTTP = "software.amazon.awssdk.http.service.impl";

  private final Set<Thread> before = threads();

  /** A template that is not there any more, say, would otherwise only cost time, unseen. */
  @Test
  void everyStepSucceeds() throws Exception {
    BackgroundInitializer start = BackgroundInitializer.begin(Map.of());
    start.prepare(ALL);
    start.join();
  }

  @Test
  void theThreadEndsByItself() throws Exception {
    BackgroundInitializer start = BackgroundInitializer.begin(Map.of());
    Set<Thread> own = begun();
    assertThat(own).hasSize(1);
    start.prepare(ALL);
    start.join();
    for (Thread thread : own) {
      thread.join(Duration.ofSeconds(30).toMillis());
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void underSnapStartThereIsNoThread() {
    BackgroundInitializer start =
        BackgroundInitializer.begin(Map.of(BackgroundInitializer.KIND, "snap-start"));
    start.prepare(ALL);
    assertThat(start.templates()).isSameAs(start.templates());
    assertThat(begun()).isEmpty();
  }

  @Test
  void returnsTheStartedValue() throws Exception {
    BackgroundInitializer start = BackgroundInitializer.begin(Map.of());
    start.join();
    assertThat(start.aws()).isSameAs(start.aws());
    assertThat(start.templates()).isSameAs(start.templates());
  }

  @Test
  void returnsAProblemToEachCaller() throws Exception {
    System.setProperty(HTTP, "no.such.Service");
    try {
      BackgroundInitializer start = BackgroundInitializer.begin(Map.of());
      start.prepare(ALL);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(start::aws)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                HTTP
                    + ": expected an HTTP service of the SDK on the class path but was"
                    + " no.such.Service");
      }
      assertThat(start.templates()).isSameAs(start.templates());
    } finally {
      System.clearProperty(HTTP);
    }
  }

  private Set<Thread> begun() {
    Set<Thread> begun = threads();
    begun.removeAll(before);
    return begun;
  }

  private static Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(BackgroundInitializer.THREAD)) {
        threads.add(thread);
      }
    }
    return threads;
  }
}
