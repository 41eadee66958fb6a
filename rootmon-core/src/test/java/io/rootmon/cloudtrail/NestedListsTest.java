package io.rootmon.cloudtrail;

import static io.rootmon.cloudtrail.RecordFormats.record;
import static io.rootmon.cloudtrail.RecordFormats.sqs;
import static io.rootmon.cloudtrail.RecordFormats.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.detect.Detector;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of records within lists, as {@code jq -s .} and {@code group_by} print. */
class NestedListsTest {
  private static final String USER =
      record("user").replace("\"Root\"", "\"IAMUser\"").replace("ListBuckets", "GetObject");

  private final CloudTrailReader reader = new CloudTrailReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[%s,%s],[%s]]",
        "[[[%s,%s],%s]]",
        "{\"Records\":[[%s,%s],[%s]]}",
        "{\"rows\":[[%s,%s,%s]]}",
        "{\"results\":[[%s,%s,%s]]}"
      })
  void readsEveryRecordOfAListInAList(String form) {
    String json = form.formatted(record("root"), USER, record("second"));

    assertThat(outcomes(json)).containsExactly("root", "user", "second");
    assertThat(outcomes(sqs(json))).containsExactly("root", "user", "second");
    assertThat(types(json)).containsExactly("Root", "IAMUser", "Root");
  }

  @Test
  void readsEveryLookedUpEventOfAListInAList() {
    String event = "{\"EventId\":\"x\",\"EventName\":\"n\",\"CloudTrailEvent\":%s}";
    String root = event.formatted(text(record("root")));
    String user = event.formatted(text(USER));

    assertThat(outcomes("[[%s,%s],[%s]]".formatted(root, user, root)))
        .containsExactly("root", "user", "root");
  }

  @Test
  void readsEveryColumnWithARecordIfTheyHaveTheSameName() {
    for (String column : List.of("{\"eventJson\":%s}", "{\"field\":\"@message\",\"value\":%s}")) {
      String row =
          "[[%s,%s]]"
              .formatted(column.formatted(text(record("root"))), column.formatted(text(USER)));

      assertThat(outcomes(row)).as(row).containsExactly("root", "user");
    }
  }

  @Test
  void joinsTheColumnsOfARow() {
    String columns =
        """
        [[{"eventName":"ListBuckets"},{"eventTime":"2026-03-14T02:00:00Z"},{"eventID":"e-1"},
        {"userIdentity":"{type=Root, arn=x}"}]]
        """;
    String pairs =
        """
        [[{"field":"eventName","value":"ListBuckets"},{"value":"e-1","field":"eventID"},
        {"field":"eventTime","value":"2026-03-14T02:00:00Z"},
        {"field":"userIdentity","value":"{\\"type\\":\\"Root\\"}"}]]
        """;

    assertThat(outcomes(columns)).containsExactly("e-1");
    assertThat(types(columns)).containsExactly("Root");
    assertThat(outcomes(pairs)).containsExactly("e-1");
    assertThat(types(pairs)).containsExactly("Root");
  }

  @Test
  void aBrokenRecordInAListInAListDoesNotAffectTheOthers() {
    assertThat(outcomes("[[%s,{\"eventName\":oops},%s]]".formatted(record("e-1"), record("e-2"))))
        .satisfiesExactly(
            it -> assertThat(it).isEqualTo("e-1"),
            it -> assertThat(it).startsWith("! ").contains("oops"),
            it -> assertThat(it).isEqualTo("e-2"));
    assertThat(outcomes("[[%s,%s".formatted(record("e-1"), record("e-2"))))
        .satisfiesExactly(
            it -> assertThat(it).isEqualTo("e-1"),
            it -> assertThat(it).isEqualTo("e-2"),
            it -> assertThat(it).startsWith("! ").contains("the JSON ends inside"));
  }

  private List<String> outcomes(String json) {
    List<String> plain = RecordFormats.outcomes(reader.read(json));
    List<String> prefiltered = new ArrayList<>();
    try (ReadResultIterator results =
        reader
            .prefiltered(Detector::isNameOfInterest)
            .read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "input")) {
      results.forEachRemaining(
          it -> {
            if (it instanceof ReadResult.EventRead read && read.event().identity().isRoot()) {
              prefiltered.add(read.event().id());
            }
          });
    }
    assertThat(prefiltered)
        .isEqualTo(plain.stream().filter(it -> !it.equals("user") && !it.startsWith("!")).toList());
    return plain;
  }

  private List<String> types(String json) {
    try {
      return reader.events(json).stream().map(it -> it.identity().type()).toList();
    } catch (MalformedEventException e) {
      throw new AssertionError(e);
    }
  }
}
