package io.rootmon.incident;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.detect.AssumedRootSessionStore;
import io.rootmon.detect.Detector;
import io.rootmon.judge.Finding;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.rules.StandardRules;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The CloudTrail records of an account takeover. */
public final class TakeoverScenario {
  public static final Instant BEGIN = Instant.parse("2026-03-14T02:00:00Z");
  private static final SeverityPolicy POLICY = StandardRules.policy();
  private static final String HOME = "192.0.2.10";
  private static final String ELSEWHERE = "198.51.100.7";
  private static final List<String> REGIONS =
      List.of("us-east-1", "us-west-2", "eu-west-1", "ap-southeast-2", "sa-east-1");

  private final String account;
  private final List<String> records = new ArrayList<>();

  private TakeoverScenario(String account) {
    this.account = account;
  }

  /** 300 records, in the order of their times, a few seconds apart. */
  public static List<String> of(String account) {
    TakeoverScenario takeover = new TakeoverScenario(account);
    takeover.signIns();
    takeover.credentials();
    takeover.blinding();
    takeover.use();
    return List.copyOf(takeover.records);
  }

  /** A record as it is judged, without what was before it. */
  public static Finding judged(String record) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    try (ReadResultIterator readings =
        new CloudTrailReader().read(new ByteArrayInputStream(bytes), "a record")) {
      ReadResult.EventRead read = (ReadResult.EventRead) readings.next();
      return POLICY.judge(
          new Detector(AssumedRootSessionStore.inMemory()).detect(read.event()).orElseThrow());
    }
  }

  private void signIns() {
    for (int i = 0; i < 7; i++) {
      signIn("Failure", "\"errorMessage\":\"Failed authentication\",", "No");
    }
    signIn("Success", "", "No");
  }

  private void signIn(String answer, String error, String mfa) {
    add(
        "us-east-1",
        ELSEWHERE,
        "signin",
        "ConsoleLogin",
        error
            + "\"eventType\":\"AwsConsoleSignIn\",\"responseElements\":{\"ConsoleLogin\":\""
            + answer
            + "\"},\"additionalEventData\":{\"MFAUsed\":\""
            + mfa
            + "\"},");
  }

  private void credentials() {
    add(
        "us-east-1",
        ELSEWHERE,
        "iam",
        "DeactivateMFADevice",
        "\"requestParameters\":{\"userName\":\"AWS ROOT USER\",\"serialNumber\":\"arn:aws:iam::"
            + account
            + ":mfa/root-account-mfa-device\"},");
    add("us-east-1", ELSEWHERE, "iam", "CreateAccessKey", "");
  }

  private void blinding() {
    add(
        "us-east-1",
        ELSEWHERE,
        "cloudtrail",
        "StopLogging",
        "\"requestParameters\":{\"name\":\"organization\"},");
  }

  private void use() {
    for (int i = 0; i < 40; i++) {
      String user = "\"requestParameters\":{\"userName\":\"helper-" + i + "\"},";
      add("us-east-1", ELSEWHERE, "iam", "CreateUser", user);
      add("us-east-1", ELSEWHERE, "iam", "AttachUserPolicy", user);
    }
    while (records.size() < 300) {
      String region = REGIONS.get(records.size() % REGIONS.size());
      String address = records.size() % 50 == 0 ? HOME : ELSEWHERE;
      add(region, address, "ec2", "RunInstances", "\"requestParameters\":{\"minCount\":20},");
    }
  }

  private void add(String region, String address, String service, String name, String more) {
    Instant time = BEGIN.plusSeconds(4L * records.size());
    records.add(
        """
        {"eventVersion":"1.11","eventID":"%s-%s-%04d","eventTime":"%s","awsRegion":"%s",
        "eventSource":"%s.amazonaws.com","eventName":"%s",%s"sourceIPAddress":"%s",
        "userAgent":"Mozilla/5.0","recipientAccountId":"%s","userIdentity":{"type":"Root",
        "principalId":"%s","accountId":"%s","arn":"arn:aws:iam::%s:root"}}"""
            .formatted(
                account,
                name,
                records.size(),
                time,
                region,
                service,
                name,
                more,
                address,
                account,
                account,
                account,
                account)
            .replace("\n", ""));
  }
}
