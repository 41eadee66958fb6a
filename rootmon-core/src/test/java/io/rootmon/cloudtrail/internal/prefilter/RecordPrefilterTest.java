package io.rootmon.cloudtrail.internal.prefilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cases.CaseFiles;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.cloudtrail.RecordFormats;
import io.rootmon.cloudtrail.RecordMutation;
import io.rootmon.detect.Detector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is passed over, the full reader would have read, and found to be none of root's. */
class RecordPrefilterTest {
  private static final String PLAIN =
      "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"IAMUser\",\"principalId\":\"AIDAEXAMPLE\","
          + "\"arn\":\"arn:aws:iam::111122223333:user/jane\",\"accountId\":\"111122223333\"},"
          + "\"eventTime\":\"2026-03-14T02:00:00Z\",\"eventSource\":\"s3.amazonaws.com\","
          + "\"eventName\":\"ListBuckets\",\"awsRegion\":\"eu-west-1\",\"readOnly\":true,\"n\":[1,null,1],"
          + "\"requestParameters\":{\"q\":\"a\\u003cb\\n\"},\"eventType\":\"AwsApiCall\",\"eventID\":\"plain\"}";

  private final CloudTrailReader full = new CloudTrailReader();

  /** The same for all tests: what one has learned of records' shapes must not mislead another. */
  private static final CloudTrailReader SKIMMING =
      new CloudTrailReader().prefiltered(Detector::isNameOfInterest);

  private final Detector detector = new Detector();

  static Stream<Path> cases() {
    return Stream.of("critical", "high", "medium", "low", "info", "ignored")
        .flatMap(it -> CaseFiles.in(it).stream());
  }

  @Test
  void skipsAnOrdinaryRecordAndReturnsItsTime() {
    assertThat(outcomes(SKIMMING, "{\"Records\":[" + PLAIN + "]}"))
        .containsExactly("passed 2026-03-14T02:00:00Z");
  }

  /** The scanner reads eight bytes together. Each of them may be special. */
  @Test
  void findsSpecialCharactersAtAnyPosition() {
    for (int before = 0; before < 20; before++) {
      for (int behind = 0; behind < 20; behind++) {
        String first = "a".repeat(before);
        String last = "z".repeat(behind);
        for (String plain :
            List.of("", " ", "!", "#", "[", "]", "\\\"", "\\\\", "\u00fc", "\u20ac")) {
          assertThat(outcomes(SKIMMING, record(first + plain + last))).hasSize(1);
          assertThat(outcomes(SKIMMING, record(first + plain + last)).get(0)).startsWith("passed");
        }
        for (String other : List.of("\u0000", "\n", "\u001f", "\\x", "\\u0041", "\" \"")) {
          assertThat(outcomes(SKIMMING, record(first + other + last)))
              .noneMatch(it -> it.startsWith("passed"));
        }
      }
    }
  }

