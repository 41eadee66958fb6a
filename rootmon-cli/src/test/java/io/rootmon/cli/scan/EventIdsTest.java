package io.rootmon.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  @Test
  void knowsEachIdAgain() {
    EventIds ids = new EventIds();

    for (int at = 0; at < 200_000; at++) {
      assertThat(ids.add(id(at))).isTrue();
    }
    for (int at = 0; at < 200_000; at++) {
      assertThat(ids.add(id(at))).isFalse();
    }
    assertThat(ids.forgotten()).isZero();
  }

  @Test
  void takesForNewWhatFindsNoRoomAndCountsIt() {
    EventIds ids = new EventIds(16);

    for (int at = 0; at < 10_000; at++) {
      ids.add(id(at));
    }

    assertThat(ids.forgotten()).isEqualTo(10_000 - 64 * 7);
    assertThat(ids.add(id(0))).isFalse();
    assertThat(ids.add(id(9_999))).isTrue();
  }

  private static String id(int number) {
    return new UUID(0, number).toString();
  }
}
