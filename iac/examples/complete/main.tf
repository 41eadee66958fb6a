# The whole organization: the hub, the spokes in every member account and region, and the spokes of the management
# account, which service-managed StackSets skip.

data "aws_organizations_organization" "this" {
  provider = aws.management
}

data "aws_partition" "this" {}

data "aws_caller_identity" "hub" {}

# https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
data "aws_regions" "enabled" {
  provider    = aws.management
  all_regions = true

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required", "opted-in"]
  }
}

data "aws_regions" "opted_in" {
  provider    = aws.management
  all_regions = true

  filter {
    name   = "opt-in-status"
    values = ["opted-in"]
  }
}

locals {
  regions = var.regions == null ? sort(tolist(data.aws_regions.enabled.names)) : var.regions

  # Organizations retired `status` on 2026-09-09 in favor of `state`, which only later versions of the provider support.
  # https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
  members = {
    for it in data.aws_organizations_organization.this.accounts : it.id => { name = it.name }
    if !contains(["SUSPENDED", "PENDING_CLOSURE", "CLOSED"], coalesce(try(it.state, null), try(it.status, null), "ACTIVE"))
  }
  names = merge(local.members, var.accounts)
  # The whole document has 8 KB.
  names_fit = length(jsonencode(local.names)) < 6000

  boundary = var.permissions_boundary_name
  boundary_arns = { for account in [local.hub, local.management] :
    account => local.boundary == null ? null : "arn:${local.partition}:iam::${account}:policy/${local.boundary}"
  }
  hub = data.aws_caller_identity.hub.account_id
}

check "account_names" {
  assert {
    condition     = local.names_fit
    error_message = "accounts: the names do not fit the configuration document, so messages show account IDs. Set organization, which looks up each name when it is needed, or name the most important accounts in accounts."
  }
}

check "regions" {
  assert {
    condition     = length(setsubtract(data.aws_regions.enabled.names, local.regions)) == 0
    error_message = "regions: enabled in the management account and not monitored: ${join(", ", sort(tolist(setsubtract(data.aws_regions.enabled.names, local.regions))))}. Root's keys and sessions can act there without an alert."
  }
}

check "home_region" {
  assert {
    condition     = !contains(data.aws_regions.opted_in.names, var.home_region)
    error_message = "home_region: ${var.home_region} is not enabled by default. Events of accounts that did not enable it may not arrive there."
  }
}

module "hub" {
  source = "../../hub"

  organization_id      = data.aws_organizations_organization.this.id
  regions              = local.regions
  function_zip         = var.function_s3 == null ? var.function_zip : null
  function_s3          = var.function_s3
  function             = var.function
  emails               = var.emails
  subscriptions        = var.subscriptions
  topic_name           = var.topic_name
  topic_format         = var.topic_format
  alarm_topics         = var.alarm_topics
  ses                  = var.ses
  slack                = var.slack
  teams                = var.teams
  webhook              = var.webhook
  pagerduty            = var.pagerduty
  jsm                  = var.jsm
  eventbridge          = var.eventbridge
  securityhub          = var.securityhub
  time_zone            = var.time_zone
  proxy                = var.proxy
  templates            = var.templates
  layers               = var.layers
  network              = var.network
  secret_keys          = var.secret_keys
  routes               = var.routes
  rules                = var.rules
  custom_rules         = var.custom_rules
  exclusions           = var.exclusions
  organization         = var.organization
  links                = var.links
  maintenance_windows  = var.maintenance_windows
  inactivity_minutes   = var.inactivity_minutes
  max_incident_hours   = var.max_incident_hours
  location             = var.location
  responses            = var.responses
  escalation           = var.escalation
  coverage             = merge({ stack_sets = [local.hub_stack_set, local.member_stack_set] }, var.coverage)
  retention            = var.retention
  weekly_report        = var.weekly_report
  accounts             = { for id, it in local.names : id => it if local.names_fit || contains(keys(var.accounts), id) }
  sources              = var.sources
  dashboard            = var.dashboard
  permissions_boundary = local.boundary_arns[local.hub]
  tags                 = var.tags
  deletion_protection  = var.deletion_protection
  trail                = one([for it in var.trail[*] : merge(it, { accounts = keys(local.members) })])
}
