# The spokes: a self-managed StackSet whose only target is this account, so that every region is reached without a
# provider for each.

locals {
  # StackSets needs the regional principal for a region that is not enabled by default.
  # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
  stack_set_principals = concat(["cloudformation.amazonaws.com"], [
    for it in sort(tolist(setintersection(local.regions, data.aws_regions.opted_in.names))) : "cloudformation.${it}.${data.aws_partition.this.dns_suffix}"
  ])

  # The resources of spoke.yaml.
  execution = [
    {
      Action   = ["events:PutRule", "events:DeleteRule", "events:DescribeRule", "events:EnableRule", "events:DisableRule", "events:PutTargets", "events:RemoveTargets", "events:ListTargetsByRule", "events:TagResource", "events:UntagResource", "events:ListTagsForResource"]
      Resource = "arn:${local.partition}:events:*:${local.account}:rule/rootmon-*"
    },
    {
      Action   = ["sqs:CreateQueue", "sqs:DeleteQueue", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SetQueueAttributes", "sqs:ListQueueTags", "sqs:TagQueue", "sqs:UntagQueue"]
      Resource = "arn:${local.partition}:sqs:*:${local.account}:rootmon-spoke-*"
    },
    {
      Action   = ["cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms", "cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource", "cloudwatch:TagResource", "cloudwatch:UntagResource"]
      Resource = "arn:${local.partition}:cloudwatch:*:${local.account}:alarm:*"
    },
    {
      Action   = ["iam:CreateRole", "iam:DeleteRole", "iam:GetRole", "iam:UpdateRole", "iam:UpdateRoleDescription", "iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy", "iam:GetRolePolicy", "iam:DeleteRolePolicy", "iam:ListRolePolicies", "iam:ListAttachedRolePolicies", "iam:ListRoleTags", "iam:TagRole", "iam:UntagRole", "iam:PutRolePermissionsBoundary", "iam:DeleteRolePermissionsBoundary"]
      Resource = "arn:${local.partition}:iam::${local.account}:role/rootmon-spoke-*"
    },
    {
      Action    = ["iam:PassRole"]
      Resource  = "arn:${local.partition}:iam::${local.account}:role/rootmon-spoke-*"
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
  name_prefix          = "rootmon-administration-"
  description          = "Lets StackSets deploy rootmon's spokes in this account"
  permissions_boundary = local.boundary_arn
  tags                 = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = local.stack_set_principals }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:cloudformation:*:${local.account}:stackset/rootmon-*" }
      }
    }]
  })
}

resource "aws_iam_role" "execution" {
  name_prefix          = "rootmon-execution-"
  description          = "Deploys rootmon's spokes in this account"
  permissions_boundary = local.boundary_arn
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
  name = "rootmon"
  role = aws_iam_role.administration.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = aws_iam_role.execution.arn }]
  })
}

resource "aws_iam_role_policy" "execution" {
  name = "rootmon"
  role = aws_iam_role.execution.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for it in local.execution : merge({ Effect = "Allow" }, it)]
  })
}

resource "aws_cloudformation_stack_set" "spoke" {
  name                    = "rootmon-spoke"
  description             = "rootmon's spoke in every region"
  permission_model        = "SELF_MANAGED"
  administration_role_arn = aws_iam_role.administration.arn
  execution_role_name     = aws_iam_role.execution.name
  capabilities            = ["CAPABILITY_NAMED_IAM"]
  template_body           = file("${path.module}/../../spoke/spoke.yaml")
  tags                    = var.tags

  parameters = {
    HubBusArn               = module.hub.bus_arn
    HeartbeatSchedule       = var.heartbeat_schedule
    GuardDutyFindings       = tostring(var.guardduty)
    OrganizationId          = ""
    PermissionsBoundaryName = local.boundary == null ? "" : local.boundary
  }

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

resource "aws_cloudformation_stack_instances" "spoke" {
  stack_set_name = aws_cloudformation_stack_set.spoke.name
  accounts       = [local.account]
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
}

locals {
  # StackSets reports an operation as SUCCEEDED while it stays within its failure tolerance.
  failed_spokes = {
    for it in aws_cloudformation_stack_instances.spoke.stack_instance_summaries == null ? [] : aws_cloudformation_stack_instances.spoke.stack_instance_summaries :
    it.region => join(": ", compact([it.detailed_status, it.status, it.status_reason]))
    if !contains(["SUCCEEDED", "CURRENT"], try(coalesce(it.detailed_status, it.status), "UNKNOWN"))
  }
}

check "spokes" {
  assert {
    condition     = length(local.failed_spokes) == 0
    error_message = "spokes: ${length(local.failed_spokes)} regions have no working spoke, so root is not monitored there: ${join("; ", [for region, reason in local.failed_spokes : "${region} (${reason})"])}"
  }
}
