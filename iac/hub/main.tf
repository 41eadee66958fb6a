# The location of the module, the names of its parts, and the permissions of the function.

data "aws_partition" "this" {}

data "aws_caller_identity" "this" {}

data "aws_region" "this" {}

locals {
  # The detector identifies rootmon's own resources by this name.
  name = "rootmon"

  partition = data.aws_partition.this.partition
  account   = data.aws_caller_identity.this.account_id
  # The bus is in the provider's region; `id` exists in versions 5 and 6 of the provider.
  region = data.aws_region.this.id
  here   = "${local.region}:${local.account}"

  # Known before the resources exist, so that policies can be written beside them.
  bus_arn         = "arn:${local.partition}:events:${local.here}:event-bus/${local.name}"
  queue_arn       = "arn:${local.partition}:sqs:${local.here}:${local.name}"
  dead_letter_arn = "arn:${local.partition}:sqs:${local.here}:${local.name}-dead-letters"
  topic_arn       = "arn:${local.partition}:sns:${local.here}:${var.topic_name}"
  alarm_topic_arn = "arn:${local.partition}:sns:${local.here}:${local.name}-alarms"
  table_arn       = "arn:${local.partition}:dynamodb:${local.here}:table/${local.name}"
  parameter_arn   = "arn:${local.partition}:ssm:${local.here}:parameter/${local.name}/config"
  function_arn    = "arn:${local.partition}:lambda:${local.here}:function:${local.name}"
  log_group_arn   = "arn:${local.partition}:logs:${local.here}:log-group:/aws/lambda/${local.name}"

  # The queues of the events that the spokes could not send: one in each region of this account; see spoke.yaml.
  spoke_dead_letters = "${local.name}-spoke-dead-letters"

  # Where a partition records the console sign-ins of root, and all of IAM.
  # https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
  sign_in_region = lookup({ aws = "us-east-1", aws-us-gov = "us-gov-west-1", aws-cn = "cn-north-1" }, local.partition, null)

  in_organization = var.organization_id != null

  # The function's actions by feature: the same list that its tests are held to.
  permissions = jsondecode(file("${path.module}/../permissions.json"))
}
