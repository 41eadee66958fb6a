package io.rootmon.cli.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cli.scan.ScanScope;
import io.rootmon.cli.scan.TimeRange;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrailKeyTest {
  private static final String REGION = "AWSLogs/o-exampleorgid/111122223333/CloudTrail/us-east-1/";

  @Test
  void readsFoldersAndNames() {
    TrailKey key = new TrailKey("111122223333", "us-east-1", LocalDate.of(2026, 3, 14));

    assertThat(TrailKey.parse(REGION + "2026/03/14/x.json.gz")).contains(key);
    assertThat(TrailKey.parse("p/q/AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/14/x"))
        .contains(key);
    assertThat(
            TrailKey.parse("flat/111122223333_CloudTrail_us-east-1_20260314T0220Z_AbC09.json.gz"))
        .contains(key);
  }

  /** A key that only resembles CloudTrail's must not hide an object. */
  @Test
  void trustsNoOtherKey() {
    assertThat(TrailKey.parse("111122223333_CloudTrail_us-east-1_20260314T0220Z_AbC09.json.gz.bak"))
        .isEmpty();
    assertThat(TrailKey.parse("111122223333_CloudTrail_us-east-1_20261340T0220Z_AbC09.json"))
        .isEmpty();
    assertThat(TrailKey.parse(REGION + "2026/13/40/x.json.gz")).isEmpty();
    assertThat(TrailKey.parse(REGION + "2026/03/14/deeper/x.json.gz")).isEmpty();
    assertThat(TrailKey.parse("1234/CloudTrail/us-east-1/2026/03/14/x.json.gz")).isEmpty();
  }

  /** 23:50 of the day before, and a delivery in the day after, belong to the range. */
  @Test
  void includesTheDaysAroundTheRange() {
    KeyFilter filter =
        new KeyFilter(
            new ScanScope(TimeRange.of("2026-03-14", "2026-03-14"), Set.of(), Set.of()),
            "AWSLogs/");

    assertThat(filter.mayContain(REGION + "2026/03/12/x.gz")).isFalse();
    assertThat(filter.mayContain(REGION + "2026/03/13/x.gz")).isTrue();
    assertThat(filter.mayContain(REGION + "2026/03/15/x.gz")).isTrue();
    assertThat(filter.mayContain(REGION + "2026/03/16/x.gz")).isFalse();
    assertThat(filter.startAfter(REGION)).contains(REGION + "2026/03/13");
    assertThat(filter.mayContain("AWSLogs/111122223333/Config/us-east-1/2026/3/14/x.gz")).isFalse();
    assertThat(filter.mayContain("by-hand.json")).isTrue();
  }
}
