package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.detect.Detector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes of root's identity that were counted as "not root": a finding or a problem now. */
class FailOpenShapesTest {
  private static final String RECORD =
      "{\"eventVersion\":\"1.08\",%s\"eventTime\":\"2026-03-14T02:00:00Z\",\"awsRegion\":\"us-east-1\","
          + "\"eventSource\":\"iam.amazonaws.com\",\"eventName\":\"CreateAccessKey\","
          + "\"eventID\":\"0b8d7f4e-5a26-4c93-8e1f-92d4a6b3c571\",\"recipientAccountId\":\"111122223333\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"userIdentity\":null,",
        "\"userIdentity\":5,",
        "\"userIdentity\":true,",
        "\"userIdentity\":{},",
        "\"userIdentity\":[],",
        "\"userIdentity\":\"\",",
        "\"userIdentity\":\"jane\",",
        "\"userIdentity\":[{\"type\":\"Root\"}],",
        "\"userIdentity\":[[{\"type\":\"Root\"}]],",
        "\"userIdentity\":[{\"type\":\"IAMUser\"},{\"type\":\"Root\"}],",
        "\"userIdentity\":{\"Type\":\"Root\"},",
        "\"userIdentity\":{\"TYPE\":\"ROOT\"},",
        "\"userIdentity\":{\"type\":\" Root \"},",
        "\"userIdentity\":{\"type\":[\"Root\"]},",
        "\"userIdentity\":{\"type\":{\"name\":\"Root\"}},",
        "\"userIdentity\":{\"type\":null,\"accountId\":\"111122223333\"},",
        "\"userIdentity\":{\"type\":true},",
        "\"userIdentity\":{\"type\":0},",
        "\"userIdentity\":{\"type\":\"\",\"arn\":\"arn:aws:iam::111122223333:root\"},",
        "\"userIdentity\":{\"type\":\"Unknown\",\"arn\":\"arn:aws:iam::111122223333:root\"},",
        "\"userIdentity\":{\"type\":\"New\",\"arn\":\"arn:aws:iam::111122223333:root\"},",
        "\"userIdentity\":{\"principalId\":\"111122223333\",\"accountId\":\"111122223333\"},",
        "\"userIdentity\":{\"accountId\":\"111122223333\"},",
        "\"useridentity\":{\"type\":\"Root\"},",
        "\"UserIdentity\":{\"type\":\"Root\"},",
        "\"user_identity\":{\"type\":\"Root\"},",
        "\"userIdentity\":{\"type\":\"IAMUser\"},\"useridentity\":{\"type\":\"Root\"},",
        "\"userIdentity\":\"{\\\"type\\\":\\\"Root\\\"}\",",
        "\"userIdentity\":\"[{\\\"type\\\":\\\"Root\\\"}]\",",
        "\"userIdentity\":\"{type=Root, arn=null}\","
      })
  void isAFindingOrAProblemInEveryEnvelope(String identity) {
    String record = RECORD.formatted(identity);
    String envelope =
        "{\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.iam\",\"detail\":%s}"
            .formatted(record);

    String now = "";
    for (String text : List.of(record, envelope, "{\"Records\":[" + record + "]}")) {
      now = outcome(new CloudTrailReader(), text);
      assertThat(now).isIn("finding", "unreadable");
      assertThat(outcome(new CloudTrailReader().prefiltered(Detector.names()::contains), text))
          .isEqualTo(now);
    }
    AttackTable.row("C-shapes", identity.isEmpty() ? "no identity" : identity, "not root", now);
  }

  private static String outcome(CloudTrailReader reader, String text) {
    List<String> outcomes = new ArrayList<>();
    try (ReadResultIterator readings = reader.read(text)) {
      while (readings.hasNext()) {
        ReadResult reading = readings.next();
        if (reading instanceof ReadResult.EventRead read) {
          outcomes.add(new Detector().detect(read.event()).isPresent() ? "finding" : "not root");
        } else {
          outcomes.add(reading instanceof ReadResult.Malformed ? "unreadable" : reading.toString());
        }
      }
    }
    return String.join(", ", outcomes);
  }
}
