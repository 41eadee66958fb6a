# One page: heartbeats, stuck messages, findings. CloudWatch charges 3 USD a month for it.

locals {
  widgets = [
    { title = "Findings", stat = "Sum", metrics = [for it in ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO"] : ["rootmon", "Findings", "Severity", it]] },
    { title = "Heartbeats", stat = "Sum", metrics = [["rootmon", "Heartbeats"]] },
    { title = "Account-regions not monitored", stat = "Maximum", metrics = [["rootmon", "CoverageGaps"]] },
    { title = "Seconds from act to alert", stat = "p99", metrics = [[{ expression = "latency / 1000", label = "p99" }], ["rootmon", "Latency", { id = "latency", visible = false }]] },
    { title = "Messages in the queues", stat = "Maximum", metrics = [
      ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", local.name],
      ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "${local.name}-dead-letters"],
    ] },
    { title = "Age of the oldest message, seconds", stat = "Maximum", metrics = [["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", local.name]] },
    { title = "Function", stat = "Sum", metrics = [for it in ["Invocations", "Errors", "Throttles"] : ["AWS/Lambda", it, "FunctionName", local.name]] },
    { title = "Rules that could not send", stat = "Sum", metrics = [for name, it in local.rules :
      concat(["AWS/Events", "FailedInvocations"], it.bus == "default" ? [] : ["EventBusName", it.bus], ["RuleName", name])
    ] },
    { title = "Not about root, unreadable, duplicate", stat = "Sum", metrics = [for it in ["NotRoot", "Unreadable", "Duplicates"] : ["rootmon", it]] },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  count = var.dashboard ? 1 : 0

  dashboard_name = local.name

  dashboard_body = jsonencode({
    widgets = concat(
      [for at, it in local.widgets : {
        type   = "metric"
        width  = 8
        height = 6
        x      = at % 3 * 8
        y      = floor(at / 3) * 6
        properties = {
          title   = it.title
          region  = local.region
          period  = 3600
          stat    = it.stat
          metrics = it.metrics
        }
      }],
      [{
        type   = "alarm"
        width  = 24
        height = 3
        x      = 0
        y      = ceil(length(local.widgets) / 3) * 6
        properties = {
          title = "Alarms"
          alarms = concat(
            [for it in aws_cloudwatch_metric_alarm.this : it.arn],
            [for it in aws_cloudwatch_metric_alarm.silence : it.arn],
            [for it in aws_cloudwatch_metric_alarm.rules : it.arn],
          )
        }
      }],
    )
  })
}
