package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.ReadResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One malformed record among good ones, in the forms in which files come. */
class MalformedFileTest {
  private static final String PRETTY =
      """
      {
        "eventVersion": "1.11",
        "userIdentity": {
          "type": "Root",
          "accountId": "111122223333",
          "sessionContext": {
            "attributes": {
              "mfaAuthenticated": "false"
            },
            "sessionIssuer": {}
          }
        },
        "eventTime": "2026-03-14T02:17:09Z",
        "eventSource": "iam.amazonaws.com",
        "eventName": "CreateUser",
        "userAgent": "aws-cli",
        "requestParameters": {
          "tags": [
            {
              "key": "a"
            },
            {
              "key": "b"
            }
          ]
        },
        "responseElements": {
          "user": {
            "userName": "eve"
          }
        },
        "resources": [
          {
            "ARN": "arn:aws:iam::111122223333:user/eve"
          }
        ],
        "eventID": "%s"
      }""";

  private static final List<String> BREAKS =
      List.of(
          // A line break in a string.
          "\"userAgent\": \"aws-\ncli\"",
          // A string that does not end.
          "\"userAgent\": \"aws-cli",
          // A bracket too many, and one of the wrong kind.
          "\"userAgent\": \"aws-cli\"}",
          "\"userAgent\": [\"aws-cli\"}",
          // A quote too many.
          "\"userAgent\": \"aws\"-cli\"",
          // A missing value, and a missing comma.
          "\"userAgent\": ,",
          "\"userAgent\" \"aws-cli\"",
          // An object where no object is allowed.
          "{\"userAgent\": \"aws-cli\"}");

  @Test
  void aMalformedPrettyPrintedRecordIsOneUnreadableRecord() {
    int most = 0;
    for (String broken : BREAKS) {
      String record = pretty("b").replace("\"userAgent\": \"aws-cli\"", broken);
      int unreadable = Monitors.malformed(record).size();
      assertThat(unreadable).as(broken).isEqualTo(1);
      most = Math.max(most, unreadable);
    }
    AttackTable.row(
        "R-F14", "a malformed pretty-printed record", "16 and 20 alerts", most + " alert");
  }

  @Test
  void theNeighboursOfAMalformedRecordAreRead() {
    for (String broken : BREAKS) {
      String bad = pretty("b").replace("\"userAgent\": \"aws-cli\"", broken);
      for (String file :
          List.of(
              "{\"Records\": [" + pretty("a") + ",\n" + bad + ",\n" + pretty("c") + "]}",
              "[" + pretty("a") + ",\n" + bad + ",\n" + pretty("c") + "]",
              pretty("a") + "\n" + bad + "\n" + pretty("c"),
              line(pretty("a")) + "\n" + line(bad) + "\n" + line(pretty("c")))) {
        List<ReadResult> readings = Monitors.readings(file);
        assertThat(
                readings.stream()
                    .filter(ReadResult.EventRead.class::isInstance)
                    .map(it -> ((ReadResult.EventRead) it).event().id()))
            .as(file)
            .contains("a", "c");
        // Without its line break, the first one is no longer broken.
        boolean isWhole =
            file.contains("aws-cli\"") && !file.contains("aws-\n") && broken.contains("\n");
        assertThat(Monitors.malformed(file)).as(file).hasSize(isWhole ? 0 : 1);
      }
    }
  }

  @Test
  void everyMalformedRecordIsReported() {
    for (String broken : BREAKS) {
      String bad = pretty("b").replace("\"userAgent\": \"aws-cli\"", broken);
      String file = pretty("a") + "\n" + bad + "\n" + bad + "\n" + pretty("c");
      assertThat(Monitors.malformed(file)).as(file).hasSizeBetween(1, 2);
    }
  }

  private static String pretty(String id) {
    return PRETTY.formatted(id);
  }

  private static String line(String pretty) {
    return pretty.replaceAll("\n *", "");
  }
}
