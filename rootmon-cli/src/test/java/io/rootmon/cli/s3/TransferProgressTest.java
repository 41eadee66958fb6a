package io.rootmon.cli.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cli.Terminal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransferProgressTest {
  private final TransferProgress progress = new TransferProgress(Terminal.ofProcess(Map.of()));

  @Test
  void showsBytesRateAndTheTimeLeft() {
    for (int at = 0; at < 2_000; at++) {
      progress.count(1_000_000);
    }
    progress.counted();
    progress.read(500_000_000);
    progress.done();

    assertThat(progress.line(Duration.ofSeconds(5)))
        .isEqualTo("1 of 2,000 objects, 500.0 MB of 2.0 GB, 100.0 MB/s, 15 s left");
    assertThat(progress.line(Duration.ofHours(1)))
        .isEqualTo("1 of 2,000 objects, 500.0 MB of 2.0 GB, 138.9 kB/s, 3 h 0 min left");
  }

  @Test
  void estimatesNoTimeBeforeAllObjectsAreCounted() {
    progress.count(10);
    progress.read(999);
    progress.done();

    assertThat(progress.line(Duration.ofSeconds(1)))
        .isEqualTo("1 object, 999 B, 999 B/s, counting");
  }

  @Test
  void acceptsAnArchiveWithoutAByteRead() {
    progress.counted();

    assertThat(progress.line(Duration.ZERO))
        .isEqualTo("0 of 0 objects, 0 B of 0 B, 0 B/s, counting");
  }
}
