package io.rootmon.lambda;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;

/** Events and messages of made-up accounts. */
public final class ExampleEvents {
  public static final String UNREADABLE = "{\"this is\":\"no event\"}";

  private ExampleEvents() {}

  /** Root signed in without MFA. */
  public static String signIn(String eventId) {
    return event(eventId, "ConsoleLogin", "signin", "Root");
  }

  /** A user signed in. */
  public static String notRoot(String eventId) {
    return event(eventId, "ConsoleLogin", "signin", "IAMUser");
  }

  /** An account of each event's own, so that each is an incident of its own. */
  public static String account(String eventId) {
    return eventId.equals("e1")
        ? "111122223333"
        : "%012d".formatted(Math.floorMod(eventId.hashCode(), 1_000_000_007));
  }

  private static String event(String eventId, String name, String service, String identity) {
    return """
        {"version":"0","id":"b8074a50-1507-530b-b726-af9b0810f1f0",
         "detail-type":"AWS Console Sign In via CloudTrail","source":"aws.%3$s",
         "account":"%5$s","time":"2026-03-14T02:00:12Z","region":"us-east-1",
         "resources":[],"detail":{"eventVersion":"1.11",
         "userIdentity":{"type":"%4$s","principalId":"%5$s","userName":"ana",
         "arn":"arn:aws:iam::%5$s:root","accountId":"%5$s"},
         "eventTime":"2026-03-14T02:00:12Z","eventSource":"%3$s.amazonaws.com",
         "eventName":"%2$s","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.7",
         "userAgent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/145.0.0.0 Safari/537.36",
         "responseElements":{"ConsoleLogin":"Success"},"eventID":"%1$s",
         "eventType":"AwsConsoleSignIn","recipientAccountId":"%5$s",
         "additionalEventData":{"MFAUsed":"No"}}}
        """
        .formatted(eventId, name, service, identity, account(eventId));
  }

  /** An AssumeRoot event whose session has this access key. */
  public static String assumeRoot(String accessKey) {
    return """
        {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole",
         "arn":"arn:aws:sts::111122223333:assumed-role/admin/ana","accountId":"111122223333"},
         "eventTime":"2026-03-14T02:00:00Z","eventSource":"sts.amazonaws.com",
         "eventName":"AssumeRoot","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.1",
         "requestParameters":{"targetPrincipal":"444455556666","durationSeconds":900,
         "taskPolicyArn":{"arn":"arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy"}},
         "responseElements":{"credentials":{"accessKeyId":"%s",
         "expiration":"Mar 14, 2026, 2:15:00 AM"}},
         "eventID":"aaaaaaaa-0000-4000-8000-000000000001","recipientAccountId":"111122223333"}
        """
        .formatted(accessKey);
  }

  /** Root acted with the key. */
  public static String eventWith(String accessKey) {
    return """
        {"eventVersion":"1.11","userIdentity":{"type":"Root","principalId":"444455556666",
         "arn":"arn:aws:iam::444455556666:root","accountId":"444455556666","accessKeyId":"%s"},
         "eventTime":"2026-03-14T02:01:00Z","eventSource":"s3.amazonaws.com",
         "eventName":"DeleteBucketPolicy","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.1",
         "eventID":"aaaaaaaa-0000-4000-8000-000000000002","recipientAccountId":"444455556666"}
        """
        .formatted(accessKey);
  }

  /** A batch of a queue; ids and bodies in turn. */
  public static String batch(String... idsAndBodies) {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < idsAndBodies.length; i += 2) {
      messages.add(
          """
          {"messageId":%s,"receiptHandle":"AQEB","body":%s,
           "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1773453612000"},
           "messageAttributes":{"trace":{"stringValue":"1","dataType":"String"}},
           "md5OfBody":"e4e68fb7bd0e697a0ae8f1bb342846b3","eventSource":"aws:sqs",
           "eventSourceARN":"arn:aws:sqs:us-east-1:111122223333:rootmon","awsRegion":"us-east-1"}
          """
              .formatted(quoted(idsAndBodies[i]), quoted(idsAndBodies[i + 1])));
    }
    return "{\"Records\":[" + String.join(",", messages) + "]}";
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
