package io.rootmon.cloudtrail;

import static io.rootmon.cloudtrail.RecordFormats.base64;
import static io.rootmon.cloudtrail.RecordFormats.gzip;
import static io.rootmon.cloudtrail.RecordFormats.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A first line without JSON does not cost the lines behind it. */
class FirstLineTest {
  private final CloudTrailReader reader = new CloudTrailReader();

  @Test
  void readsEveryLineInBase64() {
    String plain = base64(record("e-1").getBytes(StandardCharsets.UTF_8));
    String packed = base64(gzip(record("e-2")));

    assertThat(outcomes(String.join("\n", plain, packed, record("e-3"), plain, "")))
        .containsExactly("e-1", "e-2", "e-3", "e-1");
    assertThat(outcomes(String.join("\n", packed, "no JSON", plain)))
        .containsExactly("e-2", "! input: record 2: not a JSON object: 'no JSON'", "e-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CloudTrail validation message.",
        "CWL CONTROL MESSAGE: Checking health of destination Firehose.",
        "Permission Check Successful"
      })
  void readsTheLinesBehindASetUpText(String text) {
    assertThat(outcomes(String.join("\n", text, record("e-1"), text, record("e-2"))))
        .containsExactly("- TRAIL_TEST", "e-1", "- TRAIL_TEST", "e-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Warning: using profile default\n",
        "<134>1 2026-03-14T02:00:00Z host app - - - ",
        "a.json.gz:",
        "==> a.json <==\n",
        "# comment\n",
        "17\n",
        "```json\n"
      })
  void reportsAFirstLineWithoutJsonAndReadsTheRest(String line) {
    assertThat(outcomes(line + record("e-1") + "\n" + record("e-2") + "\n"))
        .containsExactly(
            "! input: record 1: not a JSON object: '" + line.stripTrailing() + "'", "e-1", "e-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"```json\n%s\n```\n", "var events = %s;\n", "Events:\n- Event: '%s'\n"})
  void reportsTheTextAroundARecordOnce(String text) {
    assertThat(outcomes(text.formatted(record("e-1"))))
        .satisfiesExactly(
            it -> assertThat(it).startsWith("! input: record 1: "),
            it -> assertThat(it).isEqualTo("e-1"));
  }

  @Test
  void readsNothingOfABinaryFile() {
    assertThat(outcomes("PAR1\u0000\n" + record("e-1"))).hasSize(1);
    assertThat(outcomes("\ufffd\u0001\u0002\n" + record("e-1"))).hasSize(1);
  }

  private List<String> outcomes(String text) {
    List<String> outcomes = RecordFormats.outcomes(reader.read(text));
    assertThat(
            RecordFormats.outcomes(
                reader.read(
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "input")))
        .isEqualTo(outcomes);
    return outcomes;
  }
}
