# The members' spokes: StackSets over the organization's root, or over the units of a pilot. Accounts that join get
# their spokes by automatic deployment.

locals {
  spoke = file("${path.module}/../../spoke/spoke.yaml")
  spoke_parameters = {
    HubBusArn               = module.hub.bus_arn
    HeartbeatSchedule       = var.heartbeat_schedule
    GuardDutyFindings       = tostring(var.guardduty)
    OrganizationId          = data.aws_organizations_organization.this.id
    PermissionsBoundaryName = local.boundary == null ? "" : local.boundary
  }

  root             = data.aws_organizations_organization.this.roots[0].id
  hub_stack_set    = "rootmon-spoke-hub"
  member_stack_set = "rootmon-spoke"

  # The hub account has a StackSet of its own, which leaves it out here. The list of DIFFERENCE must not change: the
  # provider would delete the spokes of all accounts that are not in it.
  # https://github.com/hashicorp/terraform-provider-aws/issues/47721
  filter = var.accounts_filter == null ? { type = "DIFFERENCE", accounts = toset([local.hub]) } : {
    type     = "INTERSECTION"
    accounts = setsubtract(var.accounts_filter.accounts, [local.hub])
  }

  # The longest time between two heartbeats.
  heartbeat_rate    = try(regex("^rate\\((?P<count>[0-9]+) (?P<unit>minute|hour)s?\\)$", var.heartbeat_schedule), null)
  heartbeat_step    = try(tonumber(regex("^cron\\(\\S+ (?:[*]|0)/([0-9]+) ", var.heartbeat_schedule)[0]), 1)
  heartbeat_minutes = local.heartbeat_rate == null ? 60 * local.heartbeat_step : tonumber(local.heartbeat_rate.count) * { minute = 1, hour = 60 }[local.heartbeat_rate.unit]
  silent_hours      = try(coalesce(var.coverage.silent_after_hours, 3), 3)
}

# First the hub account: its stacks create the queues in which the rules of all accounts leave their dead letters.
# A StackSet of its own, since the provider reads all instances of a StackSet into each of its resources.
resource "aws_cloudformation_stack_set" "hub" {
  name             = local.hub_stack_set
  description      = "rootmon's spoke in the hub account"
  permission_model = "SERVICE_MANAGED"
  call_as          = "DELEGATED_ADMIN"
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  template_body    = local.spoke
  parameters       = local.spoke_parameters
  tags             = var.tags

  auto_deployment {
    enabled = false
  }

  managed_execution {
    active = true
  }

  operation_preferences {
    failure_tolerance_percentage = 100
    max_concurrent_percentage    = 100
    region_concurrency_type      = "PARALLEL"
  }

  timeouts {
    update = "4h"
  }

  lifecycle {
    # Service-managed: AWS sets it.
    ignore_changes = [administration_role_arn]

    precondition {
      condition     = local.hub != local.management
      error_message = "hub_role: expected a member account as the hub account, but ${local.hub} is the management account, which service-managed StackSets skip."
    }
  }
}

resource "aws_cloudformation_stack_instances" "hub" {
  stack_set_name = aws_cloudformation_stack_set.hub.name
  call_as        = "DELEGATED_ADMIN"
  regions        = local.regions

  deployment_targets {
    organizational_unit_ids = [local.root]
    account_filter_type     = "INTERSECTION"
    accounts                = [local.hub]
  }

  operation_preferences {
    failure_tolerance_percentage = 100
    max_concurrent_percentage    = 100
    region_concurrency_type      = "PARALLEL"
  }

  timeouts {
    create = "4h"
    update = "4h"
    delete = "4h"
  }
}

resource "aws_cloudformation_stack_set" "spoke" {
  name             = local.member_stack_set
  description      = "rootmon's spoke in every account"
  permission_model = "SERVICE_MANAGED"
  call_as          = "DELEGATED_ADMIN"
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  template_body    = local.spoke
  parameters       = local.spoke_parameters
  tags             = var.tags

  # Automatic deployment ignores the filter, so a pilot of some accounts has none.
  # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
  auto_deployment {
    enabled                          = var.accounts_filter == null
    retain_stacks_on_account_removal = false
  }

  # Operations wait for each other instead of failing.
  managed_execution {
    active = true
  }

  # A failure in one account must not leave the others without a spoke. check.spokes reports the failed stacks.
  operation_preferences {
    failure_tolerance_percentage = 100
    max_concurrent_percentage    = 100
    region_concurrency_type      = "PARALLEL"
  }

  timeouts {
    update = "4h"
  }

  lifecycle {
    # Service-managed: AWS sets it.
    ignore_changes = [administration_role_arn]

    precondition {
      condition     = local.heartbeat_minutes < 60 * local.silent_hours
      error_message = "heartbeat_schedule: expected heartbeats more often than coverage.silent_after_hours (${local.silent_hours}), or every account and region counts as silent, but was ${var.heartbeat_schedule}."
    }
  }
}

resource "aws_cloudformation_stack_instances" "spoke" {
  stack_set_name = aws_cloudformation_stack_set.spoke.name
  call_as        = "DELEGATED_ADMIN"
  regions        = local.regions

  deployment_targets {
    organizational_unit_ids = var.organizational_units == null ? [local.root] : var.organizational_units
    account_filter_type     = local.filter.type
    accounts                = local.filter.accounts
  }

  operation_preferences {
    failure_tolerance_percentage = 100
    max_concurrent_percentage    = 100
    region_concurrency_type      = "PARALLEL"
  }

  timeouts {
    create = "4h"
    update = "4h"
    delete = "4h"
  }

  lifecycle {
    precondition {
      condition     = length(local.filter.accounts) > 0
      error_message = "accounts_filter.accounts: expected at least one account besides the hub account, which is always monitored."
    }
  }

  # The rules name the hub account's queues, and removing the hub's first would lose dead letters.
  depends_on = [aws_cloudformation_stack_instances.hub]
}
