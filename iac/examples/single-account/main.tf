# One account without an organization: the hub, and a spoke in every region.

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

# https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
data "aws_regions" "enabled" {
  all_regions = true

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required", "opted-in"]
  }
}

data "aws_regions" "opted_in" {
  all_regions = true

  filter {
    name   = "opt-in-status"
    values = ["opted-in"]
  }
}

locals {
  account   = data.aws_caller_identity.this.account_id
  partition = data.aws_partition.this.partition
  regions   = var.regions == null ? sort(tolist(data.aws_regions.enabled.names)) : var.regions

  description = { name = var.account_name, owner = var.account_owner, organizational_unit = var.account_organizational_unit }

  boundary     = var.permissions_boundary_name
  boundary_arn = local.boundary == null ? null : "arn:${local.partition}:iam::${local.account}:policy/${local.boundary}"
}

check "regions" {
  assert {
    condition     = length(setsubtract(data.aws_regions.enabled.names, local.regions)) == 0
    error_message = "regions: enabled in this account and not monitored: ${join(", ", sort(tolist(setsubtract(data.aws_regions.enabled.names, local.regions))))}. Root's keys and sessions can act there without an alert."
  }
}

module "hub" {
  source = "../../hub"

  organization_id      = null
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
  links                = var.links
  maintenance_windows  = var.maintenance_windows
  inactivity_minutes   = var.inactivity_minutes
  max_incident_hours   = var.max_incident_hours
  location             = var.location
  responses            = var.responses
  escalation           = var.escalation
  coverage             = var.coverage
  retention            = var.retention
  weekly_report        = var.weekly_report
  accounts             = { for it in [local.description] : local.account => it if anytrue([for value in values(it) : value != null]) }
  sources              = var.sources
  dashboard            = var.dashboard
  permissions_boundary = local.boundary_arn
  tags                 = var.tags
  deletion_protection  = var.deletion_protection
  trail                = one([for it in var.trail[*] : merge(it, { accounts = [local.account] })])
}
