package io.rootmon.internal.coverage.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootmon.account.AccountId;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.internal.coverage.CoverageSettings.StackSetSettings;
import io.rootmon.internal.coverage.CoverageSettings.StackSetSettings.CallAs;
import io.rootmon.internal.coverage.StackSets.DriftedStack;
import io.rootmon.internal.coverage.StackSets.Operation;
import io.rootmon.internal.coverage.StackSets.StackSetException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CloudFormationStackSetsTest {
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final StackSetSettings SPOKES = new StackSetSettings("rootmon-spoke");
  private static final Instant CHECKED = Instant.parse("2026-03-14T06:00:00Z");

  private static final String INSTANCES =
      """
      <member><Account>111122223333</Account><Region>eu-west-1</Region>
       <DriftStatus>DRIFTED</DriftStatus>
       <LastDriftCheckTimestamp>2026-03-14T06:00:00Z</LastDriftCheckTimestamp></member>
      <member><Account>444455556666</Account><Region>eu-west-1</Region>
       <DriftStatus>DRIFTED</DriftStatus>
       <LastDriftCheckTimestamp>2026-03-14T06:00:00Z</LastDriftCheckTimestamp></member>
      <member><Account>777788889999</Account><Region>eu-west-1</Region>
       <DriftStatus>IN_SYNC</DriftStatus></member>
      """;

  private static final String CHANGED =
      """
      <member><LogicalResourceId>RootActivity</LogicalResourceId>
       <ResourceType>AWS::Events::Rule</ResourceType>
       <StackResourceDriftStatus>MODIFIED</StackResourceDriftStatus>
       <PropertyDifferences><member><PropertyPath>/State</PropertyPath>
       <ExpectedValue>ENABLED</ExpectedValue><ActualValue>DISABLED</ActualValue>
       <DifferenceType>NOT_EQUAL</DifferenceType></member></PropertyDifferences></member>
      """;

  private static final String DELETED =
      """
      <member><LogicalResourceId>RootActivity</LogicalResourceId>
       <ResourceType>AWS::Events::Rule</ResourceType>
       <StackResourceDriftStatus>DELETED</StackResourceDriftStatus></member>
      """;

  private static final String FAILED =
      """
      <member><Account>999988887777</Account><Region>us-east-1</Region><Status>FAILED</Status>
       <StatusReason>Stack rootmon-spoke does not exist</StatusReason></member>
      <member><Account>777788889999</Account><Region>us-east-1</Region><Status>FAILED</Status>
       <StatusReason>role cannot be assumed</StatusReason></member>
      """;

  @Test
  void namesEachDriftedStackAndItsDifferences() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(CloudFormationStackSetsTest::answer)) {
      assertThat(stackSets(aws).drifted(SPOKES, "op", Deadline.in(TIME)))
          .extracting(it -> it.account() + " " + it.region() + " " + it.kind() + " " + it.detail())
          .containsExactly(
              "111122223333 eu-west-1 DRIFTED RootActivity (Events Rule) was changed: State is"
                  + " DISABLED, expected ENABLED",
              "444455556666 eu-west-1 DELETED RootActivity (Events Rule) was deleted",
              "999988887777 us-east-1 DELETED the stack was deleted",
              "777788889999 us-east-1 UNCHECKED drift detection failed: role cannot be assumed");
      assertThat(stackSets(aws).drifted(SPOKES, "op", Deadline.in(TIME)))
          .filteredOn(it -> it.account().equals(new AccountId("111122223333")))
          .extracting(DriftedStack::checked)
          .containsExactly(CHECKED);
    }
  }

  @Test
  void usesTheConfiguredSetting() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(CloudFormationStackSetsTest::answer)) {
      stackSets(aws).detectDrift(SPOKES, "op-1", Deadline.in(TIME));
      stackSets(aws)
          .detectDrift(
              new StackSetSettings("management", CallAs.SELF, Optional.empty()),
              "op-2",
              Deadline.in(TIME));

      assertThat(aws.requests().get(0).form())
          .containsEntry("Action", "DetectStackSetDrift")
          .containsEntry("StackSetName", "rootmon-spoke")
          .containsEntry("CallAs", "DELEGATED_ADMIN")
          .containsEntry("OperationId", "op-1")
          .containsEntry("OperationPreferences.FailureTolerancePercentage", "100");
      assertThat(aws.requests().get(1).form()).containsEntry("CallAs", "SELF");
    }
  }

  @Test
  void reportsRunningAndStoppedOperations() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(operation("RUNNING"))) {
      assertThat(stackSets(aws).operation(SPOKES, "op", Deadline.in(TIME)))
          .isEqualTo(new Operation(Optional.empty(), Optional.empty()));
    }
    try (FakeHttpServer aws = FakeHttpServer.answering(operation("SUCCEEDED"))) {
      assertThat(stackSets(aws).operation(SPOKES, "op", Deadline.in(TIME)))
          .isEqualTo(new Operation(Optional.of(CHECKED), Optional.empty()));
    }
    try (FakeHttpServer aws = FakeHttpServer.answering(operation("STOPPED"))) {
      assertThat(stackSets(aws).operation(SPOKES, "op", Deadline.in(TIME)).problem())
          .contains("the drift detection ended as STOPPED");
    }
  }

  @Test
  void anotherOperationPassesAndAMissingPermissionDoesNot() throws Exception {
    try (FakeHttpServer aws =
        FakeHttpServer.answering(error(409, "OperationInProgressException"))) {
      assertThat(failure(aws).isTransient()).isTrue();
    }
    try (FakeHttpServer aws = FakeHttpServer.answering(error(403, "AccessDenied"))) {
      assertThat(failure(aws).isTransient()).isFalse();
      assertThat(failure(aws)).hasMessage("detect drift: AccessDenied: no");
    }
    try (FakeHttpServer aws =
        FakeHttpServer.answering(error(409, "OperationIdAlreadyExistsException"))) {
      stackSets(aws).detectDrift(SPOKES, "op", Deadline.in(TIME));
    }
  }

  private static Answer answer(Request request) {
    return switch (request.form().getOrDefault("Action", "")) {
      case "ListStackInstances" -> response("ListStackInstances", list(INSTANCES));
      case "ListStackInstanceResourceDrifts" ->
          response(
              "ListStackInstanceResourceDrifts",
              list(
                  request.form().getOrDefault("StackInstanceAccount", "").startsWith("1111")
                      ? CHANGED
                      : DELETED));
      case "ListStackSetOperationResults" -> response("ListStackSetOperationResults", list(FAILED));
      default -> response("DetectStackSetDrift", "<OperationId>op</OperationId>");
    };
  }

  private static String list(String members) {
    return "<Summaries>" + members + "</Summaries>";
  }

  private static Answer operation(String status) {
    return response(
        "DescribeStackSetOperation",
        "<StackSetOperation><OperationId>op</OperationId><Status>"
            + status
            + "</Status><EndTimestamp>2026-03-14T06:00:00Z</EndTimestamp></StackSetOperation>");
  }

  private static Answer response(String action, String result) {
    return new Answer(
        200,
        "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>".formatted(action, result));
  }

  private static Answer error(int status, String code) {
    return new Answer(
        status,
        "<ErrorResponse><Error><Type>Sender</Type><Code>"
            + code
            + "</Code><Message>no</Message></Error></ErrorResponse>");
  }

  private static StackSetException failure(FakeHttpServer aws) {
    return catchThrowableOfType(
        StackSetException.class, () -> stackSets(aws).detectDrift(SPOKES, "op", Deadline.in(TIME)));
  }

  private static CloudFormationStackSets stackSets(FakeHttpServer aws) {
    return new CloudFormationStackSets(FakeAwsServer.at(aws.address()), "eu-west-1");
  }
}
