package io.rootmon.attacks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Synthetic CloudTrail records of one account, each with an id of its own. */
final class Records {
  static final String ACCOUNT = "111122223333";

  private int count;

  String failedSignIn(Instant time, String address) {
    return signIn(
        time,
        address,
        "\"errorMessage\":\"Failed authentication\",\"responseElements\":{\"ConsoleLogin\":"
            + "\"Failure\"},\"additionalEventData\":{\"MFAUsed\":\"No\"}");
  }

  String signInWithoutMfa(Instant time, String address) {
    return signIn(
        time,
        address,
        "\"responseElements\":{\"ConsoleLogin\":\"Success\"},\"additionalEventData\":"
            + "{\"MFAUsed\":\"No\"}");
  }

  String signInWithMfa(Instant time, String address) {
    return signIn(
        time,
        address,
        "\"responseElements\":{\"ConsoleLogin\":\"Success\"},\"additionalEventData\":"
            + "{\"MFAUsed\":\"Yes\"}");
  }

  private String signIn(Instant time, String address, String more) {
    return root(
        time, address, "signin", "ConsoleLogin", "\"eventType\":\"AwsConsoleSignIn\"," + more);
  }

  String call(Instant time, String address, String service, String name) {
    return root(time, address, service, name, "\"requestParameters\":null");
  }

  String denied(Instant time, String address, String service, String name) {
    return root(
        time,
        address,
        service,
        name,
        "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"denied by a service control policy\"");
  }

  String removedMfa(Instant time, String address) {
    return root(
        time,
        address,
        "iam",
        "DeactivateMFADevice",
        "\"requestParameters\":{\"userName\":\"AWS ROOT USER\",\"serialNumber\":\"arn:aws:iam::"
            + ACCOUNT
            + ":mfa/root-account-mfa-device\"}");
  }

  String attachedPolicy(Instant time, String address) {
    return root(
        time,
        address,
        "iam",
        "AttachUserPolicy",
        "\"requestParameters\":{\"userName\":\"eve\",\"policyArn\":"
            + "\"arn:aws:iam::aws:policy/AdministratorAccess\"}");
  }

  String stoppedLogging(Instant time, String address) {
    return root(
        time,
        address,
        "cloudtrail",
        "StopLogging",
        "\"requestParameters\":{\"name\":\"organization\"}");
  }

  /** A call with root's own access key. */
  String keyUse(Instant time, String address) {
    return call(time, address, "s3", "ListBuckets")
        .replace("\"type\":\"Root\"", "\"type\":\"Root\",\"accessKeyId\":\"AKIAEXAMPLEROOTKEY99\"");
  }

  /** What an administrator of the account does to one of rootmon's rules. */
  String ruleChange(Instant time, String address, String call, String rule) {
    return record(
        time,
        address,
        "events",
        call,
        "\"requestParameters\":{\"name\":\"" + rule + "\"}",
        "{\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLE:bob\",\"arn\":\"arn:aws:sts::"
            + ACCOUNT
            + ":assumed-role/Admin/bob\",\"accountId\":\""
            + ACCOUNT
            + "\"}");
  }

  private String root(Instant time, String address, String service, String name, String more) {
    return record(
        time,
        address,
        service,
        name,
        more,
        "{\"type\":\"Root\",\"principalId\":\""
            + ACCOUNT
            + "\",\"accountId\":\""
            + ACCOUNT
            + "\",\"arn\":\"arn:aws:iam::"
            + ACCOUNT
            + ":root\"}");
  }

  private String record(
      Instant time, String address, String service, String name, String more, String identity) {
    return "{\"eventVersion\":\"1.11\",\"eventID\":\"%s-%06d\",\"eventTime\":\"%s\","
            .formatted(name, count++, time.truncatedTo(ChronoUnit.SECONDS))
        + "\"awsRegion\":\"us-east-1\",\"eventSource\":\"%s.amazonaws.com\",\"eventName\":\"%s\","
            .formatted(service, name)
        + "\"sourceIPAddress\":\"%s\",\"userAgent\":\"Mozilla/5.0\",\"recipientAccountId\":\"%s\","
            .formatted(address, ACCOUNT)
        + more
        + ",\"userIdentity\":"
        + identity
        + "}";
  }
}
