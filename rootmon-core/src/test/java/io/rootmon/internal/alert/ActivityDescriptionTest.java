package io.rootmon.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.Account;
import io.rootmon.cases.CaseFiles;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.Detector;
import io.rootmon.detect.EventOutcome;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityDescriptionTest {
  @ParameterizedTest
  @CsvSource({
    "critical/root.sign-in.without-mfa, signed in without MFA",
    "critical/root.mfa.removed, removed its MFA device",
    "critical/central.mfa.removed, removed the root user's MFA device",
    "critical/account.closed, closed the account",
    "high/root.iam.user, created an IAM user",
    "high/watch.logging.off, changed what a CloudTrail trail records",
    "critical/watch.rootmon.changed--function-code, replaced the code of rootmon's Lambda function",
    "medium/root.failed, tried to create an IAM user",
    "high/watch.detection.off--security-hub-for-new-accounts,"
        + " turned off Security Hub for new accounts",
    "high/watch.detection.off--for-new-accounts, turned off GuardDuty for new accounts",
    "high/watch.detection.off--feature-for-new-accounts,"
        + " turned off a part of GuardDuty for new accounts",
    "low/root.read, called DescribeInstances (EC2)"
  })
  void describesAnActivityWithoutItsAccount(String file, String expected) {
    assertThat(ActivityDescription.of(activity(file))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ConsoleLogin, signin, root.sign-in.without-mfa, SUCCEEDED, signed in without MFA",
    "ConsoleLogin, signin, root.sign-in.failed, FAILED, tried to sign in",
    "DeactivateMFADevice, iam, root.mfa.removed, SUCCEEDED, removed its MFA device",
    "DeactivateMFADevice, iam, root.iam.mfa, SUCCEEDED, removed a user's MFA device",
    "UpdateFunctionCode20150331v2, lambda, watch.rootmon.changed, SUCCEEDED,"
        + " replaced the code of rootmon's Lambda function",
    "UpdateEventSourceMapping20150331, lambda, watch.rootmon.removed, SUCCEEDED,"
        + " disabled the event source mapping of rootmon's Lambda function",
    "CloseAccountResult, organizations, account.closing-failed, SUCCEEDED,"
        + " could not close the account",
    "CreateDistribution2020_05_31, cloudfront, root.change, SUCCEEDED,"
        + " called CreateDistribution (CloudFront)"
  })
  void describesAnEventOfAnIncident(
      String name, String service, String rule, EventOutcome outcome, String expected) {
    IncidentEvent event =
        new IncidentEvent(
            1,
            Instant.EPOCH,
            "id",
            name,
            service,
            ActivityKind.DIRECT,
            outcome,
            Severity.HIGH,
            "",
            Optional.empty(),
            Optional.empty(),
            true,
            true,
            Optional.of(rule));

    assertThat(ActivityDescription.of(event)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "medium/account.closing-failed | AWS Organizations could not close account 111122223333",
        "critical/account.closed--result-of-the-request"
            + " | AWS Organizations closed account 111122223333",
        "critical/watch.rootmon.removed--mapping-disabled | disabled the event source mapping",
        "critical/watch.rootmon.removed--alarm-silenced | disabled the actions of rootmon's",
        "critical/watch.rootmon.removed--rule-disabled-by-a-stack"
            + " | disabled rootmon's EventBridge rule",
        "critical/root.sign-in.mfa-unknown | from 203.0.113.7, MFA not recorded",
        "high/guardrail.account.moved | organizational unit (source IP 203.0.113.7)",
        "high/guardrail.trusted-access.removed | trusted access to the organization (source IP"
      })
  void theHeadlineDescribesTheEffect(String file, String expected) {
    RootActivity activity = activity(file);

    assertThat(
            Headline.of(
                    StandardRules.policy().judge(activity),
                    new Account(activity.account(), Optional.empty(), Optional.empty()))
                .longest())
        .contains(expected);
  }

  @Test
  void aHeadlineLosesFirstTheNumberThenTheAddress() {
    RootActivity activity = activity("critical/root.sign-in.without-mfa");
    Account account = new Account(activity.account(), Optional.of("payments"), Optional.empty());

    assertThat(Headline.of(StandardRules.policy().judge(activity), account).texts())
        .containsExactly(
            "Root signed in to payments (111122223333) without MFA from 203.0.113.7",
            "Root signed in to payments without MFA from 203.0.113.7",
            "Root signed in to payments without MFA");
  }

  private static RootActivity activity(String file) {
    return new Detector()
        .detect(CaseFiles.event(CaseFiles.FOLDER.resolve(file + ".json")))
        .orElseThrow();
  }
}
