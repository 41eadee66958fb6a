# The whole organization in one plan: the hub, and a spoke in every account and region.

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

override_data {
  target = data.aws_regions.enabled
  values = { names = ["us-east-1", "eu-west-1", "ap-east-1"] }
}

override_data {
  target = data.aws_regions.opted_in
  values = { names = ["ap-east-1"] }
}

variables {
  function_zip = "../../hub/tests/function.txt"
  emails       = ["security@example.com"]
}

run "every_member_gets_a_spoke_in_every_region_and_so_do_new_accounts" {
  assert {
    condition = (aws_cloudformation_stack_set.spoke.permission_model == "SERVICE_MANAGED" && aws_cloudformation_stack_set.spoke.auto_deployment[0].enabled
    && aws_cloudformation_stack_instances.spoke.regions == toset(["ap-east-1", "eu-west-1", "us-east-1"]) && aws_cloudformation_stack_instances.spoke.deployment_targets[0].organizational_unit_ids == toset(["r-ab12"]))
    error_message = "members: expected the organization's root in all enabled regions, with automatic deployment"
  }
  assert {
    condition     = [aws_cloudformation_stack_set.spoke.call_as, aws_cloudformation_stack_instances.spoke.call_as] == ["DELEGATED_ADMIN", "DELEGATED_ADMIN"]
    error_message = "members: expected the hub account to act as delegated administrator"
  }
}

run "the_hub_account_gets_its_spokes_first" {
  assert {
    condition = (aws_cloudformation_stack_set.hub.name == "rootmon-spoke-hub" && !aws_cloudformation_stack_set.hub.auto_deployment[0].enabled
      && aws_cloudformation_stack_instances.hub.deployment_targets[0].account_filter_type == "INTERSECTION" && aws_cloudformation_stack_instances.hub.deployment_targets[0].accounts == toset(["111122223333"])
    && aws_cloudformation_stack_instances.hub.regions == toset(["ap-east-1", "eu-west-1", "us-east-1"]))
    error_message = "hub: expected a StackSet of its own for the hub account in all regions"
  }
  assert {
    condition     = aws_cloudformation_stack_instances.spoke.deployment_targets[0].account_filter_type == "DIFFERENCE" && aws_cloudformation_stack_instances.spoke.deployment_targets[0].accounts == toset(["111122223333"])
    error_message = "members: expected every account but the hub account"
  }
}

run "a_pilot_covers_some_units_and_accounts" {
  command = plan
  variables {
    organizational_units = ["ou-ab12-11111111"]
    accounts_filter      = { type = "INTERSECTION", accounts = ["444455556666", "111122223333"] }
  }
  assert {
    condition = (aws_cloudformation_stack_instances.spoke.deployment_targets[0].organizational_unit_ids == toset(["ou-ab12-11111111"])
    && aws_cloudformation_stack_instances.spoke.deployment_targets[0].account_filter_type == "INTERSECTION" && aws_cloudformation_stack_instances.spoke.deployment_targets[0].accounts == toset(["444455556666"]))
    error_message = "pilot: ${jsonencode(aws_cloudformation_stack_instances.spoke.deployment_targets)}"
  }
  assert {
    condition     = !aws_cloudformation_stack_set.spoke.auto_deployment[0].enabled
    error_message = "pilot: expected no automatic deployment, which ignores the filter"
  }
}

run "a_pilots_units_are_ids" {
  command = plan
  variables {
    organizational_units = ["Workloads/Prod"]
  }
  expect_failures = [var.organizational_units]
}

run "a_pilots_filter_is_one_of_stack_sets" {
  command = plan
  variables {
    accounts_filter = { type = "UNION", accounts = ["444455556666"] }
  }
  expect_failures = [var.accounts_filter]
}

run "a_pilot_names_accounts" {
  command = plan
  variables {
    accounts_filter = { type = "INTERSECTION", accounts = ["payments-prod"] }
  }
  expect_failures = [var.accounts_filter]
}

