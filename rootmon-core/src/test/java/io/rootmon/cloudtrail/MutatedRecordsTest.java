package io.rootmon.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.Account;
import io.rootmon.cases.CaseFiles;
import io.rootmon.detect.Detector;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.rules.StandardRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every changed record is read, skipped or rejected, without another exception. */
class MutatedRecordsTest {
  private static final List<Path> SEEDS =
      Stream.concat(CaseFiles.judged().stream(), CaseFiles.in("malformed").stream()).toList();
  private final CloudTrailReader reader = new CloudTrailReader();
  private final Detector detector = new Detector();
  private final SeverityPolicy policy = StandardRules.policy();
  private final AlertFactory alerts = new AlertFactory(Account::unnamed);

  @Property(tries = 4_000)
  void aMutatedRecordIsReadSkippedOrRefused(@ForAll("seeds") Path seed, @ForAll long randomness)
      throws IOException {
    Random random = new Random(randomness);
    byte[] bytes = Files.readAllBytes(seed);
    bytes = bytes.length > 20_000 ? java.util.Arrays.copyOf(bytes, 20_000) : bytes;
    for (int count = 1 + random.nextInt(8); count > 0; count--) {
      bytes = RecordMutation.of(bytes, random);
    }

    assertThat(goTheWholeLine(bytes)).isGreaterThanOrEqualTo(0);
  }

  @Property(tries = 2_000)
  void anyTextIsReadSkippedOrRefused(@ForAll String text) {
    assertThat(goTheWholeLine(text.getBytes(StandardCharsets.UTF_8))).isGreaterThanOrEqualTo(0);
  }

  @Property(tries = 500)
  void aMutatedRecordCostsNoNeighbour(@ForAll("seeds") Path seed, @ForAll long randomness)
      throws IOException {
    Random random = new Random(randomness);
    String line =
        new String(RecordMutation.of(Files.readAllBytes(seed), random), StandardCharsets.UTF_8)
            .replaceAll("\\s+", " ");
    String lines =
        RecordFormats.record("before") + "\n" + line + "\n" + RecordFormats.record("behind") + "\n";

    List<String> outcomes =
        RecordFormats.outcomes(reader.read(lines + RecordFormats.record("last")));

    assertThat(outcomes).startsWith("before").contains("last");
  }

  @Property(tries = 1_000)
  void aTextIsReadAsAStreamOfItIs(@ForAll("seeds") Path seed, @ForAll long randomness)
      throws IOException {
    byte[] mutated = RecordMutation.of(Files.readAllBytes(seed), new Random(randomness));
    String text = new String(mutated, StandardCharsets.UTF_8);
    ByteArrayInputStream stream = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));

    assertThat(RecordFormats.outcomes(reader.read(text, "input")))
        .isEqualTo(RecordFormats.outcomes(reader.read(stream, "input")));
  }

  @Provide
  Arbitrary<Path> seeds() {
    return Arbitraries.of(SEEDS);
  }

  /** Reads, detects, judges and renders; returns the number of records. */
  private int goTheWholeLine(byte[] bytes) {
    int count = 0;
    try (ReadResultIterator readings = reader.read(new ByteArrayInputStream(bytes), "mutated")) {
      while (readings.hasNext()) {
        count++;
        ReadResult reading = readings.next();
        if (reading instanceof ReadResult.EventRead read) {
          detector.detect(read.event()).map(policy::judge).ifPresent(alerts::about);
        } else if (reading instanceof ReadResult.Malformed malformed) {
          alerts.unreadable(malformed.problem(), Instant.EPOCH);
        }
      }
    }
    return count;
  }
}
