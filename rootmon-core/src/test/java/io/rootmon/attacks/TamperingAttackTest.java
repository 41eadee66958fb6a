package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import io.rootmon.judge.rules.StandardRules;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The attacks on rootmon's own resources and on the organization's guardrails. */
class TamperingAttackTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NOT_DETECTED = "not detected";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F2 | cloudformation CreateChangeSet  | {'stackName':'StackSet-rootmon-spoke-0f6d'} | CRITICAL",
        "F2 | cloudformation ExecuteChangeSet | {'stackName':'StackSet-rootmon-spoke-0f6d'} | CRITICAL",
        "F3 | iam AttachRolePolicy | {'roleName':'rootmon-spoke-us-east-1','policyArn':'arn:aws:iam::aws:policy/AWSDenyAll'} | CRITICAL",
        "F3 | iam AttachRolePolicy | {'roleName':'rootmon-20260101000000000000000001','policyArn':'arn:aws:iam::aws:policy/AWSDenyAll'} | CRITICAL",
        "L8 | iam DeleteRolePermissionsBoundary | {'roleName':'rootmon-spoke-us-east-1'} | CRITICAL",
        "F8 | events EnableRule | {'name':'rootmon-root-activity'} | CRITICAL",
        "F8 | monitoring SetAlarmState | {'alarmName':'rootmon-spoke-dead-letters'} | CRITICAL",
        "F8 | cloudformation RollbackStack | {'stackName':'rootmon-spoke'} | CRITICAL",
        "F8 | cloudformation UpdateStackInstances | {'stackSetName':'rootmon-spoke'} | CRITICAL",
        "F8 | sqs StartMessageMoveTask | {'sourceArn':'arn:aws:sqs:eu-west-1:111122223333:rootmon-dead-letters'} | CRITICAL",
        "F8 | lambda CreateEventSourceMapping20150331 | {'eventSourceArn':'arn:aws:sqs:eu-west-1:111122223333:rootmon','functionName':'mine'} | CRITICAL",
        "F8 | pipes CreatePipe | {'source':'arn:aws:sqs:eu-west-1:111122223333:rootmon','name':'mine'} | CRITICAL",
        "F8 | secretsmanager PutSecretValue | {'secretId':'rootmon/slack'} | CRITICAL",
        "F8 | secretsmanager RotateSecret | {'secretId':'rootmon/slack'} | CRITICAL",
        "F8 | sns PutDataProtectionPolicy | {'resourceArn':'arn:aws:sns:eu-west-1:111122223333:rootmon'} | CRITICAL",
        "F8 | sns Subscribe | {'topicArn':'arn:aws:sns:eu-west-1:111122223333:rootmon'} | HIGH",
        "F8 | lambda AddPermission20150331v2 | {'functionName':'rootmon'} | CRITICAL",
        "F8 | lambda DeleteFunctionUrlConfig | {'functionName':'rootmon'} | CRITICAL",
        "F8 | iam TagRole | {'roleName':'rootmon-spoke-us-east-1'} | MEDIUM",
        "F8 | organizations DetachPolicy | {'policyId':'p-1','targetId':'r-ab12'} | HIGH",
        "F8 | organizations MoveAccount | {'accountId':'111122223333','sourceParentId':'ou-ab12-1','destinationParentId':'r-ab12'} | HIGH",
        "F8 | organizations DisablePolicyType | {'policyType':'SERVICE_CONTROL_POLICY'} | CRITICAL",
        "F8 | organizations DeregisterDelegatedAdministrator | {'servicePrincipal':'cloudtrail.amazonaws.com'} | HIGH",
        "F8 | account EnableRegion | {'regionName':'ap-east-1'} | HIGH",
        "C-13 | guardduty CreateFilter | {'action':'ARCHIVE','findingCriteria':{'criterion':{'type':{'eq':['Policy:IAMUser/RootCredentialUsage']}}}} | HIGH",
        "C-13 | guardduty CreateIPSet | {'activate':true} | HIGH",
        "C-14 | organizations DisableAWSServiceAccess | {'servicePrincipal':'cloudtrail.amazonaws.com'} | CRITICAL"
      })
  void theCallIsReported(String finding, String call, String parameters, String severity)
      throws Exception {
    String now = judged(record(call, parameters, ""));

    AttackTable.row(finding, call, NOT_DETECTED, now);
    assertThat(now).startsWith(severity + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F2 | events PutRule | {'name':'rootmon-root-activity','state':'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS','eventPattern':'{\"source\":[\"aws.nothing\"]}'}",
        "F2 | iam PutRolePolicy | {'roleName':'rootmon-spoke-us-east-1','policyName':'send-to-hub','policyDocument':'{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}'}",
        "F8 | events PutRule | {'name':'rootmon-root-activity','state':'ENABLED','eventPattern':'{\"source\":[{\"prefix\":\"aws.\"}]}'}",
        "F8 | events PutTargets | {'rule':'rootmon-x','eventBusName':'rootmon','targets':[]}",
        "F8 | sqs SetQueueAttributes | {'queueUrl':'https://sqs.eu-west-1.amazonaws.com/111122223333/rootmon','attributes':{'Policy':'{}'}}"
      })
  void aDriftedChangeIsCriticalEvenFromCloudFormation(
      String finding, String call, String parameters) throws Exception {
    String now = judged(record(call, parameters, "cloudformation.amazonaws.com"));

    AttackTable.row(finding, call + " by CloudFormation", "LOW watch.rootmon.rolled-out", now);
    assertThat(now).startsWith("CRITICAL ");
  }

  @ParameterizedTest
  @CsvSource({
    "C-7, critical/account.left-organization--service-event, CRITICAL",
    "C-15, critical/account.key.exposed, CRITICAL",
    "C-15, high/account.user-key.exposed, HIGH",
    "L2, high/account.region.enabled--status-changed, HIGH"
  })
  void theNoticeOfAServiceIsReported(String finding, String file, String severity)
      throws Exception {
    String now = judged(Files.readString(Path.of("src/test/resources/events", file + ".json")));

    AttackTable.row(finding, file.replaceFirst(".*/", ""), NOT_DETECTED, now);
    assertThat(now).startsWith(severity + " ");
  }

  private static String judged(String record) throws Exception {
    return new Detector()
        .detect(new CloudTrailReader().events(record).get(0))
        .map(StandardRules.policy()::judge)
        .map(it -> it.severity() + " " + it.ruleId())
        .orElse(NOT_DETECTED);
  }

  private static String record(String call, String parameters, String invokedBy) throws Exception {
    String[] parts = call.split(" ", 2);
    ObjectNode record = JSON.createObjectNode();
    ObjectNode identity = record.putObject("userIdentity");
    identity.put("type", "AssumedRole").put("accountId", "111122223333");
    identity.put("arn", "arn:aws:sts::111122223333:assumed-role/Admin/ann");
    if (!invokedBy.isEmpty()) {
      identity.put("invokedBy", invokedBy);
    }
    record.put("eventVersion", "1.11").put("eventTime", "2026-03-14T02:17:45Z");
    record.put("eventSource", parts[0] + ".amazonaws.com").put("eventName", parts[1]);
    record.put("eventID", "0c1d2e3f-0000-4000-8000-000000000001").put("eventType", "AwsApiCall");
    record.put("recipientAccountId", "111122223333");
    // Texts within the parameters keep their own quotation marks.
    record.set(
        "requestParameters", JSON.readTree(parameters.replace("\"", "\\\"").replace('\'', '"')));
    return record.toString();
  }
}
