# A stack that failed is reported, although StackSets and Terraform report success.

mock_provider "aws" {
  source = "../../hub/tests/aws"
}

override_data {
  target = data.aws_regions.enabled
  values = { names = ["us-east-1", "eu-west-1"] }
}

override_data {
  target = data.aws_regions.opted_in
  values = { names = [] }
}

variables {
  function_zip = "../../hub/tests/function.txt"
  emails       = ["security@example.com"]
}

run "a_failed_stack_is_reported_with_its_region_and_reason" {
  override_resource {
    target = aws_cloudformation_stack_instances.spoke
    values = { stack_instance_summaries = [
      { account_id = "111122223333", region = "us-east-1", status = "CURRENT", detailed_status = "SUCCEEDED", status_reason = "", drift_status = "", organizational_unit_id = "", stack_id = "", stack_set_id = "" },
      { account_id = "111122223333", region = "eu-west-1", status = "OUTDATED", detailed_status = "FAILED", status_reason = "Queue exists", drift_status = "", organizational_unit_id = "", stack_id = "", stack_set_id = "" },
    ] }
  }
  expect_failures = [check.spokes]
  assert {
    condition     = output.failed_spokes == { eu-west-1 = "FAILED: OUTDATED: Queue exists" }
    error_message = "failed: ${jsonencode(output.failed_spokes)}"
  }
}
