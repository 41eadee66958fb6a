package io.rootmon.cloudtrail.internal.prefilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.internal.prefilter.RecordPrefilter.FieldNames;
import io.rootmon.cloudtrail.internal.prefilter.RecordPrefilter.PrefilterFields;
import io.rootmon.cloudtrail.internal.prefilter.RecordPrefilter.PrefilterFields.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefilterFieldsTest {
  private static final Set<String> WANTED = Set.of("StopLogging", "stop");
  private static final FieldNames NAMES =
      new FieldNames(it -> false, it -> false, Set.of("IAMUser", "AssumedRole"));

  private final PrefilterFields fields = new PrefilterFields(WANTED::contains, NAMES);

  /** Names are found by their bytes, in fewer slots than there are names. */
  @Test
  void neverConfusesARequestedNameWithACachedOne() {
    for (int count = 0; count < 20_000; count++) {
      assertThat(accepts(Field.EVENT_NAME, "Describe" + count)).isTrue();
      assertThat(accepts(Field.EVENT_NAME, "Describe" + count)).isTrue();
    }
    for (String wanted : WANTED) {
      for (int count = 0; count < 20_000; count++) {
        // Of each length and ending once more, so that some name shares the slot.
        accepts(Field.EVENT_NAME, wanted.substring(1) + count);
      }
      assertThat(accepts(Field.EVENT_NAME, wanted)).isFalse();
    }
  }

  @Test
  void skipsEveryOtherTypeOrCategory() {
    for (String type : List.of("AwsApiCall", "AwsServiceEvent", "AwsConsoleSignIn")) {
      assertThat(accepts(Field.EVENT_TYPE, type)).isTrue();
    }
    for (int count = 0; count < 20_000; count++) {
      assertThat(accepts(Field.EVENT_TYPE, "AwsApiCall" + count)).isFalse();
      assertThat(accepts(Field.EVENT_CATEGORY, "Data" + count)).isFalse();
    }
    assertThat(accepts(Field.EVENT_CATEGORY, "Insight")).isFalse();
    assertThat(accepts(Field.EVENT_CATEGORY, "Management")).isTrue();
  }

  @Test
  void reportsEachStateOnAlternatingDays() {
    Instant time = Instant.parse("1999-12-30T23:58:57Z");
    for (int count = 0; count < 3_000; count++) {
      time = time.plusSeconds(count % 3 == 0 ? -86_399 : 100_003);

      assertThat(accepts(Field.EVENT_TIME, time.toString())).isTrue();
      assertThat(fields.time()).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-14T24:00:00Z",
        "2026-03-14T02:60:00Z",
        "2026-03-14T02:00:60Z",
        "2026-02-29T02:00:00Z",
        "2026-13-01T02:00:00Z",
        "2026-00-14T02:00:00Z",
        "2026-03-14 02:00:00Z",
        "2026-03-14T02:00:00z",
        "2026-03-14T02:00:0:Z"
      })
  void parsesOtherTimesInFull(String time) {
    accepts(Field.EVENT_TIME, "2026-03-14T02:00:00Z");

    assertThat(accepts(Field.EVENT_TIME, time)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Root", "root", "rOOT", "arn:aws:iam::111122223333:root", ":root"})
  void aTextThatMayBeRootHasToBeRead(String text) {
    assertThat(accepts(Field.OTHER, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "t", "oot", "boot", "reroot", "Rot", "roots", "root:", "user/t"})
  void anyOtherTextIsOrdinary(String text) {
    assertThat(accepts(Field.OTHER, text)).isTrue();
  }

  private boolean accepts(Field field, String text) {
    byte[] bytes = ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
    fields.begin(bytes);
    return fields.accept(field, 1, bytes.length - 2);
  }
}
