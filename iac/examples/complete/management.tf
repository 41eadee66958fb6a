# The management account's spokes: a self-managed StackSet whose only target is the management account, so that every
# region is reached without a provider for each.

locals {
  management = data.aws_organizations_organization.this.master_account_id
  partition  = data.aws_partition.this.partition
  iam        = "arn:${local.partition}:iam::${local.management}"

  # StackSets needs the regional principal for a region that is not enabled by default.
  # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
  dns_suffix = data.aws_partition.this.dns_suffix
  stack_set_principals = concat(["cloudformation.amazonaws.com"], [
    for it in sort(tolist(setintersection(local.regions, data.aws_regions.opted_in.names))) : "cloudformation.${it}.${local.dns_suffix}"
  ])

  # The resources of spoke.yaml. The hub account alone has a queue and an alarm.
  execution = [
    {
      Action   = ["events:PutRule", "events:DeleteRule", "events:DescribeRule", "events:EnableRule", "events:DisableRule", "events:PutTargets", "events:RemoveTargets", "events:ListTargetsByRule", "events:TagResource", "events:UntagResource", "events:ListTagsForResource"]
      Resource = "arn:${local.partition}:events:*:${local.management}:rule/rootmon-*"
    },
    {
      Action   = ["iam:CreateRole", "iam:DeleteRole", "iam:GetRole", "iam:UpdateRole", "iam:UpdateRoleDescription", "iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy", "iam:GetRolePolicy", "iam:DeleteRolePolicy", "iam:ListRolePolicies", "iam:ListAttachedRolePolicies", "iam:ListRoleTags", "iam:TagRole", "iam:UntagRole", "iam:PutRolePermissionsBoundary", "iam:DeleteRolePermissionsBoundary"]
      Resource = "${local.iam}:role/rootmon-spoke-*"
    },
    {
      Action    = ["iam:PassRole"]
      Resource  = "${local.iam}:role/rootmon-spoke-*"
      Condition = { StringEquals = { "iam:PassedToService" = "events.amazonaws.com" } }
    },
    {
      # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
      Action   = ["cloudformation:*"]
      Resource = "*"
    },
  ]
}

resource "aws_iam_role" "administration" {
  provider = aws.management

  name_prefix          = "rootmon-administration-"
  description          = "Lets StackSets deploy rootmon's spokes in this account"
  permissions_boundary = local.boundary_arns[local.management]
  tags                 = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = local.stack_set_principals }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.management }
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:cloudformation:*:${local.management}:stackset/rootmon-*" }
      }
    }]
  })
}

resource "aws_iam_role" "execution" {
  provider = aws.management

  name_prefix          = "rootmon-execution-"
  description          = "Deploys rootmon's spokes in this account"
  permissions_boundary = local.boundary_arns[local.management]
  tags                 = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.administration.arn }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "administration" {
  provider = aws.management

  name = "rootmon"
  role = aws_iam_role.administration.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = aws_iam_role.execution.arn }]
  })
}

resource "aws_iam_role_policy" "execution" {
  provider = aws.management

  name = "rootmon"
  role = aws_iam_role.execution.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for it in local.execution : merge({ Effect = "Allow" }, it)]
  })
}

resource "aws_cloudformation_stack_set" "management" {
  provider = aws.management

  name                    = "rootmon-spoke-management"
  description             = "rootmon's spoke in the management account"
  permission_model        = "SELF_MANAGED"
  administration_role_arn = aws_iam_role.administration.arn
  execution_role_name     = aws_iam_role.execution.name
  capabilities            = ["CAPABILITY_NAMED_IAM"]
  template_body           = local.spoke
  parameters              = local.spoke_parameters
  tags                    = var.tags

  managed_execution {
    active = true
  }

  # A failure in one region must not leave the others without a spoke. check.spokes reports the failed stacks.
  operation_preferences {
    failure_tolerance_percentage = 100
    max_concurrent_percentage    = 100
    region_concurrency_type      = "PARALLEL"
  }

  timeouts {
    update = "4h"
  }

  depends_on = [aws_iam_role_policy.administration, aws_iam_role_policy.execution]
}

resource "aws_cloudformation_stack_instances" "management" {
  provider = aws.management

  stack_set_name = aws_cloudformation_stack_set.management.name
  accounts       = [local.management]
  regions        = local.regions

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

  # The rules name the hub account's queues.
  depends_on = [aws_cloudformation_stack_instances.hub]
}
