package io.rootmon.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import io.rootmon.judge.rules.StandardRules;
import org.junit.jupiter.api.Test;

/** The removal of an MFA device, by the task of the central root session. */
class CentralRemovalTest {
  private static final String ASSUME_ROOT =
      """
      {"eventVersion": "1.11", "eventID": "1", "eventTime": "2026-03-14T02:00:00Z",
       "userIdentity": {"type": "AssumedRole", "accountId": "999988887777",
        "arn": "arn:aws:sts::999988887777:assumed-role/Admin/ann"},
       "eventSource": "sts.amazonaws.com", "eventName": "AssumeRoot", "awsRegion": "us-east-1",
       "requestParameters": {"targetPrincipal": "111122223333",
        "taskPolicyArn": {"arn": "arn:aws:iam::aws:policy/root-task/%s"}},
       "responseElements": {"credentials": {"accessKeyId": "ASIAEXAMPLECENTRAL01",
        "expiration": "Mar 14, 2026, 2:15:00 AM"}},
       "eventType": "AwsApiCall", "recipientAccountId": "999988887777"}
      """;

  private static final String REMOVAL =
      """
      {"eventVersion": "1.11", "eventID": "2", "eventTime": "2026-03-14T02:01:00Z",
       "userIdentity": {"type": "Root", "accountId": "111122223333",
        "arn": "arn:aws:iam::111122223333:root", "accessKeyId": "ASIAEXAMPLECENTRAL01"},
       "eventSource": "iam.amazonaws.com", "eventName": "DeactivateMFADevice",
       "awsRegion": "us-east-1", "eventType": "AwsApiCall", "recipientAccountId": "111122223333",
       "requestParameters":
        {"serialNumber": "arn:aws:iam::111122223333:mfa/root-account-mfa-device"}}
      """;

  @Test
  void ratesTheRemovalOfMfaHighInTheTaskThatDeletesAllCredentials() throws Exception {
    assertThat(verdict("IAMDeleteRootUserCredentials"))
        .isEqualTo("HIGH central.credentials.removed");
  }

  @Test
  void ratesTheRemovalOfMfaCriticalInAnotherTask() throws Exception {
    assertThat(verdict("IAMCreateRootUserPassword")).isEqualTo("CRITICAL central.mfa.removed");
  }

  private static String verdict(String task) throws Exception {
    Detector detector = new Detector();
    CloudTrailReader reader = new CloudTrailReader();
    assertThat(detector.detect(reader.events(ASSUME_ROOT.formatted(task)).get(0))).isPresent();
    Finding finding =
        StandardRules.policy().judge(detector.detect(reader.events(REMOVAL).get(0)).orElseThrow());
    return finding.severity() + " " + finding.ruleId();
  }
}
