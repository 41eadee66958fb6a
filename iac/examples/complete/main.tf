# The whole organization: the hub, the spokes in every member account and region, and those of the
# management account, which service-managed StackSets skip.

data "aws_organizations_organization" "this" {
  provider = aws.management
}

data "aws_partition" "this" {}

locals {
  members = { for it in data.aws_organizations_organization.this.accounts : it.id => { name = it.name } if it.status == "ACTIVE" }
  # The whole document has 8 KB.
  names_fit = length(jsonencode(local.members)) < 6000
}

check "account_names" {
  assert {
    condition     = local.names_fit
    error_message = "accounts: too many names for the configuration document; messages show numbers. Set organization, which asks for each when it is needed, or name the most important ones yourself."
  }
}

module "hub" {
  source = "../../hub"

  organization_id     = data.aws_organizations_organization.this.id
  regions             = var.regions
  function_zip        = var.function_zip
  function            = var.function
  emails              = var.emails
  ses                 = var.ses
  slack               = var.slack
  routes              = var.routes
  organization        = var.organization
  links               = var.links
  expected            = var.expected
  responses           = var.responses
  escalation          = var.escalation
  weekly_report       = var.weekly_report
  accounts            = { for id, it in local.members : id => it if local.names_fit }
  deletion_protection = var.deletion_protection
  trail               = one([for it in var.trail[*] : merge(it, { accounts = keys(local.members) })])
}
