# Alarms about rootmon itself. They go to the topic, past the function that they are about.

locals {
  alarms = {
    dead-letters = {
      about     = "Events that people were not told of wait in the dead-letter queue"
      metric    = ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", { QueueName = "${local.name}-dead-letters" }]
      over      = 0
      period    = 60
      of        = 1
      treatment = "notBreaching"
    }
    # Five attempts take fifteen minutes; what is older is not being taken at all.
    oldest-message = {
      about     = "An event has waited in the queue for a quarter of an hour"
      metric    = ["AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum", { QueueName = local.name }]
      over      = 900
      period    = 60
      of        = 3
      treatment = "notBreaching"
    }
    function-errors = {
      about     = "The function failed as a whole; its messages come again"
      metric    = ["AWS/Lambda", "Errors", "Sum", { FunctionName = local.name }]
      over      = 0
      period    = 300
      of        = 1
      treatment = "notBreaching"
    }
    function-throttles = {
      about     = "The function is throttled: the account's concurrency is used up"
      metric    = ["AWS/Lambda", "Throttles", "Sum", { FunctionName = local.name }]
      over      = 0
      period    = 300
      of        = 3
      treatment = "notBreaching"
    }
    unwatched = {
      about     = "Accounts or regions of the organization are not watched; `rootmon coverage` lists them"
      metric    = ["rootmon", "Unwatched", "Maximum", {}]
      over      = 0
      period    = 86400
      of        = 1
      treatment = "ignore"
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${local.name}-${each.key}"
  alarm_description   = each.value.about
  namespace           = each.value.metric[0]
  metric_name         = each.value.metric[1]
  statistic           = each.value.metric[2]
  dimensions          = each.value.metric[3]
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.over
  period              = each.value.period
  evaluation_periods  = each.value.of
  treat_missing_data  = each.value.treatment
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "silence" {
  for_each = {
    heartbeats = {
      about  = "No heartbeat of any account arrived for ${var.coverage.silent_after_hours} hours: nothing proves that rootmon would hear of root"
      metric = "Heartbeats"
      period = 3600
      of     = min(var.coverage.silent_after_hours, 24)
    }
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: at most seven days.
    coverage-check = {
      about  = "No coverage check wrote its result for two days"
      metric = "Unwatched"
      period = 86400
      of     = 2
    }
  }

  alarm_name          = "${local.name}-${each.key}-missing"
  alarm_description   = each.value.about
  namespace           = "rootmon"
  metric_name         = each.value.metric
  statistic           = "SampleCount"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  period              = each.value.period
  evaluation_periods  = each.value.of
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]
}

# Ten metrics are an alarm's most.
resource "aws_cloudwatch_metric_alarm" "rule_failures" {
  alarm_name          = "${local.name}-rule-failures"
  alarm_description   = "A rule could not send to the queue; the dead-letter queue may hold the event"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]

  metric_query {
    id          = "failures"
    expression  = "SUM(METRICS())"
    label       = "Failed invocations"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.rules
    content {
      id = replace(metric_query.key, "-", "_")
      metric {
        namespace   = "AWS/Events"
        metric_name = "FailedInvocations"
        dimensions  = merge({ RuleName = metric_query.key }, metric_query.value.bus == "default" ? {} : { EventBusName = metric_query.value.bus })
        period      = 300
        stat        = "Sum"
      }
    }
  }
}
