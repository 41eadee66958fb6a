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

  # The hub account has a StackSet of its own, which leaves it out here.
  filter = var.accounts_filter == null ? { type = "DIFFERENCE", accounts = [local.hub] } : {
    type     = var.accounts_filter.type
    accounts = var.accounts_filter.type == "DIFFERENCE" ? distinct(concat(var.accounts_filter.accounts, [local.hub])) : setsubtract(var.accounts_filter.accounts, [local.hub])
  }
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

  auto_deployment {
    enabled                          = true
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

  # The rules name the hub account's queues, and removing the hub's first would lose dead letters.
  depends_on = [aws_cloudformation_stack_instances.hub]
}
