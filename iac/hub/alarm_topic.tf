# The topic of rootmon's own alarms. It has no customer key and does not need the function, so that neither a disabled key
# nor a broken function can silence an alarm.

resource "aws_sns_topic" "alarms" {
  name = "${local.name}-alarms"
  tags = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AlarmsPublish"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = local.alarm_topic_arn
        Condition = {
          StringEquals = { "aws:SourceAccount" = local.account }
          ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:cloudwatch:${local.here}:alarm:${local.name}-*" }
        }
      },
      {
        # IfExists: EventBridge is not documented to send these keys to SNS. An absent key must not lose the alarm.
        # https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
        Sid       = "RulesPublish"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = local.alarm_topic_arn
        Condition = {
          StringEqualsIfExists = { "aws:SourceAccount" = local.account }
          ArnEqualsIfExists    = { "aws:SourceArn" = [local.key_rule_arn, local.spoke_trouble_rule_arn] }
        }
      },
      local.topics_only_over_tls[local.alarm_topic_arn],
    ]
  })

  lifecycle {
    precondition {
      condition     = length(var.alarm_topics) + length([for it in local.subscriptions : it if it.alarms]) > 0
      error_message = "emails: expected at least one address, a subscription that receives alarms, or alarm_topics. Without a reader, failures of rootmon go unnoticed."
    }
  }
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each = { for key, it in local.subscriptions : key => it if it.alarms }

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = each.value.protocol
  endpoint  = each.value.endpoint
}

locals {
  alarm_actions = concat([aws_sns_topic.alarms.arn], var.alarm_topics)

  spoke_trouble_rule_arn = "arn:${local.partition}:events:${local.here}:rule/${local.name}/${local.name}-spoke-trouble"
  key_rule               = "${local.name}-key-changed"
  key_rule_arn           = "arn:${local.partition}:events:${local.here}:rule/${local.key_rule}"
}

# The alarm on a spoke's dead letters reaches people even if the function does not run.
resource "aws_cloudwatch_event_target" "spoke_trouble" {
  rule           = aws_cloudwatch_event_rule.this["${local.name}-spoke-trouble"].name
  event_bus_name = aws_cloudwatch_event_bus.this.name
  target_id      = "${local.name}-alarms"
  arn            = aws_sns_topic.alarms.arn

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters.arn
  }

  input_transformer {
    input_paths    = { alarm = "$.detail.alarmName", account = "$.account", region = "$.region", time = "$.time" }
    input_template = "\"rootmon: alarm <alarm> in account <account>, region <region>, since <time>. Events could not be sent to the hub. They wait in the queue ${local.spoke_dead_letters} of that region.\""
  }
}

# A disabled key stops the queue, the function and the alerts topic at once. CloudTrail names the key by its ID or ARN.
resource "aws_cloudwatch_event_rule" "key" {
  name        = local.key_rule
  description = "Changes to the KMS key of rootmon, published to the alarms topic without the function"
  state       = "ENABLED"
  tags        = var.tags

  event_pattern = jsonencode(jsondecode(templatefile("${path.module}/key-changed.json", {
    key_id    = aws_kms_key.this.key_id
    key_arn   = aws_kms_key.this.arn
    alias     = aws_kms_alias.this.name
    alias_arn = aws_kms_alias.this.arn
  })))
}

resource "aws_cloudwatch_event_target" "key" {
  rule      = aws_cloudwatch_event_rule.key.name
  target_id = "${local.name}-alarms"
  arn       = aws_sns_topic.alarms.arn

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters.arn
  }

  input_transformer {
    input_paths    = { name = "$.detail.eventName", who = "$.detail.userIdentity.arn", error = "$.detail.errorCode", time = "$.time" }
    input_template = "\"rootmon: <name> on the KMS key of rootmon by <who> at <time>. Error: <error>. If the key is disabled, no alert is sent: enable it with aws kms enable-key --key-id ${aws_kms_key.this.key_id}\""
  }
}
