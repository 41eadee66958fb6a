package io.rootmon.lambda.iac;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.lambda.moto.JsonScalars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The complete example, deployed in an organization of moto's by a copy of the code that is changed
 * where moto is not as AWS; see the overrides.
 */
record ExampleOnMoto(Terraform terraform, MotoOrganization organization) {
  /** moto forgets it, and the provider waits for it for three minutes. */
  private static final String HUB_OVERRIDE =
      """
      resource "aws_sqs_queue" "dead_letters" {
        redrive_allow_policy = null
      }
      """;

  /**
   * moto has an organization in its management account only. The StackSets are created there and
   * not by the delegated administrator, each for a unit of its own, because moto ignores the
   * account filter.
   */
  private static final String EXAMPLE_OVERRIDE =
      """
      resource "aws_cloudformation_stack_set" "hub" {
        provider = aws.management
        call_as  = "SELF"
      }
      resource "aws_cloudformation_stack_instances" "hub" {
        provider = aws.management
        call_as  = "SELF"
        deployment_targets {
          organizational_unit_ids = ["%s"]
        }
      }
      resource "aws_cloudformation_stack_set" "spoke" {
        provider = aws.management
        call_as  = "SELF"
      }
      resource "aws_cloudformation_stack_instances" "spoke" {
        provider = aws.management
        call_as  = "SELF"
        deployment_targets {
          organizational_unit_ids = ["%s"]
        }
      }
      """;

  /** The values that moto does not store: the address, and the change that terraform would plan. */
  static final Map<String, String> KNOWN_DRIFT =
      Map.of(
          // managed_execution and capabilities are forgotten, auto_deployment too.
          "aws_cloudformation_stack_set.management", "update",
          "aws_cloudformation_stack_set.hub", "delete create",
          "aws_cloudformation_stack_set.spoke", "delete create",
          // The alias is resolved to its version.
          "module.hub.aws_lambda_event_source_mapping.queue", "update",
          // The same document, with other spaces.
          "module.hub.aws_sqs_queue.this", "update");

  static ExampleOnMoto in(Path folder, MotoOrganization organization, Path zip, String slackToken)
      throws IOException, InterruptedException {
    Terraform terraform =
        Terraform.in(folder, "examples/complete")
            .with(
                Map.of(
                    "AWS_ENDPOINT_URL", organization.management().moto().address().toString(),
                    "AWS_ACCESS_KEY_ID", MotoOrganization.KEY,
                    "AWS_SECRET_ACCESS_KEY", "not-a-secret-access-key",
                    "AWS_EC2_METADATA_DISABLED", "true",
                    // Terraform polls for minutes for features that moto lacks.
                    "AWS_MAX_ATTEMPTS", "2"));
    Path example = terraform.folder();
    Files.writeString(example.resolve("../../hub/moto_override.tf"), HUB_OVERRIDE);
    Files.writeString(
        example.resolve("moto_override.tf"),
        EXAMPLE_OVERRIDE.formatted(organization.security(), organization.workloads()));
    // Paused: the test takes the queue. moto forgets snap_start.
    Files.writeString(
        example.resolve("terraform.tfvars"),
        """
        hub_role            = "%s"
        regions             = [%s]
        function_zip        = "%s"
        function            = { paused = true, snap_start = false }
        deletion_protection = false
        emails              = ["security@example.com"]
        ses                 = { mail = { from = "%s", to = ["security@example.com"] } }
        slack               = { chat = { token = { arn = "%s" }, channel = "C0123456789" } }
        """
            .formatted(
                MotoOrganization.role(organization.hub().account()),
                MotoOrganization.REGIONS.stream().map(it -> '"' + it + '"').collect(joining(", ")),
                zip.toAbsolutePath(),
                RecipientInboxes.SENDER,
                slackToken));
    return new ExampleOnMoto(terraform, organization);
  }

  void apply() throws IOException, InterruptedException {
    succeed("init");
    succeed("apply", "-auto-approve");
  }

  String output(String name) throws IOException, InterruptedException {
    return output(name, "-raw");
  }

  /** An output in a form such as {@code -json}. */
  String output(String name, String form) throws IOException, InterruptedException {
    return succeed("output", form, name);
  }

  /** What another apply would change. */
  Map<String, String> drift() throws IOException, InterruptedException {
    succeed("plan", "-out", "again");
    Map<String, String> plan = JsonScalars.of(succeed("show", "-json", "again"));
    Map<String, String> changes = new TreeMap<>();
    for (int i = 0; plan.containsKey("/resource_changes/" + i + "/address"); i++) {
      String change = "/resource_changes/" + i;
      String first = plan.getOrDefault(change + "/change/actions/0", "none");
      String second = plan.getOrDefault(change + "/change/actions/1", "");
      if (!first.equals("no-op") && !first.equals("read")) {
        changes.put(plan.getOrDefault(change + "/address", "none"), (first + " " + second).strip());
      }
    }
    return changes;
  }

  /**
   * moto deletes instances of accounts and not of organizational units, so the instances are
   * deleted by account.
   */
  void destroy() throws IOException, InterruptedException {
    deleteInstances("rootmon-spoke", organization.member());
    deleteInstances("rootmon-spoke-hub", organization.hub());
    succeed("destroy", "-auto-approve");
    assertThat(succeed("state", "list")).isEmpty();
  }

  private void deleteInstances(String stackSet, MotoAccountRegion account)
      throws IOException, InterruptedException {
    StringBuilder regions = new StringBuilder();
    for (int i = 0; i < MotoOrganization.REGIONS.size(); i++) {
      regions.append("&Regions.member.%d=%s".formatted(i + 1, MotoOrganization.REGIONS.get(i)));
    }
    organization
        .management()
        .form(
            "cloudformation",
            "Action=DeleteStackInstances&Version=2010-05-15&RetainStacks=false&StackSetName="
                + stackSet
                + "&Accounts.member.1="
                + account.account()
                + regions);
  }

  private String succeed(String... command) throws IOException, InterruptedException {
    Terraform.Ran ran = terraform.run(command);
    assertThat(ran.code()).as("terraform %s: %s", command[0], ran.said()).isZero();
    return ran.said();
  }
}
