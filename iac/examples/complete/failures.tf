# StackSets reports an operation as SUCCEEDED while it stays within its failure tolerance, so Terraform would print
# "Apply complete!" even if every stack failed. This file reads the result of each stack.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperation.html

locals {
  stack_instances = flatten([for it in [
    aws_cloudformation_stack_instances.hub, aws_cloudformation_stack_instances.spoke, aws_cloudformation_stack_instances.management,
  ] : it.stack_instance_summaries == null ? [] : it.stack_instance_summaries])

  # An older summary has no detailed status: there CURRENT is the status of a stack that was deployed.
  failed_spokes = {
    for it in local.stack_instances : "${it.account_id}/${it.region}" => join(": ", compact([
      it.detailed_status, it.status, it.status_reason,
    ]))
    if !contains(["SUCCEEDED", "SKIPPED_SUSPENDED_ACCOUNT", "CURRENT"], try(coalesce(it.detailed_status, it.status), "UNKNOWN"))
  }
}

check "spokes" {
  assert {
    condition     = length(local.failed_spokes) == 0
    error_message = "spokes: ${length(local.failed_spokes)} account-regions have no working spoke, so root is not monitored there: ${join("; ", [for place, reason in local.failed_spokes : "${place} (${reason})"])}"
  }
}
