package io.rootmon.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.channel.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final Instant START = Instant.parse("2026-03-14T02:17:45Z");
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final RateLimit ONE_A_SECOND = new RateLimit(Duration.ofSeconds(1), 3);

  @Test
  void sendsABurstImmediatelyAndTheRestAtTheRate() {
    RateLimiter pacer = new RateLimiter(ONE_A_SECOND);

    assertThat(waits(pacer, 6)).containsExactly(0L, 0L, 0L, 1L, 2L, 3L);
  }

  @Test
  void restsGiveTheBurstBack() {
    RateLimiter pacer = new RateLimiter(ONE_A_SECOND);
    waits(pacer, 3);

    assertThat(pacer.turn(START.plusSeconds(2), LONG)).isZero();
    assertThat(pacer.turn(START.plusSeconds(2), LONG)).isZero();
    assertThat(pacer.turn(START.plusSeconds(2), LONG)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void doesNotReserveASlotAfterTheDeadline() {
    RateLimiter pacer = new RateLimiter(ONE_A_SECOND);
    waits(pacer, 3);

    assertThat(pacer.turn(START, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    assertThat(pacer.turn(START, LONG)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void waitsForTheRetryAfterTime() {
    RateLimiter pacer = new RateLimiter(RateLimit.UNLIMITED);
    pacer.pause(START.plusSeconds(7));
    pacer.pause(START.plusSeconds(3));

    assertThat(pacer.turn(START, LONG)).isEqualTo(Duration.ofSeconds(7));
    assertThat(pacer.turn(START.plusSeconds(7), LONG)).isZero();
  }

  @Test
  void doesNotWaitWithoutALimit() {
    assertThat(waits(new RateLimiter(RateLimit.UNLIMITED), 100)).containsOnly(0L);
  }

  @Property
  void neverMoreThanTheBurstAndThePaceInAnySpan(
      @ForAll @Size(max = 60) List<@IntRange(max = 2_000) Integer> gaps,
      @ForAll @IntRange(min = 1, max = 5) int burst) {
    RateLimiter pacer = new RateLimiter(new RateLimit(Duration.ofSeconds(1), burst));
    Instant now = START;
    List<Instant> sent = new ArrayList<>();
    for (int gap : gaps) {
      now = now.plusMillis(gap);
      sent.add(now.plus(pacer.turn(now, LONG)));
    }
    for (int from = 0; from < sent.size(); from++) {
      for (int to = from; to < sent.size(); to++) {
        long seconds = Duration.between(sent.get(from), sent.get(to)).toSeconds();
        assertThat(to - from + 1).isLessThanOrEqualTo((int) seconds + burst);
      }
    }
  }

  @Test
  void rejectsAnInvalidRate() {
    assertThatThrownBy(() -> new RateLimit(Duration.ofSeconds(1), 0))
        .hasMessageContaining("a burst of 1 or more");
  }

  private static List<Long> waits(RateLimiter pacer, int count) {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waits.add(pacer.turn(START, LONG).toSeconds());
    }
    return waits;
  }
}
