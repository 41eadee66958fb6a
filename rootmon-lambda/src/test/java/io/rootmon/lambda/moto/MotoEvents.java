package io.rootmon.lambda.moto;

/** Events as EventBridge forwards them, of a person whose name is in nothing else. */
final class MotoEvents {
  static final String HUMAN = "grace.hopper";

  private MotoEvents() {}

  /** Root signed in without MFA. */
  static String signIn(String id) {
    return root(
        id,
        "AWS Console Sign In via CloudTrail",
        "signin.amazonaws.com",
        "ConsoleLogin",
        "",
        ",\"responseElements\":{\"ConsoleLogin\":\"Success\"},"
            + "\"additionalEventData\":{\"MFAUsed\":\"No\"}");
  }

  /** An AWS service acted on the account's behalf, as happens every day. */
  static String byService(String id) {
    return root(
        id,
        "AWS API Call via CloudTrail",
        "kms.amazonaws.com",
        "DescribeKey",
        ",\"invokedBy\":\"backup.amazonaws.com\"",
        "");
  }

  /** Root acted in a central session. */
  static String eventWith(String id, String accessKey) {
    return root(
        id,
        "AWS API Call via CloudTrail",
        "s3.amazonaws.com",
        "DeleteBucketPolicy",
        ",\"accessKeyId\":\"" + accessKey + "\"",
        "");
  }

  /** A person was given a central session. */
  static String assumeRoot(String id, String accessKey) {
    return event(
        id,
        "AWS API Call via CloudTrail",
        "sts.amazonaws.com",
        "AssumeRoot",
        """
        "type":"AssumedRole","accountId":"111122223333",
        "arn":"arn:aws:sts::111122223333:assumed-role/admin/%s"
        """
            .formatted(HUMAN),
        """
        ,"requestParameters":{"targetPrincipal":"444455556666","durationSeconds":900,
        "taskPolicyArn":{"arn":"arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy"}},
        "responseElements":{"credentials":{"accessKeyId":"%s",
        "expiration":"Mar 14, 2026, 2:36:03 AM"}}
        """
            .formatted(accessKey));
  }

  private static String root(
      String id, String type, String service, String name, String identity, String more) {
    return event(
        id,
        type,
        service,
        name,
        """
        "type":"Root","principalId":"444455556666","accountId":"444455556666",
        "arn":"arn:aws:iam::444455556666:root"%s
        """
            .formatted(identity),
        more);
  }

  private static String event(
      String id, String type, String service, String name, String identity, String more) {
    return """
        {"version":"0","id":"e-%1$s","detail-type":"%2$s","source":"aws.test",
        "account":"444455556666","time":"2026-03-14T02:21:03Z","region":"us-east-1","resources":[],
        "detail":{"eventVersion":"1.11","userIdentity":{%5$s},"eventTime":"2026-03-14T02:21:03Z",
        "eventSource":"%3$s","eventName":"%4$s","awsRegion":"us-east-1",
        "sourceIPAddress":"192.0.2.1","userAgent":"aws-cli/2.15.30","eventID":"%1$s",
        "eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"444455556666"%6$s}}
        """
        .formatted(id, type, service, name, identity, more);
  }
}
