# The whole organization in one plan: whom the hub listens to, and that no account is left out.

mock_provider "aws" {
  source = "../../hub/tests/aws"
}

mock_provider "aws" {
  alias  = "management"
  source = "../../hub/tests/aws"
}

override_data {
  target = data.aws_organizations_organization.this
  values = {
    id                = "o-a1b2c3d4e5"
    master_account_id = "999988887777"
    roots             = [{ id = "r-ab12", arn = "", name = "Root", policy_types = [] }]
    accounts = [
      { id = "111122223333", name = "security", arn = "", email = "", status = "ACTIVE" },
      { id = "444455556666", name = "payments-prod", arn = "", email = "", status = "ACTIVE" },
      { id = "777788889999", name = "closed", arn = "", email = "", status = "SUSPENDED" },
      { id = "999988887777", name = "management", arn = "", email = "", status = "ACTIVE" },
    ]
  }
}

variables {
  function_zip = "../../hub/tests/function.txt"
  regions      = ["eu-west-1", "us-east-1"]
}

run "every_member_gets_a_spoke_in_every_region_and_so_does_who_joins" {
  assert {
    condition = (aws_cloudformation_stack_set.spoke.permission_model == "SERVICE_MANAGED" && aws_cloudformation_stack_set.spoke.auto_deployment[0].enabled
    && aws_cloudformation_stack_instances.spoke.regions == toset(["eu-west-1", "us-east-1"]) && aws_cloudformation_stack_instances.spoke.deployment_targets[0].organizational_unit_ids == toset(["r-ab12"]))
    error_message = "members: expected the organization's root in both regions, with automatic deployment"
  }
  assert {
    condition     = [aws_cloudformation_stack_set.spoke.call_as, aws_cloudformation_stack_instances.spoke.call_as] == ["DELEGATED_ADMIN", "DELEGATED_ADMIN"]
    error_message = "members: expected the hub account to act as delegated administrator"
  }
}

run "the_management_account_gets_its_own_in_every_region" {
  assert {
    condition = (aws_cloudformation_stack_set.management.permission_model == "SELF_MANAGED" && aws_cloudformation_stack_instances.management.accounts == toset(["999988887777"])
    && aws_cloudformation_stack_instances.management.regions == toset(["eu-west-1", "us-east-1"]))
    error_message = "management: expected a StackSet of its own for itself in both regions"
  }
  assert {
    condition     = alltrue([for it in jsondecode(aws_iam_role_policy.execution.policy).Statement : !contains(flatten([it.Action]), "*") && !contains(flatten([it.Action]), "iam:*")])
    error_message = "execution role: ${aws_iam_role_policy.execution.policy}"
  }
}

run "all_spokes_are_the_same_and_send_to_the_one_bus" {
  assert {
    condition = aws_cloudformation_stack_set.spoke.parameters == aws_cloudformation_stack_set.management.parameters && aws_cloudformation_stack_set.spoke.parameters == tomap({
      HubBusArn         = "arn:aws:events:eu-west-1:111122223333:event-bus/rootmon"
      HeartbeatSchedule = "rate(1 hour)"
      GuardDutyFindings = "false"
    })
    error_message = "parameters: ${jsonencode(aws_cloudformation_stack_set.spoke.parameters)}"
  }
  assert {
    condition     = toset(keys(aws_cloudformation_stack_set.spoke.parameters)) == toset(keys(yamldecode(replace(file("../../spoke/spoke.yaml"), "/!(Sub|Ref|GetAtt|Equals|If|Not|And|Or|Join|Select|Split)\\b/", "")).Parameters))
    error_message = "parameters: expected those of the template"
  }
  assert {
    condition     = aws_cloudformation_stack_set.spoke.template_body == file("../../spoke/spoke.yaml") && aws_cloudformation_stack_set.management.template_body == file("../../spoke/spoke.yaml")
    error_message = "template: expected spoke.yaml"
  }
}

run "the_hub_watches_the_same_regions_and_knows_the_accounts_names" {
  assert {
    condition = jsondecode(output.configuration) == {
      accounts = { "111122223333" = { name = "security" }, "444455556666" = { name = "payments-prod" }, "999988887777" = { name = "management" } }
      channels = { topic = { type = "sns", topic = "arn:aws:sns:eu-west-1:111122223333:rootmon" } }
      coverage = { regions = ["eu-west-1", "us-east-1"], silentAfterHours = 3 }
      state    = { table = "rootmon" }
    }
    error_message = "document: ${output.configuration}"
  }
}


run "the_past_can_be_asked_about" {
  command = plan
  variables {
    trail = { bucket = "example-trail", since = "2026/01/01", results = "s3://example-results/rootmon/" }
  }
  assert {
    condition     = output.athena_workgroup == "rootmon"
    error_message = "expected a workgroup but was ${coalesce(output.athena_workgroup, "none")}"
  }
}
