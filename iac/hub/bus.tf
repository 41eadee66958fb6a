# The bus that the spokes send to, and the rules that forward its events to the queue.

resource "aws_cloudwatch_event_bus" "this" {
  name = local.name
  tags = var.tags
}

resource "aws_cloudwatch_event_bus_policy" "this" {
  event_bus_name = aws_cloudwatch_event_bus.this.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "SpokeRulesForwardAwsEvents"
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "events:PutEvents"
      Resource  = local.bus_arn
      # The event of a forwarding rule keeps its own source. `events:source` is an array key: it needs a set operator,
      # which is true for an absent key, so that Null has to require the key.
      # https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
      # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
      Condition = {
        StringEquals              = local.in_organization ? { "aws:PrincipalOrgID" = var.organization_id } : { "aws:PrincipalAccount" = local.account }
        Bool                      = { "events:eventBusInvocation" = "true" }
        "ForAllValues:StringLike" = { "events:source" = "aws.*" }
        Null                      = { "events:source" = "false" }
        # The role of a spoke's rules. spoke/scp.json reserves the name for rootmon.
        ArnLike = { "aws:PrincipalArn" = "arn:${local.partition}:iam::*:role/${local.name}-spoke-*" }
      }
    }]
  })
}

resource "aws_cloudwatch_event_archive" "this" {
  count = var.retention.archive_days == null ? 0 : 1

  name             = local.name
  description      = "The events of the spokes, for a replay, without heartbeats"
  event_source_arn = aws_cloudwatch_event_bus.this.arn
  retention_days   = var.retention.archive_days
  event_pattern    = jsonencode({ "detail-type" = [{ "anything-but" = ["Scheduled Event"] }] })
}

locals {
  patterns = {
    for it in fileset("${path.module}/../patterns", "*.json") :
    trimsuffix(it, ".json") => jsonencode(jsondecode(file("${path.module}/../patterns/${it}")))
  }

  # Every rule with the queue as its target: its bus, and its pattern or schedule.
  rules = merge(
    { for name, pattern in local.patterns : "${local.name}-${name}" => {
      bus      = local.name
      pattern  = pattern
      schedule = null
      about    = "Sends the events of this pattern to the queue of rootmon"
    } },
    { for name, it in local.schedules : "${local.name}-${name}" => merge(it, { bus = "default", pattern = null }) },
    { "${local.name}-protected" = local.protected_rule },
  )

  # By the name of the message that the function expects.
  schedules = merge(
    { for name, it in {
      coverage-check = { schedule = var.coverage.schedule, about = "Compares the heartbeats with the organization's accounts, reads the spokes' dead letters" }
    } : name => it if local.in_organization },
    { for name, it in {
      drift-check = { schedule = var.coverage.drift_schedule, about = "Detects spokes that differ from their template" }
    } : name => it if length(var.coverage.stack_sets) > 0 },
    { for it in [var.trail] : "witness-check" => { schedule = it.schedule, about = "Compares the trail with the events that EventBridge delivered" } if it != null },
    { for it in [var.weekly_report] : "weekly-report" => { schedule = it.schedule, about = "Reports on the week before" } if it != null },
  )

  rule_arns = [
    for name, it in local.rules :
    "arn:${local.partition}:events:${local.here}:rule/${it.bus == "default" ? "" : "${it.bus}/"}${name}"
  ]
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.rules

  name                = each.key
  description         = each.value.about
  event_bus_name      = each.value.bus == "default" ? "default" : aws_cloudwatch_event_bus.this.name
  event_pattern       = each.value.pattern
  schedule_expression = each.value.schedule
  # ENABLED leaves out read-only calls. A schedule has no other state.
  # https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
  state = each.value.schedule == null ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED"
  tags  = var.tags

  lifecycle {
    # https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    precondition {
      condition     = length(local.protected_patterns.sample) <= 2048
      error_message = "ses: expected fewer senders: the event pattern that detects changes to their identities has ${length(local.protected_patterns.sample)} characters, and EventBridge accepts 2048."
    }
  }
}

resource "aws_cloudwatch_event_target" "queue" {
  for_each = local.rules

  rule           = aws_cloudwatch_event_rule.this[each.key].name
  event_bus_name = aws_cloudwatch_event_rule.this[each.key].event_bus_name
  target_id      = local.name
  arn            = aws_sqs_queue.this.arn

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters.arn
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  dynamic "input_transformer" {
    for_each = each.value.schedule == null ? [] : [1]
    content {
      input_paths    = { time = "$.time" }
      input_template = "{\"rootmon\":\"${trimprefix(each.key, "${local.name}-")}\",\"time\":<time>}"
    }
  }
}
