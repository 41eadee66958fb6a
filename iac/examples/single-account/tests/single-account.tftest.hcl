# One account without an organization: hub and spokes in one plan.

mock_provider "aws" {
  source = "../../hub/tests/aws"
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
  account_name = "payments-prod"
}

run "every_enabled_region_gets_a_spoke_of_this_account" {
  assert {
    condition = (aws_cloudformation_stack_set.spoke.permission_model == "SELF_MANAGED" && aws_cloudformation_stack_instances.spoke.accounts == toset(["111122223333"])
    && aws_cloudformation_stack_instances.spoke.regions == toset(["ap-east-1", "eu-west-1", "us-east-1"]))
    error_message = "spokes: expected one in every enabled region"
  }
  assert {
    condition = [for it in aws_cloudformation_stack_set.spoke.operation_preferences : [
      it.failure_tolerance_percentage, it.max_concurrent_percentage, it.region_concurrency_type,
    ]] == [[100, 100, "PARALLEL"]]
    error_message = "spokes: expected a failed stack not to stop an update of the others"
  }
  assert {
    condition = aws_cloudformation_stack_set.spoke.parameters == tomap({
      HubBusArn               = "arn:aws:events:eu-west-1:111122223333:event-bus/rootmon"
      HeartbeatSchedule       = "rate(1 hour)"
      GuardDutyFindings       = "false"
      OrganizationId          = ""
      PermissionsBoundaryName = ""
    })
    error_message = "parameters: ${jsonencode(aws_cloudformation_stack_set.spoke.parameters)}"
  }
  assert {
    condition     = jsondecode(aws_iam_role.administration.assume_role_policy).Statement[0].Principal.Service == ["cloudformation.amazonaws.com", "cloudformation.ap-east-1.amazonaws.com"]
    error_message = "administration role: ${aws_iam_role.administration.assume_role_policy}"
  }
}

run "nothing_asks_for_an_organization" {
  assert {
    condition = jsondecode(output.configuration) == {
      accounts = { "111122223333" = { name = "payments-prod" } }
      channels = { topic = { type = "sns", topic = "arn:aws:sns:eu-west-1:111122223333:rootmon" } }
      state    = { table = "rootmon" }

      protectedResources = {
        kmsKeys  = ["arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"]
        eventBus = "arn:aws:events:eu-west-1:111122223333:event-bus/rootmon"
      }
    }
    error_message = "document: ${output.configuration}"
  }
}

run "the_account_has_an_owner_and_a_unit" {
  command = plan
  variables {
    account_owner               = "payments team"
    account_organizational_unit = "Root/Workloads"
    routes                      = [{ channels = ["topic"] }, { channels = ["topic"], organizational_units = ["Root/Workloads"], severity = "LOW" }]
  }
  assert {
    condition     = jsondecode(output.configuration).accounts == { "111122223333" = { name = "payments-prod", owner = "payments team", organizationalUnit = "Root/Workloads" } }
    error_message = "accounts: ${output.configuration}"
  }
}

run "an_account_needs_no_description" {
  command = plan
  variables {
    account_name = null
  }
  assert {
    condition     = !contains(keys(jsondecode(output.configuration)), "accounts")
    error_message = "accounts: ${output.configuration}"
  }
}

# The alarm counts one heartbeat for each region and hour: fewer set it off, more hide a silent region.
run "a_region_sends_no_fewer_heartbeats_than_one_an_hour" {
  command = plan
  variables {
    heartbeat_schedule = "rate(2 hours)"
  }
  expect_failures = [var.heartbeat_schedule]
}

run "a_region_sends_no_more_heartbeats_than_one_an_hour" {
  command = plan
  variables {
    heartbeat_schedule = "cron(0/30 * * * ? *)"
  }
  expect_failures = [var.heartbeat_schedule]
}

run "a_region_that_is_left_out_is_reported" {
  command = plan
  variables {
    regions = ["eu-west-1", "us-east-1"]
  }
  expect_failures = [check.regions]
}
