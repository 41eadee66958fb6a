package io.rootmon.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadLimitsTest {
  private static final ReadLimits SMALL = new ReadLimits(1_000, 50, 4, 100, 10_000);

  @Test
  void rejectsAGzipBombAndReturnsTheRecordsBeforeIt() {
    byte[] text = Arrays.copyOf((RecordFormats.record("e-1") + "\n").getBytes(UTF_8), 20_000_000);
    Arrays.fill(text, RecordFormats.record("e-1").length() + 1, text.length, (byte) ' ');

    assertThat(outcomes(RecordFormats.gzip(text)))
        .containsExactly(
            "e-1",
            "! input: cannot be read to its end: expected gzip data of at most 100 times"
                + " its packed size but it inflates further: refused as a bomb");
  }

  @Test
  void gzipInGzipIsRefused() {
    assertThat(outcomes(RecordFormats.gzip(RecordFormats.gzip(RecordFormats.record("e-1")))))
        .containsExactly(
            "! input: cannot be read to its end: the gzip data contains gzip data instead of JSON");
  }

  @Test
  void aTruncatedGzipReturnsItsRecordsAndAProblem() {
    StringBuilder records = new StringBuilder();
    for (int count = 0; count < 1_000; count++) {
      records.append(RecordFormats.record("e-" + count)).append('\n');
    }
    byte[] packed = RecordFormats.gzip(records.toString());
    byte[] cutOff = Arrays.copyOf(packed, packed.length - 20);

    List<String> outcomes =
        RecordFormats.outcomes(
            new CloudTrailReader().read(new ByteArrayInputStream(cutOff), "input"));

    assertThat(outcomes).hasSizeGreaterThan(900).startsWith("e-0", "e-1");
    assertThat(outcomes.get(outcomes.size() - 1))
        .isEqualTo("! input: cannot be read to its end: the gzip data is incomplete");
  }

  @Test
  void aRecordThatIsTooLargeIsRefusedAndItsNeighboursAreRead() {
    String large = RecordFormats.record("x".repeat(200_000));
    String file =
        "{\"Records\":[%s,%s,%s]}"
            .formatted(RecordFormats.record("e-1"), large, RecordFormats.record("e-2"));

    assertThat(outcomes(file.getBytes(UTF_8)))
        .containsExactly("e-1", "! input: record 2: the record has more than 1000 bytes", "e-2");
  }

  @Test
  void rejectsANestingBombOnceAndReadsItsNeighbours() {
    String open = "{\"n\":".repeat(5_000) + "1" + "}".repeat(5_000);
    String lists = "[".repeat(100_000);
    ReadLimits limits = new ReadLimits(1_000_000, 50, 4, 100, 10_000);
    String file =
        RecordFormats.record("e-1")
            + "\n"
            + open
            + "\n"
            + RecordFormats.record("e-2")
            + "\n"
            + lists;

    assertThat(
            RecordFormats.outcomes(
                new CloudTrailReader(limits)
                    .read(new ByteArrayInputStream(file.getBytes(UTF_8)), "input")))
        .containsExactly(
            "e-1",
            "! input: record 2: the record has more than 50 nested objects and lists",
            "e-2",
            "! input: record 4: the JSON ends inside an object");
  }

  @Test
  void longNumbersNamesAndPathsAreBounded() {
    String number = "{\"eventName\":\"x\",\"n\":" + "9".repeat(500) + "}";
    String name = "{\"eventName\":\"x\",\"" + "n".repeat(20_000) + "\":1}";

    assertThat(RecordFormats.outcomes(new CloudTrailReader().read(number)).get(0))
        .startsWith("! input: record 1: the JSON is broken")
        .contains("Number value length (500) exceeds the maximum allowed (400");
    assertThat(RecordFormats.outcomes(new CloudTrailReader().read(name)).get(0))
        .contains("Name length (20000) exceeds the maximum allowed (10000");
  }

  private static List<String> outcomes(byte[] bytes) {
    return RecordFormats.outcomes(
        new CloudTrailReader(SMALL).read(new ByteArrayInputStream(bytes), "input"));
  }
}
