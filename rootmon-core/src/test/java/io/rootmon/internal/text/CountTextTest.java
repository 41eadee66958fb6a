package io.rootmon.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CountTextTest {
  @Test
  void usesTheSingularForOneOnly() {
    assertThat(CountText.of(0, "record")).isEqualTo("0 records");
    assertThat(CountText.of(1, "record")).isEqualTo("1 record");
    assertThat(CountText.of(17_620, "record")).isEqualTo("17,620 records");
    assertThat(CountText.of(1, "copy", "copies")).isEqualTo("1 copy");
    assertThat(CountText.of(2, "copy", "copies")).isEqualTo("2 copies");
  }

  @Test
  void listsAllItemsUpToTheLimit() {
    assertThat(CountText.list(List.of(), 2)).isEmpty();
    assertThat(CountText.list(List.of("a", "b"), 2)).isEqualTo("a, b");
    assertThat(CountText.list(List.of("a", "b"), 2, "regions")).isEqualTo("a, b");
  }

  @Test
  void countsTheItemsBeyondTheLimit() {
    assertThat(CountText.list(List.of("a", "b", "c"), 2)).isEqualTo("a, b and 1 more");
    assertThat(CountText.list(List.of("a", "b", "c", "d"), 2, "regions"))
        .isEqualTo("a, b and 2 more regions");
  }
}
