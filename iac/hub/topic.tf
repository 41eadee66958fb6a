# The topic of plain-text alerts.

resource "aws_sns_topic" "this" {
  name              = var.topic_name
  kms_master_key_id = aws_kms_key.this.arn
  tags              = var.tags

  # The function publishes with its role's permission.
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [local.topics_only_over_tls[local.topic_arn]]
  })
}

locals {
  topics_only_over_tls = { for arn in [local.topic_arn, local.alarm_topic_arn] : arn => {
    Sid       = "OnlyOverTls"
    Effect    = "Deny"
    Principal = "*"
    Action    = "sns:Publish"
    Resource  = arn
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  } }

  # By protocol and endpoint. Email subscribers receive alarms too, unless they opt out.
  subscriptions = merge(
    { for it in var.emails : "email:${it}" => { protocol = "email", endpoint = it, alarms = true } },
    { for it in var.subscriptions : "${it.protocol}:${it.endpoint}" => it },
  )
}

resource "aws_sns_topic_subscription" "this" {
  for_each = { for key, it in local.subscriptions : key => it if local.topic_is_channel }

  topic_arn = aws_sns_topic.this.arn
  protocol  = each.value.protocol
  endpoint  = each.value.endpoint
}
