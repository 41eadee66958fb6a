package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import io.rootmon.internal.config.ConfigurationDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that the caller chooses must not exclude a finding. */
class ExclusionAttackTest {
  private static final String RECORD =
      """
      {"eventVersion":"1.11","eventID":"0f9a1c2e-0000-4000-8000-000000000001",
       "eventTime":"2026-03-14T18:10:00Z","eventSource":"%s.amazonaws.com","eventName":"%s",
       "awsRegion":"us-east-1","eventType":"AwsApiCall","readOnly":false,
       "sourceIPAddress":"192.0.2.10","userIdentity":%s,%s
       "requestParameters":{"targetPrincipal":"111122223333",
         "taskPolicyArn":{"arn":"arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy"}},
       "recipientAccountId":"444455556666"}
      """;
  private static final String ROOT =
      "{\"type\":\"Root\",\"accountId\":\"444455556666\",\"arn\":\"arn:aws:iam::444455556666:root\"}";
  private static final String SESSION =
      """
      {"type":"AssumedRole","accountId":"444455556666",
       "arn":"arn:aws:sts::444455556666:assumed-role/%s/root-audit-bot",
       "sessionContext":{"sessionIssuer":{"type":"Role","userName":"%s",
         "arn":"arn:aws:iam::444455556666:role/%s"}}}""";

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "'\"vpcEndpointId\":\"vpce-0a1b2c3d\",\"vpcEndpointAccountId\":\"666677778888\",', false"
  })
  void theAddressBehindAnEndpointOfTheCallerIsNoNetwork(String endpoint, boolean isExcluded)
      throws Exception {
    String record = RECORD.formatted("s3", "DeleteBucket", ROOT, endpoint);

    assertThat(excludes("\"networks\": [\"192.0.2.0/24\"]", record)).isEqualTo(isExcluded);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sts::444455556666:assumed-role/*/root-audit-bot, Admin, false",
    "arn:aws:sts::444455556666:assumed-role/*bot, Admin, false",
    "arn:aws:sts::444455556666:assumed-role/Audit/root-audit-bot, Admin, false",
    "arn:aws:sts::444455556666:assumed-role/Audit/root-audit-bot, Audit, true",
    "arn:aws:sts::444455556666:assumed-role/Audit/*, Audit, true",
    "arn:aws:sts::*:assumed-role/Audit/*, Audit, true",
    "arn:aws:iam::444455556666:role/Audit, Audit, true",
    "arn:aws:iam::444455556666:role/Audit, Admin, false"
  })
  void theNameOfASessionAloneIsNoPrincipal(String principal, String role, boolean isExcluded)
      throws Exception {
    String record = RECORD.formatted("sts", "AssumeRoot", SESSION.formatted(role, role, role), "");

    assertThat(excludes("\"principals\": [\"" + principal + "\"]", record)).isEqualTo(isExcluded);
  }

  private static boolean excludes(String criterion, String record) throws Exception {
    ConfigurationDocument document =
        ConfigurationDocument.parse(
            "rootmon.json",
            "{\"exclusions\": [{\"reason\": \"a\", \"owner\": \"b\", " + criterion + "}]}");
    return document
        .severityPolicy(document.accountDirectory())
        .judge(new Detector().detect(new CloudTrailReader().events(record).get(0)).orElseThrow())
        .exclusion()
        .isPresent();
  }
}
