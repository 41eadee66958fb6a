# A stack that failed is reported, although StackSets and Terraform report success.

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

run "a_failed_stack_is_reported_with_its_account_region_and_reason" {
  override_resource {
    target = aws_cloudformation_stack_instances.spoke
    values = { stack_instance_summaries = [
      { account_id = "444455556666", region = "us-east-1", status = "CURRENT", detailed_status = "SUCCEEDED", status_reason = "", drift_status = "", organizational_unit_id = "", stack_id = "", stack_set_id = "" },
      { account_id = "444455556666", region = "eu-west-1", status = "OUTDATED", detailed_status = "FAILED", status_reason = "RetryPolicy is not supported", drift_status = "", organizational_unit_id = "", stack_id = "", stack_set_id = "" },
      { account_id = "777788889999", region = "eu-west-1", status = "OUTDATED", detailed_status = "SKIPPED_SUSPENDED_ACCOUNT", status_reason = "", drift_status = "", organizational_unit_id = "", stack_id = "", stack_set_id = "" },
    ] }
  }

  expect_failures = [check.spokes]
  assert {
    condition     = output.failed_spokes == { "444455556666/eu-west-1" = "FAILED: OUTDATED: RetryPolicy is not supported" }
    error_message = "failed: ${jsonencode(output.failed_spokes)}"
  }
}