  private static String record(String text) {
    return "{\"Records\":[" + PLAIN.replace("a\\u003cb\\n", text) + "]}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IAMUser=>Root",
        "IAMUser=>rOOt",
        "\"type\":\"IAMUser\"=>\"\":\"{\\\"type\\\":\\\"Root\\\"}\"",
        "\"q\"=>\"\"",
        "user/jane=>root",
        "\"type\":\"IAMUser\",=>",
        "\"type\":\"IAMUser\"=>\"type\":null",
        "\"type\":\"IAMUser\"=>\"type\":\"IAMUser\",\"type\":null",
        "\"type\":\"IAMUser\"=>\"type\":17",
        "\"type\":\"IAMUser\"=>\"type\":{\"a\":\"b\"}",
        "\"type\":\"IAMUser\"=>\"Type\":\"IAMUser\"",
        "\"type\":\"IAMUser\"=>\"type\":\"Person\"",
        "\"userIdentity\"=>\"useridentity\"",
        "\"userIdentity\"=>\"UserIdentity\"",
        "\"userIdentity\"=>\"user\"",
        "\"userIdentity\":{=>\"userIdentity\":null,\"x\":{",
        "\"userIdentity\":{=>\"userIdentity\":17,\"x\":{",
        "\"userIdentity\":{=>\"userIdentity\":\"jane\",\"x\":{",
        "\"eventType\"=>\"EventType\"",
        "jane=>j\\u0061ne",
        "ListBuckets=>StopLogging",
        "ListBuckets=>AssumeRoot",
        "\"eventName\"=>\"eventNam\\u0065\"",
        "\"awsRegion\"=>\"eventName\"",
        "\"awsRegion\"=>\"aws\\ud800region\"",
        "jane=>\\ud83d\\ude00",
        "2026-03-14T02:00:00Z=>2026-02-30T02:00:00Z",
        "AwsApiCall=>AwsCloudTrailInsight",
        "true=>tru",
        "null=>01",
        "[1,=>[1,,",
        "{\"type\"=>[\"type\"",
      })
  void parsesUnclearRecordsInFull(String change) {
    String[] parts = change.split("=>", 2);
    String record = PLAIN.replace(parts[0], parts[1]);

    assertThat(record).isNotEqualTo(PLAIN);
    assertThat(outcomes(SKIMMING, "{\"Records\":[" + record + "]}"))
        .isNotEmpty()
        .noneMatch(it -> it.startsWith("passed"));
  }

  @Test
  void readsARecordThatIsLongerThanABuffer() {
    String big = PLAIN.replace("a\\u003cb", "x".repeat(300_000));
    String file =
        "{\"Records\":[" + String.join(",", big, RecordFormats.record("root"), big) + "]}";

    assertThat(outcomes(SKIMMING, file))
        .containsExactly("passed 2026-03-14T02:00:00Z", "root", "passed 2026-03-14T02:00:00Z");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void neverSkipsARecordThatInvolvesRoot(Path file) throws IOException {
    agrees(file(Files.readAllBytes(file)));
  }

  @Property(tries = 4_000)
  void neverSkipsARecordThatTheFullReaderFinds(@ForAll("seeds") Path seed, @ForAll long randomness)
      throws IOException {
    Random random = new Random(randomness);
    byte[] record =
        random.nextBoolean() ? PLAIN.getBytes(StandardCharsets.UTF_8) : Files.readAllBytes(seed);
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      record = RecordMutation.of(record, random);
    }
    agrees(file(record));
  }

  @Provide
  Arbitrary<Path> seeds() {
    return Arbitraries.of(cases().toList());
  }

  private static byte[] file(byte[] record) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write("{\"Records\":[".getBytes(StandardCharsets.UTF_8));
    file.write(record);
    file.write(("," + PLAIN + "]}").getBytes(StandardCharsets.UTF_8));
    return file.toByteArray();
  }

  private void agrees(byte[] file) {
    List<ReadResult> all = readings(full, file);
    List<ReadResult> skimmed = readings(SKIMMING, file);
    assertThat(skimmed).hasSameSizeAs(all);
    for (int index = 0; index < all.size(); index++) {
      ReadResult reading = all.get(index);
      if (skimmed.get(index) instanceof ReadResult.Prefiltered passed) {
        assertThat(reading).isInstanceOf(ReadResult.EventRead.class);
        var event = ((ReadResult.EventRead) reading).event();
        assertThat(passed.time()).isEqualTo(event.time());
        assertThat(detector.detect(event)).isEmpty();
      } else {
        assertThat(readTimes(skimmed.get(index))).isEqualTo(readTimes(reading));
      }
    }
  }

  private static List<ReadResult> readings(CloudTrailReader reader, byte[] file) {
    List<ReadResult> all = new ArrayList<>();
    try (ReadResultIterator readings = reader.read(new ByteArrayInputStream(file), "file")) {
      readings.forEachRemaining(all::add);
    }
    return all;
  }

  private static List<String> outcomes(CloudTrailReader reader, String file) {
    return readings(reader, file.getBytes(StandardCharsets.UTF_8)).stream()
        .map(RecordPrefilterTest::readTimes)
        .toList();
  }

  private static String readTimes(ReadResult reading) {
    if (reading instanceof ReadResult.Prefiltered passed) {
      return "passed " + passed.time().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    } else if (reading instanceof ReadResult.EventRead read) {
      return read.event().id();
    } else if (reading instanceof ReadResult.Malformed malformed) {
      return "malformed " + malformed.problem().getMessage();
    }
    return reading.toString();
  }
}