# The provider deletes the spokes of the other accounts when an account is removed from such a list.
run "a_pilot_leaves_no_accounts_out" {
  command = plan
  variables {
    accounts_filter = { type = "DIFFERENCE", accounts = ["444455556666"] }
  }
  expect_failures = [var.accounts_filter]
}

run "a_pilot_has_an_account_besides_the_hub" {
  command = plan
  variables {
    accounts_filter = { type = "INTERSECTION", accounts = ["111122223333"] }
  }
  expect_failures = [aws_cloudformation_stack_instances.spoke]
}

run "a_heartbeat_is_sent_before_its_account_counts_as_silent" {
  command = plan
  variables {
    heartbeat_schedule = "rate(3 hours)"
  }
  expect_failures = [aws_cloudformation_stack_set.spoke]
}

run "a_heartbeat_of_every_few_hours_is_sent_before_its_account_counts_as_silent" {
  command = plan
  variables {
    heartbeat_schedule = "cron(0 */6 * * ? *)"
    coverage           = { silent_after_hours = 6 }
  }
  expect_failures = [aws_cloudformation_stack_set.spoke]
}

run "a_heartbeat_has_a_schedule_whose_interval_is_known" {
  command = plan
  variables {
    heartbeat_schedule = "cron(0 6 * * ? *)"
    coverage           = { silent_after_hours = 48 }
  }
  expect_failures = [var.heartbeat_schedule]
}

run "a_slower_heartbeat_is_accepted_with_a_longer_silence" {
  command = plan
  variables {
    heartbeat_schedule = "cron(0 0/6 * * ? *)"
    coverage           = { silent_after_hours = 12 }
  }
  assert {
    condition     = aws_cloudformation_stack_set.spoke.parameters.HeartbeatSchedule == "cron(0 0/6 * * ? *)"
    error_message = "heartbeats: ${jsonencode(aws_cloudformation_stack_set.spoke.parameters)}"
  }
}

run "a_region_that_is_left_out_is_reported" {
  command = plan
  variables {
    regions = ["eu-west-1", "us-east-1"]
  }
  expect_failures = [check.regions]
}

run "a_home_region_that_members_may_not_have_is_reported" {
  command = plan
  variables {
    home_region = "ap-east-1"
  }
  expect_failures = [check.home_region]
}

run "the_management_account_gets_its_own_in_every_region" {
  assert {
    condition = (aws_cloudformation_stack_set.management.permission_model == "SELF_MANAGED" && aws_cloudformation_stack_instances.management.accounts == toset(["999988887777"])
    && aws_cloudformation_stack_instances.management.regions == toset(["ap-east-1", "eu-west-1", "us-east-1"]))
    error_message = "management: expected a StackSet of its own for itself in all enabled regions"
  }
  assert {
    condition = alltrue([for it in [aws_cloudformation_stack_set.management, aws_cloudformation_stack_set.hub, aws_cloudformation_stack_set.spoke] : [for preferences in it.operation_preferences : [
      preferences.failure_tolerance_percentage, preferences.max_concurrent_percentage, preferences.region_concurrency_type,
    ]] == [[100, 100, "PARALLEL"]]])
    error_message = "StackSets: expected a failed stack not to stop an update of the others"
  }
  assert {
    condition     = alltrue([for it in jsondecode(aws_iam_role_policy.execution.policy).Statement : !contains(flatten([it.Action]), "*") && !contains(flatten([it.Action]), "iam:*")])
    error_message = "execution role: ${aws_iam_role_policy.execution.policy}"
  }
  assert {
    condition     = length(setsubtract(["events:TagResource", "events:UntagResource", "events:ListTagsForResource", "iam:PutRolePermissionsBoundary"], flatten(jsondecode(aws_iam_role_policy.execution.policy).Statement[*].Action))) == 0
    error_message = "execution role: expected the actions for tags and the boundary but was ${aws_iam_role_policy.execution.policy}"
  }
  # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
  assert {
    condition     = jsondecode(aws_iam_role.administration.assume_role_policy).Statement[0].Principal.Service == ["cloudformation.amazonaws.com", "cloudformation.ap-east-1.amazonaws.com"]
    error_message = "administration role: ${aws_iam_role.administration.assume_role_policy}"
  }
}

