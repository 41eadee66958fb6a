package io.rootmon.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.detect.Detector;
import io.rootmon.judge.Finding;
import io.rootmon.judge.rules.StandardRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports whose columns are paths, such as {@code userIdentity.type}. */
class DottedColumnsTest {
  private static final String FLAT =
      """
      {"eventVersion":"1.11","userIdentity.type":"Root","userIdentity.accountId":"111122223333",
       "userIdentity.arn":"arn:aws:iam::111122223333:root","eventTime":"2026-03-14T02:00:00Z",
       "eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin","awsRegion":"us-east-1",
       "sourceIPAddress":"192.0.2.10","responseElements.ConsoleLogin":"Success",
       "additionalEventData.MFAUsed":"No","eventID":"e-1","eventType":"AwsConsoleSignIn",
       "recipientAccountId":"111122223333"}""";
  private static final String INSIGHTS =
      """
      {"results":[[{"field":"eventTime","value":"2026-03-14T02:00:00Z"},
       {"field":"eventName","value":"ConsoleLogin"},
       {"field":"eventSource","value":"signin.amazonaws.com"},
       {"field":"userIdentity.type","value":"Root"},
       {"field":"userIdentity.accountId","value":"111122223333"},
       {"field":"responseElements.ConsoleLogin","value":"Success"},
       {"field":"additionalEventData.MFAUsed","value":"No"},
       {"field":"@ptr","value":"CmEKJg"}]],"status":"Complete"}""";
  private static final String CSV =
      """
      eventTime,eventName,eventSource,userIdentity.type,userIdentity.accountId,responseElements.ConsoleLogin,additionalEventData.MFAUsed
      2026-03-14T02:00:00Z,ConsoleLogin,signin.amazonaws.com,Root,111122223333,Success,No
      """;

  @ParameterizedTest
  @ValueSource(strings = {FLAT, "{\"preview\":false,\"result\":" + FLAT + "}", INSIGHTS})
  void aPathIsAValueWithinItsSection(String text) throws Exception {
    assertThat(rules(new CloudTrailReader().events(text)))
        .containsExactly("root.sign-in.without-mfa 111122223333");
  }

  @ParameterizedTest
  @ValueSource(strings = {FLAT, "{\"preview\":false,\"result\":" + FLAT + "}", INSIGHTS, CSV})
  void aPathInAFileIsAValueWithinItsSection(String text, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("export"), text);
    List<CloudTrailEvent> read = new ArrayList<>();
    try (ReadResultIterator results = new CloudTrailReader().read(file)) {
      while (results.hasNext()) {
        if (results.next() instanceof ReadResult.EventRead event) {
          read.add(event.event());
        }
      }
    }
    assertThat(rules(read)).containsExactly("root.sign-in.without-mfa 111122223333");
  }

  private static List<String> rules(List<CloudTrailEvent> events) {
    Detector detector = new Detector();
    return events.stream()
        .flatMap(it -> detector.detect(it).stream())
        .map(StandardRules.policy()::judge)
        .map(DottedColumnsTest::text)
        .toList();
  }

  private static String text(Finding finding) {
    return finding.ruleId()
        + " "
        + finding.activity().account().map(Object::toString).orElse("unknown");
  }
}
