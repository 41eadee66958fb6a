package io.rootmon.cli.s3;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A bucket with a log file for each account, region and day, and root's events in some of them. */
final class TrailBucket {
  static final List<String> ACCOUNTS = List.of("111122223333", "444455556666");
  static final List<String> REGIONS = List.of("eu-west-1", "us-east-1");
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);

  private TrailBucket() {}

  /** Fills a bucket below a prefix such as {@code AWSLogs/}. */
  static FakeS3 fill(FakeS3 s3, String prefix, int days) {
    for (String account : ACCOUNTS) {
      for (String region : REGIONS) {
        for (int day = 0; day < days; day++) {
          s3.put(key(prefix, account, region, day), file(account, region, day));
        }
      }
      s3.put(prefix + account + "/CloudTrail-Digest/us-east-1/2026/03/01/d.json.gz", "digest");
      s3.put(prefix + account + "/CloudTrail-Insight/us-east-1/2026/03/01/i.json.gz", "insight");
      s3.put(prefix + account + "/Config/us-east-1/2026/3/1/c.json", "{\"configuration\":1}");
    }
    return s3;
  }

  static String key(String prefix, String account, String region, int day) {
    LocalDate date = FIRST_DAY.plusDays(day);
    return prefix
        + account
        + "/CloudTrail/"
        + region
        + "/"
        + date.format(DateTimeFormatter.ofPattern("uuuu/MM/dd"))
        + "/"
        + account
        + "_CloudTrail_"
        + region
        + "_"
        + date.format(DateTimeFormatter.BASIC_ISO_DATE)
        + "T1205Z_0123456789abcdef.json.gz";
  }

  /** Ten records; one is root's on every third day. */
  static String file(String account, String region, int day) {
    StringBuilder records = new StringBuilder("{\"Records\":[");
    for (int at = 0; at < 10; at++) {
      boolean isRoot = at == 5 && day % 3 == 0;
      records.append(at == 0 ? "" : ",");
      records.append(
          """
          {"eventVersion":"1.09","userIdentity":{"type":"%s","accountId":"%s",
           "arn":"arn:aws:iam::%s:%s"},"eventTime":"%sT12:%02d:00Z",
           "eventSource":"iam.amazonaws.com","eventName":"%s","awsRegion":"%s",
           "sourceIPAddress":"192.0.2.7","userAgent":"aws-cli/2.0","eventID":"%s-%s-%d-%d",
           "eventType":"AwsApiCall","recipientAccountId":"%s"}\
          """
              .formatted(
                  isRoot ? "Root" : "IAMUser",
                  account,
                  account,
                  isRoot ? "root" : "user/dev",
                  FIRST_DAY.plusDays(day),
                  at,
                  isRoot ? "CreateAccessKey" : "ListBuckets",
                  region,
                  account,
                  region,
                  day,
                  at,
                  account));
    }
    return records.append("]}").toString();
  }
}