run "all_spokes_are_the_same_and_send_to_the_one_bus" {
  assert {
    condition = aws_cloudformation_stack_set.spoke.parameters == aws_cloudformation_stack_set.management.parameters && aws_cloudformation_stack_set.hub.parameters == aws_cloudformation_stack_set.spoke.parameters && aws_cloudformation_stack_set.spoke.parameters == tomap({
      HubBusArn               = "arn:aws:events:eu-west-1:111122223333:event-bus/rootmon"
      HeartbeatSchedule       = "rate(1 hour)"
      GuardDutyFindings       = "false"
      OrganizationId          = "o-a1b2c3d4e5"
      PermissionsBoundaryName = ""
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

run "the_hub_monitors_the_same_regions_and_has_the_accounts_names" {
  assert {
    condition = jsondecode(output.configuration) == {
      accounts = { "111122223333" = { name = "security" }, "444455556666" = { name = "payments-prod" }, "999988887777" = { name = "management" } }
      channels = { topic = { type = "sns", topic = "arn:aws:sns:eu-west-1:111122223333:rootmon" } }
      coverage = { regions = ["ap-east-1", "eu-west-1", "us-east-1"], stackSets = ["rootmon-spoke-hub", "rootmon-spoke"], silentAfterHours = 3 }
      state    = { table = "rootmon" }

      protectedResources = {
        kmsKeys  = ["arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"]
        eventBus = "arn:aws:events:eu-west-1:111122223333:event-bus/rootmon"
      }
    }
    error_message = "document: ${output.configuration}"
  }
}


run "the_past_can_be_queried" {
  command = plan
  variables {
    trail = { bucket = "example-trail", since = "2026/01/01", results = "s3://example-results/rootmon/" }
  }
  assert {
    condition     = output.athena_workgroup == "rootmon"
    error_message = "expected a workgroup but was ${coalesce(output.athena_workgroup, "none")}"
  }
}

run "every_role_and_spoke_has_the_boundary_and_the_tags" {
  command = plan
  variables {
    permissions_boundary_name = "platform/boundary"
    tags                      = { team = "security" }
  }
  assert {
    condition = (aws_iam_role.administration.permissions_boundary == "arn:aws:iam::999988887777:policy/platform/boundary" && aws_iam_role.execution.permissions_boundary == "arn:aws:iam::999988887777:policy/platform/boundary"
    && aws_cloudformation_stack_set.spoke.parameters.PermissionsBoundaryName == "platform/boundary")
    error_message = "boundary: expected it on the roles of both accounts"
  }
  assert {
    condition     = alltrue([for it in [aws_cloudformation_stack_set.spoke.tags, aws_cloudformation_stack_set.hub.tags, aws_cloudformation_stack_set.management.tags, aws_iam_role.execution.tags] : it == tomap({ team = "security" })])
    error_message = "tags: expected them on the StackSets and roles"
  }
}

# Organizations retired the account's status on 2026-09-09; a provider without `state` may leave it empty.
run "accounts_without_a_status_are_active" {
  command = plan
  override_data {
    target = data.aws_organizations_organization.this
    values = {
      id                = "o-a1b2c3d4e5"
      master_account_id = "999988887777"
      roots             = [{ id = "r-ab12", arn = "", name = "Root", policy_types = [] }]
      accounts          = [{ id = "444455556666", name = "payments-prod", arn = "", email = "", status = "" }]
    }
  }
  assert {
    condition     = jsondecode(output.configuration).accounts == { "444455556666" = { name = "payments-prod" } }
    error_message = "accounts: ${output.configuration}"
  }
}
