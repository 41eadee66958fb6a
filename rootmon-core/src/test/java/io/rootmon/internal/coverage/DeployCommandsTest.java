package io.rootmon.internal.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.internal.organization.AccountList;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeployCommandsTest {
  private static final Instant NOW = Instant.parse("2026-03-14T06:00:00Z");
  private static final Instant OLD = Instant.parse("2026-03-13T06:00:00Z");

  @Test
  void oneCommandForAllThatLackTheSameAndPlainStacksForTheManagementAccount() {
    OrganizationAccount other = FakeOrganizations.member("777788889999", "other", false);
    Coverage coverage =
        coverage(
            List.of(
                FakeOrganizations.MANAGEMENT,
                FakeOrganizations.PAYMENTS,
                FakeOrganizations.SANDBOX,
                other),
            Map.of(
                FakeOrganizations.MANAGEMENT.id(), Map.of("eu-west-1", NOW),
                other.id(), Map.of("eu-west-1", NOW, "us-east-1", OLD)));

    assertThat(new DeployCommands(coverage).lines())
        .containsExactly(
            "# in the account of the StackSet; a delegated administrator adds --call-as DELEGATED_ADMIN. The StackSet of the hub account is rootmon-spoke-hub",
            "aws cloudformation create-stack-instances --stack-set-name rootmon-spoke"
                + " --deployment-targets OrganizationalUnitIds=$(aws organizations list-roots"
                + " --query 'Roots[0].Id' --output text),AccountFilterType=INTERSECTION,"
                + "Accounts=111122223333,444455556666 --regions eu-west-1 us-east-1"
                + " --operation-preferences RegionConcurrencyType=PARALLEL,"
                + "MaxConcurrentPercentage=100,FailureTolerancePercentage=100",
            "# in the management account, which a service-managed StackSet cannot reach; the bus is the hub's. With a StackSet rootmon-spoke-management: create its stack instances instead",
            "aws cloudformation deploy --stack-name rootmon-spoke --template-file"
                + " iac/spoke/spoke.yaml --capabilities CAPABILITY_NAMED_IAM"
                + " --parameter-overrides HubBusArn=\"$HUB_BUS_ARN\" --region us-east-1",
            "# in 777788889999, which sent heartbeats before: check that the rule exists, is enabled and"
                + " has the hub's bus as target",
            "aws events describe-rule --name rootmon-heartbeat --region us-east-1");
  }

  @Test
  void aMonitoredRegionNeedsNoCommand() {
    Map<String, Instant> heard = Map.of("eu-west-1", NOW, "us-east-1", NOW);

    assertThat(
            new DeployCommands(
                    coverage(
                        List.of(FakeOrganizations.PAYMENTS),
                        Map.of(FakeOrganizations.PAYMENTS.id(), heard)))
                .lines())
        .isEmpty();
  }

  private static Coverage coverage(
      List<OrganizationAccount> members, Map<AccountId, Map<String, Instant>> heard) {
    return Coverage.of(
        AccountList.read(members, NOW),
        heard,
        Map.of(),
        new CoverageSettings(
            new LinkedHashSet<>(List.of("eu-west-1", "us-east-1")), Duration.ofHours(3), Set.of()),
        AccountDirectory.of(Map.of()),
        NOW);
  }
}
