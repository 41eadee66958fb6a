package io.rootmon.lambda.drill;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Root's acts as EventBridge forwards them, each of its own number. */
final class DrillEvents {
  private DrillEvents() {}

  static String id(int number) {
    return "drill-%05d".formatted(number);
  }

  static Stream<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(DrillEvents::id);
  }

  /** Root creates an access key. Each event has its own account, so that each is notified. */
  static String keyCreated(int number) {
    return event(number, account(number), "CreateAccessKey", "");
  }

  /** What an AWS service does on the account's behalf, every day. */
  static String byService(int number, int account) {
    return event(
        number, account(account), "DescribeKey", ",\"invokedBy\":\"backup.amazonaws.com\"");
  }

  /** The account of an event's own. */
  static long account(int number) {
    return 111122220000L + number;
  }

  private static String event(int number, long account, String name, String more) {
    return """
        {"version":"0","id":"e-%1$s","detail-type":"AWS API Call via CloudTrail","source":"aws.iam",\
        "account":"%2$d","time":"2026-03-14T02:21:03Z","region":"us-east-1","resources":[],\
        "detail":{"eventVersion":"1.11","userIdentity":{"type":"Root","principalId":"%2$d",\
        "arn":"arn:aws:iam::%2$d:root","accountId":"%2$d"%4$s},"eventTime":"2026-03-14T02:21:03Z",\
        "eventSource":"iam.amazonaws.com","eventName":"%3$s","awsRegion":"us-east-1",\
        "sourceIPAddress":"203.0.113.7","userAgent":"aws-cli/2.15.30","requestParameters":null,\
        "responseElements":null,"eventID":"%1$s","eventType":"AwsApiCall","managementEvent":true,\
        "recipientAccountId":"%2$d","eventCategory":"Management"}}"""
        .formatted(id(number), account, name, more);
  }
}
