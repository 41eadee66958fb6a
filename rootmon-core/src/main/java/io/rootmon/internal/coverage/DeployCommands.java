package io.rootmon.internal.coverage;

import io.rootmon.cloudtrail.ReadResult.ControlRecord;
import io.rootmon.internal.coverage.AccountCoverage.RegionCoverage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Creates the commands that deploy missing spokes. A service-managed StackSet deploys to <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html">
 * single accounts as an intersection with the organization's root, and never to the management
 * account</a>, which needs plain stacks.
 */
public final class DeployCommands {
  private static final String STACK = "rootmon-spoke";

  private final Coverage coverage;

  public DeployCommands(Coverage coverage) {
    this.coverage = coverage;
  }

  /** Returns commands for a shell, and comments with the account to run them in. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<String> deploying = stackSet();
    if (!deploying.isEmpty()) {
      lines.add(
          "# in the account of the StackSet; a delegated administrator adds --call-as DELEGATED_ADMIN. The StackSet of the hub account is rootmon-spoke-hub");
      lines.addAll(deploying);
    }
    List<String> management = management();
    if (!management.isEmpty()) {
      lines.add(
          "# in the management account, which a service-managed StackSet cannot reach; the bus is the hub's. With a StackSet rootmon-spoke-management: create its stack instances instead");
      lines.addAll(management);
    }
    for (AccountCoverage account : coverage.withGaps()) {
      for (RegionCoverage place : account.with(CoverageStatus.SILENT)) {
        lines.add(
            "# in "
                + account.id()
                + ", which sent heartbeats before: check that the rule exists, is enabled and has the hub's bus as target");
        lines.add(
            "aws events describe-rule --name "
                + ControlRecord.HEARTBEAT_RULE
                + " --region "
                + place.region());
      }
    }
    return lines;
  }

  /** Returns one command for all accounts with the same missing regions. */
  List<String> stackSet() {
    Map<String, List<String>> accounts = new LinkedHashMap<>();
    for (AccountCoverage account : coverage.withGaps()) {
      if (!account.isManagement() && !account.with(CoverageStatus.MISSING).isEmpty()) {
        accounts
            .computeIfAbsent(regions(account), unused -> new ArrayList<>())
            .add(account.id().value());
      }
    }
    List<String> commands = new ArrayList<>();
    accounts.forEach(
        (regions, ids) ->
            commands.add(
                "aws cloudformation create-stack-instances --stack-set-name "
                    + STACK
                    + " --deployment-targets OrganizationalUnitIds="
                    + "$(aws organizations list-roots --query 'Roots[0].Id' --output text)"
                    + ",AccountFilterType=INTERSECTION,Accounts="
                    + String.join(",", ids)
                    + " --regions "
                    + regions
                    + " --operation-preferences RegionConcurrencyType=PARALLEL"
                    + ",MaxConcurrentPercentage=100,FailureTolerancePercentage=100"));
    return commands;
  }

  private List<String> management() {
    return coverage.withGaps().stream()
        .filter(AccountCoverage::isManagement)
        .flatMap(it -> it.with(CoverageStatus.MISSING).stream())
        .map(
            it ->
                "aws cloudformation deploy --stack-name "
                    + STACK
                    + " --template-file iac/spoke/spoke.yaml --capabilities CAPABILITY_NAMED_IAM"
                    + " --parameter-overrides HubBusArn=\"$HUB_BUS_ARN\" --region "
                    + it.region())
        .toList();
  }

  private static String regions(AccountCoverage account) {
    return account.with(CoverageStatus.MISSING).stream()
        .map(RegionCoverage::region)
        .collect(Collectors.joining(" "));
  }
}
