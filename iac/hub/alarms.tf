# Alarms about rootmon itself. They go to the alarms topic, without the function.

locals {
  alarms = merge(local.custom_rule_alarms, local.function_alarms, { for name, it in local.witness_alarms : name => it if var.trail != null })

  # The daily comparison of the trail with the delivered events. The state stays until the next one.
  witness_alarms = {
    witness-missing-events = {
      about     = "The trail contains root events that EventBridge did not deliver. The function processed them"
      metric    = ["rootmon", "WitnessEventsMissing", "Maximum", {}]
      over      = 0
      period    = 3600
      of        = 1
      treatment = "ignore"
    }
    witness-failures = {
      about     = "The trail was not compared with the events that EventBridge delivered"
      metric    = ["rootmon", "WitnessFailures", "Maximum", {}]
      over      = 0
      period    = 3600
      of        = 1
      treatment = "ignore"
    }
  }

  function_alarms = {
    dead-letters = {
      about     = "Events that were not delivered wait in the dead-letter queue rootmon-dead-letters"
      metric    = ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", { QueueName = "${local.name}-dead-letters" }]
      over      = 0
      period    = 60
      of        = 1
      treatment = "notBreaching"
    }
    # Five attempts take fifteen minutes. An older message is not being received at all.
    oldest-message = {
      about     = "An event has waited in the queue for 15 minutes"
      metric    = ["AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum", { QueueName = local.name }]
      over      = 900
      period    = 60
      of        = 3
      treatment = "notBreaching"
    }
    function-errors = {
      about     = "The function failed. Its messages return to the queue"
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
    coverage-gaps = {
      about     = "Accounts or regions of the organization are not monitored; `rootmon coverage` lists them"
      metric    = ["rootmon", "CoverageGaps", "Maximum", {}]
      over      = 0
      period    = 3600
      of        = 1
      treatment = "ignore"
    }
  }

  custom_rule_alarms = { for name, it in {
    custom-rule-errors = {
      about     = "A rule of custom_rules failed, and the other rules judged the event; customRuleErrors in the log names the rule"
      metric    = ["rootmon", "CustomRuleErrors", "Sum", {}]
      over      = 0
      period    = 300
      of        = 1
      treatment = "notBreaching"
    }
  } : name => it if length(var.custom_rules) > 0 }
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
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
  tags                = var.tags
}

locals {
  silence = merge(
    {
      # A single account has no coverage check: each of its regions sends a heartbeat an hour. The function writes one
      # value for a batch, the number of its heartbeats.
      heartbeats = {
        about     = "Fewer heartbeats than expected arrived for ${var.coverage.silent_after_hours} hours, so events of root may not arrive either"
        metric    = "Heartbeats"
        statistic = "Sum"
        threshold = local.in_organization ? 1 : length(var.regions)
        period    = 3600
        of        = var.coverage.silent_after_hours
      }
    },
    { for name, it in {
      coverage-check = {
        about     = "The coverage check wrote no result for 3 hours"
        metric    = "CoverageGaps"
        statistic = "SampleCount"
        threshold = 1
        period    = 3600
        of        = 3
      }
    } : name => it if local.in_organization },
    { for name, it in {
      # A comparison writes a value even if it fails, so no value means that it did not run.
      witness-check = {
        about     = "The trail was not compared with the events that EventBridge delivered for 30 hours: the comparison did not run"
        metric    = "WitnessFailures"
        statistic = "SampleCount"
        threshold = 1
        period    = 3600
        of        = 30
      }
    } : name => it if var.trail != null },
  )

  # An alarm can have ten metrics.
  # https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html
  rule_groups = chunklist(sort(keys(local.all_rules)), 10)
  all_rules   = merge({ for name, it in local.rules : name => it.bus }, { (local.key_rule) = "default" })

  rule_alarms = merge([for name, it in {
    rule-failures = {
      metric = "FailedInvocations"
      about  = "A rule could not send to its target; the dead-letter queue possibly contains the event"
    }
    lost-events = {
      metric = "InvocationsFailedToBeSentToDlq"
      about  = "A rule could send an event neither to its target nor to the dead-letter queue: the event is lost, except for the archive"
    }
    } : { for at, rules in local.rule_groups : at == 0 ? name : "${name}-${at + 1}" => merge(it, { rules = rules }) }
  ]...)
}

# Without data these alarms go off: in the first hours of a deployment, until the first heartbeats and the first checks.
# The periods of an alarm are seven days at most if each has an hour or more.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
resource "aws_cloudwatch_metric_alarm" "silence" {
  for_each = local.silence

  alarm_name          = "${local.name}-${each.key}-missing"
  alarm_description   = each.value.about
  namespace           = "rootmon"
  metric_name         = each.value.metric
  statistic           = each.value.statistic
  comparison_operator = "LessThanThreshold"
  threshold           = each.value.threshold
  period              = each.value.period
  evaluation_periods  = each.value.of
  treat_missing_data  = "breaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
  tags                = var.tags

  lifecycle {
    # A heartbeat is a few seconds early or late, so that an hour can be without one.
    precondition {
      condition     = local.in_organization || var.coverage.silent_after_hours >= 2
      error_message = "coverage.silent_after_hours: expected at least 2 in a single account, whose regions send a heartbeat an hour, but was ${var.coverage.silent_after_hours}."
    }
  }
}

# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
resource "aws_cloudwatch_metric_alarm" "rules" {
  for_each = local.rule_alarms

  alarm_name          = "${local.name}-${each.key}"
  alarm_description   = each.value.about
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
  tags                = var.tags

  metric_query {
    id          = "failures"
    expression  = "SUM(METRICS())"
    label       = each.value.metric
    return_data = true
  }

  dynamic "metric_query" {
    for_each = toset(each.value.rules)
    content {
      id = replace(metric_query.key, "-", "_")
      metric {
        namespace   = "AWS/Events"
        metric_name = each.value.metric
        dimensions  = merge({ RuleName = metric_query.key }, local.all_rules[metric_query.key] == "default" ? {} : { EventBusName = local.all_rules[metric_query.key] })
        period      = 300
        stat        = "Sum"
      }
    }
  }
}
