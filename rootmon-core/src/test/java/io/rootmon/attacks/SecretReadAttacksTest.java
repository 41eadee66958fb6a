package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Root reads secrets, or lists resources. */
class SecretReadAttacksTest {
  private static final List<String> READS =
      List.of(
          "ListBuckets",
          "DescribeInstances",
          "ListUsers",
          "ListRoles",
          "GetAccountSummary",
          "DescribeVpcs");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "secretsmanager|GetSecretValue|{\"secretId\":\"s\"}",
        "secretsmanager|BatchGetSecretValue|{\"secretIdList\":[\"s\"]}",
        "ssm|GetParameter|{\"name\":\"p\",\"withDecryption\":true}",
        "ssm|GetParametersByPath|{\"path\":\"/\",\"withDecryption\":\"true\"}",
        "ec2|GetPasswordData|{\"instanceId\":\"i-0123456789abcdef0\"}",
        "ecr|GetAuthorizationToken|{}",
        "ecr-public|GetAuthorizationToken|{}",
        "codeartifact|GetAuthorizationToken|{}",
        "redshift|GetClusterCredentials|{}",
        "redshift|GetClusterCredentialsWithIAM|{}",
        "redshift-serverless|GetCredentials|{}",
        "lightsail|GetInstanceAccessDetails|{}",
        "lightsail|DownloadDefaultKeyPair|{}",
        "cognito-identity|GetCredentialsForIdentity|{}",
        "sso|GetRoleCredentials|{}",
        "apigateway|GetApiKeys|{\"includeValues\":true}",
        "kms|Decrypt|{}",
        "acm|ExportCertificate|{}",
        "emr-containers|GetManagedEndpointSessionCredentials|{}",
        "finspace-api|GetProgrammaticAccessCredentials|{}"
      })
  void aSecretReadByRootIsHigh(String service, String name, String parameters) {
    Finding finding =
        RootRecords.person()
            .judged(
                service + ".amazonaws.com",
                name,
                RootRecords.BEGIN,
                ",\"readOnly\":true,\"requestParameters\":" + parameters);
    assertThat(finding.severity() + " " + finding.ruleId()).isEqualTo("HIGH root.secret.read");
    AttackTable.row(
        "F7", "root calls " + service + ":" + name, "LOW, no alert", "HIGH root.secret.read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssm|GetParameter|{\"name\":\"p\"}",
        "ssm|GetParameter|{\"name\":\"p\",\"withDecryption\":false}",
        "apigateway|GetApiKeys|{}",
        "secretsmanager|DescribeSecret|{\"secretId\":\"s\"}",
        "secretsmanager|ListSecrets|{}",
        "secretsmanager|GetRandomPassword|{}",
        "kms|DescribeKey|{}",
        "iam|GetLoginProfile|{}",
        "iam|GetCredentialReport|{}",
        "iam|GenerateCredentialReport|{}"
      })
  void aReadWithoutASecretIsLow(String service, String name, String parameters) {
    Finding finding =
        RootRecords.person()
            .judged(
                service + ".amazonaws.com",
                name,
                RootRecords.BEGIN,
                ",\"readOnly\":true,\"requestParameters\":" + parameters);
    assertThat(finding.severity() + " " + finding.ruleId()).isEqualTo("LOW root.read");
  }

  @Test
  void secretsReadFromANewNetworkAreAlerted() {
    RecordedAlerts recorded = new RecordedAlerts();
    for (int i = 0; i < 200; i++) {
      recorded.take(
          RootRecords.person()
              .event(
                  "secretsmanager.amazonaws.com",
                  "GetSecretValue",
                  RootRecords.BEGIN.plusSeconds(i),
                  ",\"requestParameters\":{\"secretId\":\"s" + i + "\"}"));
    }
    assertThat(recorded.alerts).hasSize(1);
    assertThat(recorded.alerts.get(0).severity()).isEqualTo(Severity.HIGH);
    AttackTable.row("F7", "200 × GetSecretValue from a new network", "0 alerts", "1 alert, HIGH");
  }

  @Test
  void aBurstOfDifferentReadsFromANewNetworkIsMedium() {
    RecordedAlerts recorded = new RecordedAlerts();
    readAll(recorded, RootRecords.BEGIN, 10);
    assertThat(recorded.alerts).hasSize(1);
    assertThat(recorded.alerts.get(0).severity()).isEqualTo(Severity.MEDIUM);
    assertThat(recorded.alerts.get(0).reasons())
        .anyMatch(it -> it.contains("5 different reads") && it.contains("203.0.113.0/24"));
    AttackTable.row("F7", "6 different reads from a new network", "0 alerts", "1 alert, MEDIUM");
  }

  @Test
  void slowReadsAndReadsFromAKnownNetworkAreNotAlerted() {
    RecordedAlerts slow = new RecordedAlerts();
    readAll(slow, RootRecords.BEGIN, 200);
    assertThat(slow.alerts).isEmpty();
    RecordedAlerts known = new RecordedAlerts();
    known.take(
        RootRecords.person()
            .event(
                "signin.amazonaws.com",
                "ConsoleLogin",
                RootRecords.BEGIN,
                ",\"responseElements\":{\"ConsoleLogin\":\"Success\"},\"additionalEventData\":{\"MFAUsed\":\"Yes\"}"));
    readAll(known, RootRecords.BEGIN.plusSeconds(1), 1);
    assertThat(known.alerts).hasSize(1);
  }

  private static void readAll(RecordedAlerts recorded, Instant from, int secondsApart) {
    for (int i = 0; i < READS.size(); i++) {
      recorded.take(
          RootRecords.person()
              .event(
                  "iam.amazonaws.com",
                  READS.get(i),
                  from.plusSeconds((long) i * secondsApart),
                  ",\"readOnly\":true"));
    }
  }
}
