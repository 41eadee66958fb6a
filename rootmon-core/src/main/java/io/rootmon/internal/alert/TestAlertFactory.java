package io.rootmon.internal.alert;

import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.detect.AssumedRootSessionStore;
import io.rootmon.detect.Detector;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.rules.StandardRules;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Creates the alert of a test. It is a CRITICAL alert about a sign-in that never happened. It is
 * parsed and judged like a real one, and it is marked as a test in the headline, the facts and the
 * notes.
 */
public final class TestAlertFactory {
  /** Uses an account and a network that are reserved for documentation. */
  private static final String SIGN_IN =
      """
      {
        "eventVersion": "1.08",
        "userIdentity": {
          "type": "Root",
          "principalId": "111122223333",
          "arn": "arn:aws:iam::111122223333:root",
          "accountId": "111122223333"
        },
        "eventTime": "%s",
        "eventSource": "signin.amazonaws.com",
        "eventName": "ConsoleLogin",
        "awsRegion": "us-east-1",
        "sourceIPAddress": "192.0.2.1",
        "userAgent": "rootmon send-test",
        "responseElements": { "ConsoleLogin": "Success" },
        "additionalEventData": { "MFAUsed": "No" },
        "eventID": "%s",
        "eventType": "AwsConsoleSignIn",
        "recipientAccountId": "111122223333"
      }
      """;

  private static final String NOTICE = "The sign-in in this test never happened.";

  private TestAlertFactory() {}

  /**
   * Creates the alert.
   *
   * @param id a new UUID for every test, so that no recipient treats it as a duplicate
   */
  public static Alert create(String id, Instant now) {
    String event = SIGN_IN.formatted(now.truncatedTo(ChronoUnit.SECONDS), id);
    try {
      RootActivity activity =
          new Detector(AssumedRootSessionStore.inMemory())
              .detect(new CloudTrailReader().events(event).get(0))
              .orElseThrow();
      return marked(
          new AlertFactory(AccountDirectory.of(Map.of()))
              .about(StandardRules.policy().judge(activity)));
    } catch (MalformedEventException e) {
      throw new IllegalStateException("test alert: expected an event that can be read", e);
    }
  }

  private static Alert marked(Alert alert) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Test", "Sent by 'rootmon send-test'"));
    facts.addAll(alert.facts());
    return new Alert(
        alert.id(),
        alert.time(),
        alert.severity(),
        "Test alert from rootmon: no action is required",
        alert.account(),
        alert.finding(),
        facts,
        List.of("this is a test: it proves that alerts arrive in this channel"),
        List.of("No action is required. If you received this alert, the channel works."),
        // CloudTrail does not contain the event.
        alert.links().stream().filter(it -> !it.label().contains("CloudTrail")).toList(),
        alert.keyFields(),
        List.of(NOTICE));
  }
}
