package io.rootmon.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopNTest {
  @Test
  void returnsTheFirstInAnyInputOrder() {
    TopN<Integer> one = best(5, 1, 9);
    TopN<Integer> other = best(2, 8, 7, 3);

    one.addAll(other);

    assertThat(one.sorted()).containsExactly(1, 2, 3);
    assertThat(one.count()).isEqualTo(7);
  }

  @Test
  void acceptsZeroEntries() {
    TopN<Integer> none = new TopN<>(0, Integer::compareTo);

    none.add(1);

    assertThat(none.sorted()).isEqualTo(List.of());
    assertThat(none.count()).isEqualTo(1);
  }

  private static TopN<Integer> best(Integer... numbers) {
    TopN<Integer> best = new TopN<>(3, Integer::compareTo);
    Stream.of(numbers).forEach(best::add);
    return best;
  }
}
