package io.rootmon.cloudtrail.internal.prefilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cases.CaseFiles;
import io.rootmon.cloudtrail.RecordMutation;
import io.rootmon.cloudtrail.internal.ReadBufferPool;
import io.rootmon.detect.Detector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes that the prefilter caches make it faster and change no result. */
class JsonShapeTest {
  private static final RecordPrefilter EXPERIENCED = prefilter();

  @Property(tries = 4_000)
  void earlierRecordsDoNotChangeTheResult(@ForAll("seeds") Path seed, @ForAll long randomness)
      throws IOException {
    Random random = new Random(randomness);
    byte[] record = Files.readAllBytes(seed);
    for (int count = random.nextInt(4); count > 0; count--) {
      record = RecordMutation.of(record, random);
    }
    int end = random.nextInt(4) == 0 ? random.nextInt(record.length + 1) : record.length;

    assertThat(EXPERIENCED.pass(record, 0, end)).isEqualTo(prefilter().pass(record, 0, end));
  }

  @Provide
  Arbitrary<Path> seeds() {
    return Arbitraries.of(
        Stream.of("critical", "low", "ignored").flatMap(it -> CaseFiles.in(it).stream()).toList());
  }

  /** Of two gaps that begin alike, one may end before a number that is a string in the other. */
  @Test
  void acceptsNumbersAndTextsInTheSamePlace() {
    RecordPrefilter skimmer = prefilter();

    for (String value : new String[] {"1", "\"1\"", "2", "\"2\"", "[3]", "[]", "null", "7"}) {
      assertThat(passes(skimmer, record(value))).as(value).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "-7", "12", "0.5", "-0.25", "123456789012345678", "[1,-2.5,3]"})
  void skipsShortNumbers(String number) {
    assertThat(passes(prefilter(), record(number))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01",
        "-",
        "--1",
        "-01",
        "1.",
        ".5",
        "1.2.3",
        "1-2",
        "1e5",
        "1.5E3",
        "1x",
        "+1",
        "\"a\"1",
        "1\"a\"",
        "1 2",
        "1234567890123456789"
      })
  void parsesOtherNumbersInFull(String number) {
    RecordPrefilter skimmer = prefilter();
    passes(skimmer, record("1"));

    assertThat(passes(skimmer, record(number))).isFalse();
  }

  @Test
  void aRecordThatIsCutAnywhereIsNoRecordYet() {
    byte[] record = bytes(record("[1,\"\\u00fc\",{\"b\":null}]"));
    for (int end = 0; end < record.length; end++) {
      assertThat(prefilter().pass(record, 0, end))
          .as("cut at " + end)
          .isEqualTo(RecordPrefilter.CUT);
      assertThat(EXPERIENCED.pass(record, 0, end))
          .as("cut at " + end)
          .isEqualTo(RecordPrefilter.CUT);
    }
    assertThat(EXPERIENCED.pass(record, 0, record.length)).isEqualTo(record.length);
  }

  @Test
  void ignoresTheBufferBeyondItsEnd() {
    RecordPrefilter skimmer = prefilter();
    byte[] record = bytes(record("\"a\""));
    skimmer.pass(record, 0, record.length);

    for (int end = 0; end < record.length; end++) {
      byte[] longer = Arrays.copyOf(record, record.length + 20);
      assertThat(skimmer.pass(longer, 0, end)).as("end at " + end).isEqualTo(RecordPrefilter.CUT);
    }
  }

  @Test
  void clearsTheShapesAboveAMegabyte() {
    RecordPrefilter skimmer = prefilter();
    for (int count = 0; count < 20_000; count++) {
      assertThat(passes(skimmer, record("{\"" + new UUID(count, count) + "\":\"x\"}"))).isTrue();
    }
    assertThat(passes(skimmer, record("{\"a\":\"Root\"}"))).isFalse();
  }

  private static RecordPrefilter prefilter() {
    return ReadBufferPool.newPrefilter(Detector::isNameOfInterest, 250);
  }

  private static boolean passes(RecordPrefilter skimmer, String record) {
    byte[] bytes = bytes(record + ",{");
    return skimmer.pass(bytes, 0, bytes.length) == bytes.length - 2;
  }

  private static String record(String value) {
    return ("{\"eventTime\":\"2026-03-14T02:00:00Z\",\"userIdentity\":{\"type\":\"IAMUser\"},\"a\":%s,\"eventName\":\"ListBuckets\","
            + "\"eventType\":\"AwsApiCall\",\"z\":[\"y\",\"z\"],\"readOnly\":true}")
        .formatted(value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
