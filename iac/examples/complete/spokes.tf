# The members' spokes: one StackSet over the organization's root; accounts that join get theirs by themselves.

locals {
  spoke = file("${path.module}/../../spoke/spoke.yaml")
  spoke_parameters = {
    HubBusArn         = module.hub.bus_arn
    HeartbeatSchedule = var.heartbeat_schedule
    GuardDutyFindings = tostring(var.guardduty)
  }
}

resource "aws_cloudformation_stack_set" "spoke" {
  name             = "rootmon-spoke"
  description      = "rootmon's spoke in every account"
  permission_model = "SERVICE_MANAGED"
  call_as          = "DELEGATED_ADMIN"
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  template_body    = local.spoke
  parameters       = local.spoke_parameters

  auto_deployment {
    enabled                          = true
    retain_stacks_on_account_removal = false
  }

  # Operations wait for each other instead of failing.
  managed_execution {
    active = true
  }

  # One account's trouble must not leave the others unwatched; the coverage check tells of it.
  operation_preferences {
    failure_tolerance_percentage = 100
    max_concurrent_percentage    = 100
    region_concurrency_type      = "PARALLEL"
  }

  lifecycle {
    # Service-managed: AWS fills it in.
    ignore_changes = [administration_role_arn]
  }
}

resource "aws_cloudformation_stack_instances" "spoke" {
  stack_set_name = aws_cloudformation_stack_set.spoke.name
  call_as        = "DELEGATED_ADMIN"
  regions        = var.regions

  deployment_targets {
    organizational_unit_ids = [data.aws_organizations_organization.this.roots[0].id]
  }

  operation_preferences {
    failure_tolerance_percentage = 100
    max_concurrent_percentage    = 100
    region_concurrency_type      = "PARALLEL"
  }
}
