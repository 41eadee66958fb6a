package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.Finding;
import io.rootmon.route.Routes;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One finding of a rule does not hide another act that the same rule, or a wider one, matches. */
class HiddenRuleAttackTest {
  private static final Instant BEGIN = Instant.parse("2026-03-14T18:10:00Z");
  private static final String ROOT =
      """
      {"type":"Root","accountId":"111122223333","arn":"arn:aws:iam::111122223333:root",
       "accessKeyId":"%s"}""";
  private static final String ADMIN =
      """
      {"type":"AssumedRole","accountId":"111122223333",
       "arn":"arn:aws:sts::111122223333:assumed-role/Admin/eve",
       "sessionContext":{"sessionIssuer":{"type":"Role",
         "arn":"arn:aws:iam::111122223333:role/Admin","userName":"Admin"}}}""";

  private final RecordingChannel pager = new RecordingChannel("pager");

  @Test
  void theUseOfARootKeyHidesNoneOfItsCalls() throws Exception {
    String key = ROOT.formatted("AKIAEXAMPLEEXAMPLE99");

    assertThat(
            alerts(
                "{}",
                key,
                "s3:ListBuckets",
                "s3:ListBuckets",
                "iam:CreateAccessKey",
                "cloudtrail:StopLogging",
                "organizations:LeaveOrganization",
                "account:CloseAccount"))
        .containsExactly(
            "ListBuckets root.access-key.used",
            "CreateAccessKey root.access-key.created",
            "StopLogging root.logging.off",
            "LeaveOrganization account.left-organization",
            "CloseAccount account.closed");
  }

  @Test
  void aHarmlessChangeHidesNoCallThatStopsTheMonitoring() throws Exception {
    assertThat(
            alerts(
                "{}",
                ADMIN,
                "cloudtrail:UpdateTrail",
                "cloudtrail:StopLogging",
                "cloudtrail:StopLogging",
                "cloudtrail:DeleteTrail",
                "guardduty:DeleteDetector"))
        .containsExactly(
            "UpdateTrail watch.logging.off",
            "StopLogging watch.logging.off",
            "DeleteTrail watch.logging.off",
            "DeleteDetector watch.detection.off");
    assertThat(
            alerts(
                "{}",
                ROOT.formatted(""),
                "logs:DeleteLogGroup",
                "cloudtrail:StopLogging",
                "config:DeleteConfigurationRecorder"))
        .containsExactly(
            "DeleteLogGroup root.logging.off",
            "StopLogging root.logging.off",
            "DeleteConfigurationRecorder root.logging.off");
  }

  @Test
  void noNumberOfOtherCallsOfTheRuleHidesStopLogging() throws Exception {
    assertThat(
            alerts(
                "{}",
                ADMIN,
                "cloudtrail:UpdateTrail",
                "cloudtrail:PutEventSelectors",
                "cloudtrail:DeleteEventDataStore",
                "cloudtrail:StopEventDataStoreIngestion",
                "config:StopConfigurationRecorder",
                "config:DeleteConfigurationRecorder",
                "cloudtrail:StopLogging"))
        .hasSize(7)
        .endsWith("StopLogging watch.logging.off");
  }

  @Test
  void aDecoyHidesNoResourceThatTheMonitoringNeeds() throws Exception {
    assertThat(
            alerts(
                "{}",
                ADMIN,
                "events:DeleteRule:name=rootmon-noise",
                "events:DeleteRule:name=rootmon-root-activity",
                "events:DeleteRule:name=rootmon-root-activity",
                "events:PutRule:name=rootmon-noise",
                "events:PutRule:name=rootmon-root-activity"))
        .containsExactly(
            "DeleteRule rootmon-noise watch.rootmon.removed",
            "DeleteRule rootmon-root-activity watch.rootmon.removed",
            "PutRule rootmon-noise watch.rootmon.changed",
            "PutRule rootmon-root-activity watch.rootmon.changed");
    assertThat(
            alerts(
                "{}",
                ROOT.formatted(""),
                "cloudtrail:StopLogging:name=test",
                "cloudtrail:StopLogging:name=arn:aws:cloudtrail:us-east-1:111122223333:trail/main"))
        .containsExactly(
            "StopLogging test root.logging.off",
            "StopLogging arn:aws:cloudtrail:us-east-1:111122223333:trail/main root.logging.off");
    assertThat(
            alerts(
                "{}",
                ADMIN,
                "organizations:DetachPolicy:policyId=p-tags",
                "organizations:DetachPolicy:policyId=p-deny",
                "organizations:DetachPolicy:policyId=p-deny",
                "organizations:DisableAWSServiceAccess:servicePrincipal=access-analyzer.amazonaws.com",
                "organizations:DisableAWSServiceAccess:servicePrincipal=guardduty.amazonaws.com"))
        .containsExactly(
            "DetachPolicy p-tags guardrail.policy.detached",
            "DetachPolicy p-deny guardrail.policy.detached",
            "DisableAWSServiceAccess access-analyzer.amazonaws.com"
                + " guardrail.trusted-access.removed",
            "DisableAWSServiceAccess guardduty.amazonaws.com guardrail.trusted-access.removed");
  }

