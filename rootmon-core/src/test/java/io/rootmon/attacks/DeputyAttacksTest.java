package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountDirectory;
import io.rootmon.detect.ActivityKind;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that execute what root gives them. */
class DeputyAttacksTest {
  private record Call(String source, String name, String parameters, Severity severity) {}

  private static final List<Call> CALLS =
      List.of(
          new Call("iam.amazonaws.com", "CreateUser", "{\"userName\":\"eve\"}", Severity.HIGH),
          new Call(
              "iam.amazonaws.com",
              "AttachUserPolicy",
              "{\"userName\":\"eve\",\"policyArn\":\"arn:aws:iam::aws:policy/AdministratorAccess\"}",
              Severity.HIGH),
          new Call("iam.amazonaws.com", "CreateAccessKey", "{\"userName\":\"eve\"}", Severity.HIGH),
          new Call("s3.amazonaws.com", "PutBucketPolicy", "{\"bucketName\":\"b\"}", Severity.HIGH),
          new Call(
              "secretsmanager.amazonaws.com",
              "GetSecretValue",
              "{\"secretId\":\"s\"}",
              Severity.HIGH),
          new Call(
              "cloudtrail.amazonaws.com", "StopLogging", "{\"name\":\"t\"}", Severity.CRITICAL));

  @ParameterizedTest
  @CsvSource({
    "cloudformation.amazonaws.com,CloudFormation",
    "cloudformation.amazonaws.com.cn,CloudFormation",
    "stacksets.cloudformation.amazonaws.com,CloudFormation StackSets",
    "member.org.stacksets.cloudformation.amazonaws.com,CloudFormation StackSets",
    "servicecatalog.amazonaws.com,Service Catalog",
    "ssm.amazonaws.com,Systems Manager",
    "codebuild.amazonaws.com,CodeBuild",
    "codepipeline.amazonaws.com,CodePipeline",
    "codedeploy.us-east-1.amazonaws.com,CodeDeploy",
    "states.eu-central-1.amazonaws.com,Step Functions",
    "config.amazonaws.com,Config",
    "amplify.amazonaws.com,Amplify",
    "glue.amazonaws.com,Glue",
    "batch.amazonaws.com,Batch",
    "datapipeline.amazonaws.com,Data Pipeline",
    "opsworks.amazonaws.com,OpsWorks",
    "cloud9.amazonaws.com,Cloud9",
    "cloudcontrolapi.amazonaws.com,Cloud Control API",
    "proton.amazonaws.com,Proton",
    "fis.amazonaws.com,Fault Injection Service",
    "scheduler.amazonaws.com,EventBridge Scheduler",
    "lambda.amazonaws.com,Lambda",
    "bedrock.amazonaws.com,Bedrock"
  })
  void judgesTheCallOfADeputyAsRoots(String principal, String name) {
    for (Call call : CALLS) {
      Finding finding = judged(principal, call);
      assertThat(finding.severity()).as(call.name()).isEqualTo(call.severity());
      assertThat(finding.activity().kind()).isNotEqualTo(ActivityKind.SERVICE_ON_BEHALF);
      assertThat(finding.reasons()).contains(name + " made the call on root's instructions");
      assertThat(new AlertFactory(AccountDirectory.of(Map.of())).about(finding).headline())
          .endsWith(" through " + name);
    }
    AttackTable.row(
        "F6",
        CALLS.size() + " calls of root through " + name,
        "INFO, no alert",
        "HIGH or CRITICAL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "autoscaling.amazonaws.com",
        "support.amazonaws.com",
        "elasticloadbalancing.amazonaws.com",
        "trustedadvisor.amazonaws.com",
        "ecs.application-autoscaling.amazonaws.com",
        "AWS Internal"
      })
  void eventsOfServicesStayInfo(String principal) {
    Finding tags =
        judged(principal, new Call("ec2.amazonaws.com", "TerminateInstances", "{}", Severity.INFO));
    Finding role =
        judged(
            principal,
            new Call("iam.amazonaws.com", "CreateServiceLinkedRole", "{}", Severity.INFO));
    assertThat(List.of(tags.severity(), role.severity())).containsOnly(Severity.INFO);
    assertThat(tags.advice()).anyMatch(it -> it.contains(principal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoscaling.amazonaws.com", "new-service.amazonaws.com", "AWS Internal"})
  void noServiceHidesACallThatGivesAccess(String principal) {
    for (Call call : CALLS) {
      assertThat(judged(principal, call).severity()).as(call.name()).isEqualTo(call.severity());
    }
    AttackTable.row(
        "F6", "access given through " + principal, "INFO, no alert", "HIGH or CRITICAL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloudformation.amazonaws.com", "elasticbeanstalk.amazonaws.com"})
  void aDeputysReadsStayTheServices(String principal) {
    Finding read =
        judged(
            principal,
            new Call(
                "autoscaling.amazonaws.com", "DescribeAutoScalingGroups", "{}", Severity.INFO));
    assertThat(read.severity()).isEqualTo(Severity.INFO);
    assertThat(read.activity().kind()).isEqualTo(ActivityKind.SERVICE_ON_BEHALF);
  }

  private static Finding judged(String principal, Call call) {
    return RootRecords.through(principal)
        .judged(
            call.source(),
            call.name(),
            RootRecords.BEGIN.plus(Duration.ofMinutes(1)),
            ",\"requestParameters\":" + call.parameters());
  }
}
