package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.channel.Dispatcher;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A CRITICAL alert of a sign-in that never was: made like a real one, and marked wherever a person
 * or a program may look first.
 */
final class TestAlert {
  /** Of the account and the network that documentation keeps for examples. */
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

  private static final String NOBODY =
      "This is a test by 'rootmon send-test': nobody did anything.";

  private TestAlert() {}

  /**
   * Makes it.
   *
   * @param id new for every test: no far end may take it for one that it has
   */
  static Alert of(UUID id, Instant now) {
    RootMonitor monitor =
        RootMonitor.standard(AccountDirectory.of(Map.of()), new Dispatcher(List.of()));
    String event = SIGN_IN.formatted(now.truncatedTo(ChronoUnit.SECONDS), id);
    try {
      return marked(
          monitor.alert(monitor.judge(new CloudTrailReader().events(event).get(0)).orElseThrow()));
    } catch (MalformedEventException e) {
      throw new IllegalStateException("test alert: expected an event that can be read", e);
    }
  }

  private static Alert marked(Alert alert) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Test", NOBODY));
    facts.addAll(alert.facts());
    return new Alert(
        alert.id(),
        alert.time(),
        alert.severity(),
        "TEST: nobody did anything. A real alert would say: " + alert.headline(),
        alert.account(),
        alert.finding(),
        facts,
        List.of("a test: it proves that alerts arrive here"),
        List.of("There is nothing to do: no account is in danger."),
        // The event is in no trail.
        alert.links().stream().filter(it -> !it.label().contains("CloudTrail")).toList(),
        alert.keyFields(),
        List.of(NOBODY));
  }
}
