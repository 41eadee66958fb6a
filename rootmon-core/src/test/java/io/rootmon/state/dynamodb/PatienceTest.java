package io.rootmon.state.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class PatienceTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Patience patience = new Patience(now::get);
  private final List<Duration> limits = new ArrayList<>();

  @Test
  void asksOnceWhereThereIsAnAnswer() throws Exception {
    assertThat(patience.<String>ask(limit -> answered(limit, "yes"))).isEqualTo("yes");
    assertThat(limits).containsExactly(Patience.FIRST);
  }

  @Test
  void asksOnceMoreAndForLongerWhereThereIsNone() throws Exception {
    assertThat(patience.<String>ask(limit -> late(limit))).isEqualTo("late");
    assertThat(limits).containsExactly(Patience.FIRST, Patience.SECOND);
  }

  @Test
  void takesANoForAnAnswer() {
    assertThatThrownBy(() -> patience.ask(this::no)).hasMessage("no");
    assertThat(limits).containsExactly(Patience.FIRST);
  }

  @Test
  void isShortForAWhileWithATableThatIsSilent() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> patience.ask(this::silent)).hasMessage("silent");
    }
    assertThat(limits)
        .containsExactly(Patience.FIRST, Patience.SECOND, Patience.FIRST, Patience.FIRST);

    limits.clear();
    now.updateAndGet(it -> it.plusSeconds(30));
    assertThatThrownBy(() -> patience.ask(this::silent)).hasMessage("silent");
    assertThat(limits).containsExactly(Patience.FIRST, Patience.SECOND);
  }

  @Test
  void isLongAgainOnceTheTableHasAnswered() throws Exception {
    assertThatThrownBy(() -> patience.ask(this::silent)).hasMessage("silent");
    patience.<String>ask(limit -> answered(limit, "yes"));

    limits.clear();
    assertThat(patience.<String>ask(this::late)).isEqualTo("late");
    assertThat(limits).containsExactly(Patience.FIRST, Patience.SECOND);
  }

  @Test
  void asksOnceWhereNobodyWaitsAnyMore() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> patience.ask(this::silent)).hasMessage("silent");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(limits).containsExactly(Patience.FIRST);
  }

  private String answered(Duration limit, String answer) {
    limits.add(limit);
    return answer;
  }

  private String late(Duration limit) throws StateException {
    return limit.equals(Patience.FIRST) ? silent(limit) : answered(limit, "late");
  }

  private String silent(Duration limit) throws StateException {
    limits.add(limit);
    throw new StateException("silent", null);
  }

  private String no(Duration limit) throws StateException {
    limits.add(limit);
    throw new StateException("no", DynamoDbException.builder().message("no").build());
  }
}
