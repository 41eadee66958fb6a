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

      protectedResources = { kmsKeys = ["arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"] }
    }
    error_message = "document: ${output.configuration}"
  }
}

run "a_region_that_is_left_out_is_reported" {
  command = plan
  variables {
    regions = ["eu-west-1", "us-east-1"]
  }
  expect_failures = [check.regions]
}