  @Test
  void noNumberOfDecoysHidesTheRemovalOfRootmon() throws Exception {
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add("events:DeleteRule:name=rootmon-decoy-" + i);
    }
    calls.add("events:DisableRule:name=rootmon-root-activity");
    calls.add("cloudformation:DeleteStack:stackName=StackSet-rootmon-spoke-6f1c2d3e");

    assertThat(alerts("{}", ADMIN, calls.toArray(String[]::new)))
        .hasSize(7)
        .endsWith(
            "DisableRule rootmon-root-activity watch.rootmon.removed",
            "DeleteStack StackSet-rootmon-spoke-6f1c2d3e watch.rootmon.removed");
  }

  @Test
  void aDeploymentOfTheHubSendsFewAlerts() throws Exception {
    List<String> calls = new ArrayList<>();
    for (String rule :
        List.of(
            "root-activity", "heartbeat", "guardduty", "tampering", "guardrails", "securityhub")) {
      calls.add("events:PutRule:name=rootmon-" + rule);
      calls.add("events:PutTargets:rule=rootmon-" + rule);
    }

    assertThat(alerts("{}", ADMIN, calls.toArray(String[]::new))).hasSize(5);
  }

  @Test
  void theRemovalOfASpokeSendsFewAlerts() throws Exception {
    List<String> calls = new ArrayList<>();
    for (String rule :
        List.of(
            "root-activity", "heartbeat", "guardduty", "tampering", "guardrails", "securityhub")) {
      calls.add("events:RemoveTargets:rule=rootmon-" + rule);
      calls.add("events:DeleteRule:name=rootmon-" + rule);
    }

    assertThat(alerts("{}", ADMIN, calls.toArray(String[]::new))).hasSize(5);
  }

  @Test
  void aMaintenanceWindowHidesNoCriticalRule() throws Exception {
    String window =
        """
        {"maintenanceWindows": [{"account": "111122223333", "from": "2026-03-14T18:00:00Z",
                                 "until": "2026-03-14T20:00:00Z", "ticket": "CHG-123"}]}
        """;

    assertThat(
            alerts(
                window,
                ROOT.formatted(""),
                "iam:CreateAccessKey",
                "iam:CreateAccessKey",
                "account:CloseAccount",
                "organizations:LeaveOrganization"))
        .containsExactly(
            "CreateAccessKey root.access-key.created",
            "CloseAccount account.closed",
            "LeaveOrganization account.left-organization");
  }

  @Test
  void aCustomRuleHidesNoBuiltInRule() throws Exception {
    String rule =
        """
        {"customRules": [{"id": "own.prod.root", "severity": "CRITICAL",
          "reason": "root was used in production",
          "advice": ["Call the security team.", "Ask for the ticket."],
          "pattern": {"rootmon": {"account": ["111122223333"]}}}]}
        """;

    assertThat(
            alerts(
                rule,
                ROOT.formatted(""),
                "s3:DeleteBucket",
                "s3:DeleteBucket",
                "iam:CreateAccessKey",
                "account:CloseAccount"))
        .containsExactly(
            "DeleteBucket own.prod.root",
            "CreateAccessKey own.prod.root",
            "CloseAccount own.prod.root");
  }

  /** Processes the calls, a minute apart, and returns the alerts: the call and its rule. */
  private List<String> alerts(String configuration, String identity, String... calls)
      throws Exception {
    ConfigurationDocument document = ConfigurationDocument.parse("rootmon.json", configuration);
    List<String> alerts = new ArrayList<>();
    Instant last = BEGIN.plus(Duration.ofMinutes(calls.length));
    try (RootMonitor monitor =
        RootMonitor.builder()
            .policy(document.severityPolicy(document.accountDirectory()))
            .routes(new Routes(Routes.toAll(Set.of("pager")).routes()))
            .store(new MemoryStore(() -> last))
            .channels(List.of(pager))
            .clock(() -> last)
            .build()) {
      for (int i = 0; i < calls.length; i++) {
        String[] call = calls[i].split(":", 3);
        String[] resource = call.length > 2 ? call[2].split("=", 2) : new String[] {"none", ""};
        String record =
            """
            {"eventVersion":"1.11","eventID":"0f9a1c2e-0000-4000-8000-%012d","eventTime":"%s",
             "eventSource":"%s.amazonaws.com","eventName":"%s","awsRegion":"us-east-1",
             "eventType":"AwsApiCall","readOnly":%s,"sourceIPAddress":"192.0.2.10",
             "userIdentity":%s,"recipientAccountId":"111122223333",
             "requestParameters":{"%s":"%s"}}
            """
                .formatted(
                    i,
                    BEGIN.plus(Duration.ofMinutes(i)),
                    call[0],
                    call[1],
                    call[1].startsWith("List"),
                    identity,
                    resource[0],
                    resource[1]);
        Finding finding = monitor.judge(new CloudTrailReader().events(record).get(0)).orElseThrow();
        var result = monitor.process(finding, Deadline.in(Duration.ofSeconds(20)));
        if (!result.report().deliveries().isEmpty()) {
          alerts.add(
              call[1] + (resource[1].isEmpty() ? "" : " " + resource[1]) + " " + finding.ruleId());
        }
      }
    }
    return alerts;
  }
}
