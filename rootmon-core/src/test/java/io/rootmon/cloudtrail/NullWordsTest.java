package io.rootmon.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A word for an absent error must not make a call that succeeded a failure. */
class NullWordsTest {
  private final CloudTrailReader reader = new CloudTrailReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NULL",
        "null",
        "None",
        "nan",
        "\\N",
        "[NULL]",
        "(null)",
        "-",
        "N/A",
        " null ",
        "undefined"
      })
  void aWordForAnAbsentValueIsNoError(String word) throws Exception {
    String csv =
        """
        eventtime,eventsource,eventname,useridentity,errorcode,errormessage,readonly
        2026-03-14T02:00:00Z,iam.amazonaws.com,CreateAccessKey,"{type=Root, arn=x}",%1$s,%1$s,%1$s
        """
            .formatted(word);
    String json =
        RecordFormats.record("e-1")
            .replaceFirst(
                "\\{",
                "{\"errorCode\":\"%1$s\",\"errorMessage\":\"%1$s\","
                    .formatted(word.replace("\\", "\\\\"))
                    .replace("\\", "\\\\"));

    CloudTrailEvent row = first(csv);
    assertThat(row.identity().isRoot()).isTrue();
    assertThat(row.errorCode()).isEmpty();
    assertThat(row.errorMessage()).isEmpty();
    CloudTrailEvent event = reader.events(json).get(0);
    assertThat(event.errorCode()).isEmpty();
    assertThat(event.errorMessage()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDenied", "NullPointer", "nonexistent"})
  void anErrorRemains(String code) throws Exception {
    String json =
        RecordFormats.record("e-1").replaceFirst("\\{", "{\"errorCode\":\"" + code + "\",");

    assertThat(reader.events(json).get(0).errorCode()).contains(code);
  }

  private CloudTrailEvent first(String csv) {
    try (ReadResultIterator results =
        reader.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "rows.csv")) {
      return ((ReadResult.EventRead) results.next()).event();
    }
  }
}
