# The resources, their wiring, and the policies as AWS would receive them. The provider is a mock.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  organization_id = "o-a1b2c3d4e5"
  regions         = ["eu-west-1", "us-east-1"]
  function_zip    = "tests/function.txt"
  emails          = ["security@example.com"]
}

run "the_bus_accepts_only_forwarded_aws_events_of_the_organizations_spokes" {
  assert {
    condition = jsondecode(aws_cloudwatch_event_bus_policy.this.policy).Statement == [{
      Sid       = "SpokeRulesForwardAwsEvents"
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "events:PutEvents"
      Resource  = "arn:aws:events:eu-west-1:111122223333:event-bus/rootmon"
      Condition = {
        StringEquals              = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" }
        Bool                      = { "events:eventBusInvocation" = "true" }
        "ForAllValues:StringLike" = { "events:source" = "aws.*" }
        Null                      = { "events:source" = "false" }
        ArnLike                   = { "aws:PrincipalArn" = "arn:aws:iam::*:role/rootmon-spoke-*" }
      }
    }]
    error_message = "bus policy: ${aws_cloudwatch_event_bus_policy.this.policy}"
  }
}

run "a_single_account_accepts_only_its_own_spokes" {
  variables {
    organization_id = null
  }
  assert {
    condition     = jsondecode(aws_cloudwatch_event_bus_policy.this.policy).Statement[0].Condition.StringEquals == { "aws:PrincipalAccount" = "111122223333" }
    error_message = "bus policy: ${aws_cloudwatch_event_bus_policy.this.policy}"
  }
  assert {
    condition     = !contains(keys(jsondecode(output.configuration)), "coverage") && !contains(keys(aws_cloudwatch_event_rule.this), "rootmon-coverage-check") && !contains(keys(aws_cloudwatch_metric_alarm.silence), "coverage-check")
    error_message = "single account: expected no coverage check, which lists the accounts of an organization"
  }
  # One value for a batch of heartbeats: their number.
  assert {
    condition     = aws_cloudwatch_metric_alarm.silence["heartbeats"].threshold == 2 && aws_cloudwatch_metric_alarm.silence["heartbeats"].statistic == "Sum"
    error_message = "single account: expected an alarm unless both regions send a heartbeat"
  }
  assert {
    condition     = length([for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it if contains(["ListsTheAccounts", "ListsTheRegionsOfAccounts", "DetectsDrift"], it.Sid)]) == 0
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
}

run "every_pattern_has_a_rule_on_the_bus_that_sees_what_only_reads" {
  assert {
    condition = { for it in aws_cloudwatch_event_rule.this : it.name => jsondecode(it.event_pattern) if it.event_pattern != null && it.event_bus_name == "rootmon" } == {
      for it in fileset("../patterns", "*.json") : "rootmon-${trimsuffix(it, ".json")}" => jsondecode(file("../patterns/${it}"))
    }
    error_message = "patterns: ${jsonencode([for it in aws_cloudwatch_event_rule.this : it.name])}"
  }
  assert {
    condition     = alltrue([for it in aws_cloudwatch_event_rule.this : it.event_bus_name == "rootmon" && it.state == "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" if it.event_pattern != null && it.name != "rootmon-protected"])
    error_message = "rules: expected all of them on the bus, seeing what only reads"
  }
  assert {
    condition = (
      aws_cloudwatch_event_rule.this["rootmon-protected"].event_bus_name == "default"
      && jsondecode(aws_cloudwatch_event_rule.this["rootmon-protected"].event_pattern).detail.requestParameters == { "$or" = [{ keyId = [aws_kms_key.this.key_id] }, { keyId = [aws_kms_key.this.arn] }] }
      && jsondecode(output.configuration).protectedResources.kmsKeys == [aws_kms_key.this.arn]
    )
    error_message = "key: expected a rule on the default bus and the key in the configuration: ${output.configuration}"
  }
  assert {
    condition     = alltrue([for it in aws_cloudwatch_event_target.queue : it.retry_policy[0].maximum_event_age_in_seconds == 86400 && it.retry_policy[0].maximum_retry_attempts == 185 && length(it.dead_letter_config) == 1])
    error_message = "targets: expected a day of retries and a dead-letter queue behind each"
  }
}

run "the_coverage_check_runs_hourly_as_a_message_on_the_queue" {
  assert {
    condition     = aws_cloudwatch_event_rule.this["rootmon-coverage-check"].schedule_expression == "rate(1 hour)" && aws_cloudwatch_event_rule.this["rootmon-coverage-check"].event_bus_name == "default"
    error_message = "coverage check: ${jsonencode(aws_cloudwatch_event_rule.this["rootmon-coverage-check"])}"
  }
  assert {
    condition     = replace(aws_cloudwatch_event_target.queue["rootmon-coverage-check"].input_transformer[0].input_template, "<time>", "\"2026-03-14T06:00:00Z\"") == "{\"rootmon\":\"coverage-check\",\"time\":\"2026-03-14T06:00:00Z\"}"
    error_message = "coverage check: ${aws_cloudwatch_event_target.queue["rootmon-coverage-check"].input_transformer[0].input_template}"
  }
}

run "the_drift_check_runs_daily_where_there_are_stack_sets" {
  variables {
    coverage = { stack_sets = ["rootmon-spoke", "rootmon-spoke-hub"] }
  }
  assert {
    condition     = aws_cloudwatch_event_rule.this["rootmon-drift-check"].schedule_expression == "cron(30 5 * * ? *)"
    error_message = "drift check: ${jsonencode(keys(aws_cloudwatch_event_rule.this))}"
  }
  assert {
    condition     = replace(aws_cloudwatch_event_target.queue["rootmon-drift-check"].input_transformer[0].input_template, "<time>", "\"2026-03-14T05:30:00Z\"") == "{\"rootmon\":\"drift-check\",\"time\":\"2026-03-14T05:30:00Z\"}"
    error_message = "drift check: ${aws_cloudwatch_event_target.queue["rootmon-drift-check"].input_transformer[0].input_template}"
  }
  assert {
    condition     = jsondecode(output.configuration).coverage.stackSets == ["rootmon-spoke", "rootmon-spoke-hub"]
    error_message = "document: ${output.configuration}"
  }
  assert {
    condition = [for it in jsondecode(aws_iam_role_policy.this.policy).Statement : [it.Action, it.Resource] if it.Sid == "DetectsDrift"] == [[
      ["cloudformation:DetectStackSetDrift", "cloudformation:DescribeStackSetOperation", "cloudformation:ListStackInstances", "cloudformation:ListStackInstanceResourceDrifts", "cloudformation:ListStackSetOperationResults"],
      ["arn:aws:cloudformation:*:*:stackset/rootmon-*"],
    ]]
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
  assert {
    condition     = [for it in jsondecode(aws_iam_role_policy.this.policy).Statement : [it.Action, it.Resource] if it.Sid == "CallsAsDelegatedAdministrator"] == [[["organizations:ListDelegatedAdministrators"], ["*"]]]
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
}

run "the_function_is_in_the_network_where_there_is_one" {
  variables {
    network = { subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"], security_group_ids = ["sg-0a1b2c3d4e5f60718"] }
  }
  assert {
    condition     = aws_lambda_function.this.vpc_config[0].subnet_ids == toset(["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]) && aws_lambda_function.this.vpc_config[0].security_group_ids == toset(["sg-0a1b2c3d4e5f60718"])
    error_message = "network: ${jsonencode(aws_lambda_function.this.vpc_config)}"
  }
  # https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaVPCAccessExecutionRole.html
  assert {
    condition = [for it in jsondecode(aws_iam_role_policy.this.policy).Statement : toset(it.Action) if it.Sid == "AttachesTheFunctionToTheNetwork"] == [toset([
      "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
    ])]
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
  assert {
    condition     = [for it in jsondecode(aws_iam_role_policy.this.policy).Statement : [it.Effect, it.Condition] if it.Sid == "LeavesTheNetworkToLambda"] == [["Deny", { ArnEquals = { "lambda:SourceFunctionArn" = ["arn:aws:lambda:eu-west-1:111122223333:function:rootmon"] } }]]
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
}

run "the_role_has_the_name_that_the_service_control_policy_exempts" {
  assert {
    condition = (aws_iam_role.this.name_prefix == "rootmon-function-"
    && contains(flatten([for it in jsondecode(file("../spoke/scp.json")).Statement : it.Condition.ArnNotLike["aws:PrincipalArn"] if it.Sid == "LeaveTheDeadLettersToTheFunction"]), "arn:*:iam::111122223333:role/${aws_iam_role.this.name_prefix}*"))
    error_message = "role: ${aws_iam_role.this.name_prefix}"
  }
}

run "schedules_that_run_before_their_alarms_are_accepted" {
  command = plan
  variables {
    coverage = { schedule = "cron(0/30 * * * ? *)", silent_after_hours = 168 }
    trail    = { bucket = "example-trail", accounts = ["111122223333"], since = "2026/01/01", results = "s3://example-results/rootmon/", schedule = "rate(12 hours)" }
  }
  assert {
    condition = { for name, it in aws_cloudwatch_metric_alarm.silence : name => [it.metric_name, it.statistic, it.period, it.evaluation_periods, it.threshold] } == {
      heartbeats     = ["Heartbeats", "Sum", 3600, 168, 1]
      coverage-check = ["CoverageGaps", "SampleCount", 3600, 3, 1]
      witness-check  = ["WitnessFailures", "SampleCount", 3600, 30, 1]
    }
    error_message = "alarms: ${jsonencode(aws_cloudwatch_metric_alarm.silence)}"
  }
}

run "the_week_is_reported_on_where_somebody_wants_it" {
  variables {
    weekly_report = { channels = ["topic"] }
  }
  assert {
    condition     = aws_cloudwatch_event_rule.this["rootmon-weekly-report"].schedule_expression == "cron(0 7 ? * MON *)" && aws_cloudwatch_event_rule.this["rootmon-weekly-report"].event_bus_name == "default"
    error_message = "weekly report: ${jsonencode(aws_cloudwatch_event_rule.this["rootmon-weekly-report"])}"
  }
  assert {
    condition     = replace(aws_cloudwatch_event_target.queue["rootmon-weekly-report"].input_transformer[0].input_template, "<time>", "\"2026-11-16T07:00:00Z\"") == "{\"rootmon\":\"weekly-report\",\"time\":\"2026-11-16T07:00:00Z\"}"
    error_message = "weekly report: ${aws_cloudwatch_event_target.queue["rootmon-weekly-report"].input_transformer[0].input_template}"
  }
  assert {
    condition     = jsondecode(output.configuration).report == { weekly = { channels = ["topic"] } } && contains(jsondecode(aws_sqs_queue.this.policy).Statement[0].Condition.ArnEquals["aws:SourceArn"], "arn:aws:events:eu-west-1:111122223333:rule/rootmon-weekly-report")
    error_message = "weekly report: ${output.configuration} ${aws_sqs_queue.this.policy}"
  }
}

run "each_queue_accepts_only_our_rules" {
  assert {
    condition = alltrue([for it in [aws_sqs_queue.this, aws_sqs_queue.dead_letters] : (
      [for statement in jsondecode(it.policy).Statement : statement.Principal if statement.Effect == "Allow"] == [{ Service = "events.amazonaws.com" }]
      && jsondecode(it.policy).Statement[0].Resource == "arn:aws:sqs:eu-west-1:111122223333:${it.name}"
      && jsondecode(it.policy).Statement[1].Condition == { Bool = { "aws:SecureTransport" = "false" } }
    )])
    error_message = "queue policies: ${aws_sqs_queue.this.policy} ${aws_sqs_queue.dead_letters.policy}"
  }
  assert {
    condition = toset(jsondecode(aws_sqs_queue.this.policy).Statement[0].Condition.ArnEquals["aws:SourceArn"]) == toset(concat(
      [for it in fileset("../patterns", "*.json") : "arn:aws:events:eu-west-1:111122223333:rule/rootmon/rootmon-${trimsuffix(it, ".json")}"],
      [for it in ["coverage-check", "protected"] : "arn:aws:events:eu-west-1:111122223333:rule/rootmon-${it}"],
    ))
    error_message = "senders: ${aws_sqs_queue.this.policy}"
  }
}

run "a_message_outlives_its_attempts" {
  assert {
    condition     = aws_sqs_queue.this.visibility_timeout_seconds >= 6 * aws_lambda_function.this.timeout
    error_message = "visibility: ${aws_sqs_queue.this.visibility_timeout_seconds} s, timeout: ${aws_lambda_function.this.timeout} s"
  }
  assert {
    condition     = jsondecode(aws_sqs_queue.this.redrive_policy).maxReceiveCount == 5 && aws_sqs_queue.this.message_retention_seconds == 1209600 && aws_sqs_queue.dead_letters.message_retention_seconds == 1209600
    error_message = "redrive: ${aws_sqs_queue.this.redrive_policy}"
  }
  assert {
    condition     = jsondecode(aws_sqs_queue.dead_letters.redrive_allow_policy) == { redrivePermission = "byQueue", sourceQueueArns = ["arn:aws:sqs:eu-west-1:111122223333:rootmon"] }
    error_message = "redrive: ${aws_sqs_queue.dead_letters.redrive_allow_policy}"
  }
}

run "rules_may_use_the_key_without_a_condition" {
  assert {
    condition     = [for it in jsondecode(aws_kms_key.this.policy).Statement : keys(it) if it.Principal == { Service = "events.amazonaws.com" }] == [["Action", "Effect", "Principal", "Resource", "Sid"]]
    error_message = "key policy: EventBridge sends KMS no source: expected no condition on it but was ${aws_kms_key.this.policy}"
  }
  assert {
    condition     = aws_kms_key.this.enable_key_rotation && alltrue([for it in [aws_sqs_queue.this.kms_master_key_id, aws_sns_topic.this.kms_master_key_id, aws_cloudwatch_log_group.this.kms_key_id, aws_dynamodb_table.this.server_side_encryption[0].kms_key_arn] : it == aws_kms_key.this.arn])
    error_message = "key: expected it on the queue, the alerts topic, the log and the table"
  }
  assert {
    condition     = aws_sqs_queue.this.kms_data_key_reuse_period_seconds == 86400
    error_message = "queue: expected a data key for a day"
  }
}

run "a_disabled_key_neither_loses_events_nor_silences_alarms" {
  assert {
    condition     = aws_sqs_queue.dead_letters.kms_master_key_id == null && aws_sqs_queue.dead_letters.sqs_managed_sse_enabled && aws_sns_topic.alarms.kms_master_key_id == null
    error_message = "expected no customer key on the dead-letter queue and the alarms topic"
  }
  assert {
    condition = jsondecode(aws_cloudwatch_event_rule.key.event_pattern) == {
      source      = ["aws.kms"]
      detail-type = ["AWS API Call via CloudTrail"]
      detail = {
        eventSource = ["kms.amazonaws.com"]
        eventName   = ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "DisableKeyRotation", "RevokeGrant", "RetireGrant", "DeleteAlias", "UpdateAlias"]
        requestParameters = { "$or" = [
          { keyId = ["11111111-2222-3333-4444-555555555555", "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"] },
          { keyId = ["alias/rootmon", "arn:aws:kms:eu-west-1:111122223333:alias/rootmon"] },
          { aliasName = ["alias/rootmon"] },
        ] }
      }
    }
    error_message = "key rule: ${aws_cloudwatch_event_rule.key.event_pattern}"
  }
  assert {
    condition     = [aws_cloudwatch_event_target.key.arn, aws_cloudwatch_event_target.spoke_trouble.arn] == [aws_sns_topic.alarms.arn, aws_sns_topic.alarms.arn]
    error_message = "expected the key's rule and the spokes' alarms to publish to the alarms topic without the function"
  }
  assert {
    condition     = contains(jsondecode(aws_sqs_queue.dead_letters.policy).Statement[0].Condition.ArnEquals["aws:SourceArn"], "arn:aws:events:eu-west-1:111122223333:rule/rootmon-key-changed")
    error_message = "dead letters: ${aws_sqs_queue.dead_letters.policy}"
  }
}

run "the_alarms_topic_accepts_our_alarms_and_rules" {
  assert {
    condition = { for it in jsondecode(aws_sns_topic.alarms.policy).Statement : it.Sid => it.Condition } == {
      AlarmsPublish = {
        StringEquals = { "aws:SourceAccount" = "111122223333" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:rootmon-*" }
      }
      RulesPublish = {
        StringEqualsIfExists = { "aws:SourceAccount" = "111122223333" }
        ArnEqualsIfExists = { "aws:SourceArn" = [
          "arn:aws:events:eu-west-1:111122223333:rule/rootmon-key-changed",
          "arn:aws:events:eu-west-1:111122223333:rule/rootmon/rootmon-spoke-trouble",
        ] }
      }
      OnlyOverTls = { Bool = { "aws:SecureTransport" = "false" } }
    }
    error_message = "alarms topic: ${aws_sns_topic.alarms.policy}"
  }
}

run "the_function_receives_batches_through_an_alias" {
  assert {
    condition = (aws_lambda_function.this.publish && aws_lambda_function.this.snap_start[0].apply_on == "PublishedVersions"
    && aws_lambda_function.this.runtime == "java21" && aws_lambda_function.this.architectures[0] == "arm64")
    error_message = "function: expected java21 on arm64, with a snapshot of published versions"
  }
  assert {
    condition = (aws_lambda_event_source_mapping.queue.function_name == aws_lambda_alias.live.arn
      && aws_lambda_event_source_mapping.queue.function_response_types == toset(["ReportBatchItemFailures"])
    && aws_lambda_event_source_mapping.queue.scaling_config[0].maximum_concurrency == 10 && aws_lambda_event_source_mapping.queue.enabled)
    error_message = "mapping: expected the alias, partial batch responses and at most ten copies"
  }
  assert {
    condition = aws_lambda_function.this.environment[0].variables == tomap({
      ROOTMON_CONFIG_PARAMETER = "/rootmon/config"
      ROOTMON_WORKERS          = "10"
      ROOTMON_QUEUE_URL        = output.queue_url
      ROOTMON_CONFIG_SHA256    = sha256(output.configuration)
    })
    error_message = "environment: ${jsonencode(aws_lambda_function.this.environment[0].variables)}"
  }
}

run "a_custom_runtime_starts_without_a_snapshot" {
  command = plan
  variables {
    function = { runtime = "provided.al2023", architecture = "x86_64" }
  }
  assert {
    condition = (aws_lambda_function.this.runtime == "provided.al2023" && aws_lambda_function.this.architectures[0] == "x86_64"
    && length(aws_lambda_function.this.snap_start) == 0)
    error_message = "function: expected provided.al2023 on x86_64, without a snapshot"
  }
}

run "without_channels_the_role_has_only_what_the_hub_needs" {
  assert {
    condition = { for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Sid => it.Resource } == {
      ReceivesMessages          = ["arn:aws:sqs:eu-west-1:111122223333:rootmon"]
      SchedulesTimers           = ["arn:aws:sqs:eu-west-1:111122223333:rootmon"]
      WritesLogs                = ["arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/rootmon:*"]
      ReadsTheConfiguration     = ["arn:aws:ssm:eu-west-1:111122223333:parameter/rootmon/config"]
      KeepsState                = ["arn:aws:dynamodb:eu-west-1:111122223333:table/rootmon"]
      ListsTheAccounts          = ["*"]
      ListsTheRegionsOfAccounts = ["*"]
      ReadsTheSpokesDeadLetters = ["arn:aws:sqs:*:111122223333:rootmon-spoke-dead-letters"]
      ChecksTheTopics           = ["arn:aws:sns:eu-west-1:111122223333:rootmon", "arn:aws:sns:eu-west-1:111122223333:rootmon-alarms"]
      UsesTheKeyThroughDynamoDb = ["arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"]
      PublishesToTheTopic       = ["arn:aws:sns:eu-west-1:111122223333:rootmon"]
      UsesTheKey                = ["arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"]
    }
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
  assert {
    condition     = alltrue([for it in jsondecode(aws_iam_role_policy.this.policy).Statement : alltrue([for action in it.Action : startswith(it.Sid, "UsesTheKey") || !strcontains(action, "*")])])
    error_message = "role: expected whole names of actions but was ${aws_iam_role_policy.this.policy}"
  }
}

run "alarms_reach_people_without_the_function" {
  variables {
    alarm_topics = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
  }
  assert {
    condition = toset([for it in concat(values(aws_cloudwatch_metric_alarm.this), values(aws_cloudwatch_metric_alarm.silence), values(aws_cloudwatch_metric_alarm.rules)) : it.alarm_name if it.alarm_actions == toset([aws_sns_topic.alarms.arn, "arn:aws:sns:eu-west-1:111122223333:on-call"])]) == toset([
      "rootmon-dead-letters", "rootmon-oldest-message", "rootmon-function-errors", "rootmon-function-throttles", "rootmon-coverage-gaps",
      "rootmon-heartbeats-missing", "rootmon-coverage-check-missing",
      "rootmon-rule-failures", "rootmon-rule-failures-2", "rootmon-lost-events", "rootmon-lost-events-2",
    ])
    error_message = "alarms: expected each of them to publish to the alarms topic and to the topic of one's own"
  }
  assert {
    condition     = alltrue([for it in aws_cloudwatch_metric_alarm.silence : it.treat_missing_data == "breaching"])
    error_message = "alarms: expected missing data to be an alarm"
  }
  assert {
    condition = alltrue([for it in ["FailedInvocations", "InvocationsFailedToBeSentToDlq"] : toset(flatten([for alarm in aws_cloudwatch_metric_alarm.rules : [
      for query in alarm.metric_query : [for metric in query.metric : metric.dimensions.RuleName if metric.metric_name == it]
    ]])) == setunion(keys(aws_cloudwatch_event_rule.this), [aws_cloudwatch_event_rule.key.name])]) && alltrue([for alarm in aws_cloudwatch_metric_alarm.rules : length(alarm.metric_query) <= 11])
    error_message = "rule alarms: expected every rule in both, and at most ten metrics in each"
  }
}

run "subscriptions_of_any_protocol_receive_alerts_and_alarms" {
  variables {
    subscriptions = [
      { protocol = "https", endpoint = "https://hooks.example.com/root" },
      { protocol = "sqs", endpoint = "arn:aws:sqs:eu-west-1:111122223333:siem", alarms = false },
    ]
    topic_name = "rootmon-root-activity"
  }
  assert {
    condition     = toset([for it in aws_sns_topic_subscription.this : "${it.protocol} ${it.endpoint}"]) == toset(["email security@example.com", "https https://hooks.example.com/root", "sqs arn:aws:sqs:eu-west-1:111122223333:siem"])
    error_message = "subscriptions: ${jsonencode(keys(aws_sns_topic_subscription.this))}"
  }
  assert {
    condition     = toset([for it in aws_sns_topic_subscription.alarms : it.endpoint]) == toset(["security@example.com", "https://hooks.example.com/root"])
    error_message = "alarms: ${jsonencode(keys(aws_sns_topic_subscription.alarms))}"
  }
  assert {
    condition     = aws_sns_topic.this.name == "rootmon-root-activity" && jsondecode(output.configuration).channels.topic.topic == "arn:aws:sns:eu-west-1:111122223333:rootmon-root-activity"
    error_message = "topic: ${output.configuration}"
  }
}

run "a_package_in_a_bucket_is_deployed_with_its_hash" {
  variables {
    function_zip = null
    function_s3  = { bucket = "example-releases", key = "rootmon-lambda.zip", sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }
  }
  assert {
    condition = (aws_lambda_function.this.s3_bucket == "example-releases" && aws_lambda_function.this.s3_key == "rootmon-lambda.zip"
    && aws_lambda_function.this.source_code_hash == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" && aws_lambda_function.this.filename == null)
    error_message = "function: ${jsonencode([aws_lambda_function.this.s3_bucket, aws_lambda_function.this.source_code_hash])}"
  }
}

run "a_package_with_another_hash_is_refused" {
  variables {
    function_zip = null
    function_s3  = { bucket = "example-releases", key = "rootmon-lambda.zip", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" }
  }
  expect_failures = [aws_lambda_alias.live]
}

run "tags_and_the_boundary_are_on_everything_that_takes_them" {
  variables {
    tags                 = { team = "security" }
    permissions_boundary = "arn:aws:iam::111122223333:policy/boundary"
  }
  assert {
    condition = alltrue([for it in concat([
      aws_kms_key.this.tags, aws_cloudwatch_event_bus.this.tags, aws_sqs_queue.this.tags, aws_sqs_queue.dead_letters.tags, aws_sns_topic.this.tags, aws_sns_topic.alarms.tags,
      aws_dynamodb_table.this.tags, aws_lambda_function.this.tags, aws_cloudwatch_log_group.this.tags, aws_ssm_parameter.config.tags, aws_iam_role.this.tags, aws_cloudwatch_event_rule.key.tags,
    ], [for it in aws_cloudwatch_event_rule.this : it.tags], [for it in aws_cloudwatch_metric_alarm.this : it.tags], [for it in aws_cloudwatch_metric_alarm.silence : it.tags], [for it in aws_cloudwatch_metric_alarm.rules : it.tags]) : it == tomap({ team = "security" })])
    error_message = "tags: expected them on every resource"
  }
  assert {
    condition     = aws_iam_role.this.permissions_boundary == "arn:aws:iam::111122223333:policy/boundary"
    error_message = "role: expected the boundary"
  }
}

run "objects_are_read_only_from_configured_buckets" {
  variables {
    sources = { s3 = [{ bucket = "example-trail", prefixes = ["AWSLogs/"], key_arn = "arn:aws:kms:eu-west-1:111122223333:key/1" }] }
  }
  assert {
    condition = { for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Sid => it.Resource if contains(["ReadsObjectsThatMessagesPointTo", "DecryptsObjects"], it.Sid) } == {
      ReadsObjectsThatMessagesPointTo = ["arn:aws:s3:::example-trail/AWSLogs/*"]
      DecryptsObjects                 = ["arn:aws:kms:eu-west-1:111122223333:key/1"]
    }
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
  assert {
    condition     = jsondecode(output.configuration).sources == { s3 = [{ bucket = "example-trail", prefixes = ["AWSLogs/"] }] }
    error_message = "document: ${output.configuration}"
  }
}

run "optional_resources_are_off" {
  variables {
    retention = {}
    function  = { snap_start = false, paused = true }
  }
  assert {
    condition     = length(aws_cloudwatch_event_archive.this) + length(aws_athena_workgroup.this) + length(aws_glue_catalog_table.trail) + length(aws_athena_named_query.this) + length(aws_cloudwatch_dashboard.this) + length(aws_lambda_function.this.snap_start) == 0
    error_message = "expected no archive, no Athena, no dashboard and no snapshot"
  }
  assert {
    condition     = length(aws_lambda_function.this.vpc_config) == 0 && !strcontains(aws_iam_role_policy.this.policy, "ec2:") && !strcontains(aws_iam_role_policy.this.policy, "organizations:ListDelegatedAdministrators")
    error_message = "expected no network and no delegated administrator: ${aws_iam_role_policy.this.policy}"
  }
  assert {
    condition     = !aws_lambda_event_source_mapping.queue.enabled
    error_message = "paused: expected no messages to be received"
  }
}

run "the_table_forgets_in_time_and_nothing_else" {
  assert {
    condition = (aws_dynamodb_table.this.ttl[0].attribute_name == "expires" && aws_dynamodb_table.this.ttl[0].enabled
    && aws_dynamodb_table.this.point_in_time_recovery[0].enabled && aws_dynamodb_table.this.deletion_protection_enabled)
    error_message = "table: expected TTL on expires, recovery and protection"
  }
}

run "the_dashboard_is_valid" {
  variables {
    dashboard = true
  }
  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets) == 10
    error_message = "dashboard: ${aws_cloudwatch_dashboard.this[0].dashboard_body}"
  }
}

run "athena_finds_the_trails_files_by_account_region_and_day" {
  variables {
    trail = { bucket = "example-trail", prefix = "org", accounts = ["111122223333", "444455556666"], since = "2026/01/01", results = "s3://example-results/rootmon/" }
  }
  assert {
    condition     = aws_glue_catalog_table.trail["this"].parameters["storage.location.template"] == "s3://example-trail/org/AWSLogs/o-a1b2c3d4e5/$${account}/CloudTrail/$${region}/$${day}"
    error_message = "location: ${jsonencode(aws_glue_catalog_table.trail["this"].parameters)}"
  }
  assert {
    condition     = aws_glue_catalog_table.trail["this"].parameters["projection.account.values"] == "111122223333,444455556666" && aws_glue_catalog_table.trail["this"].parameters["projection.region.values"] == "eu-west-1,us-east-1"
    error_message = "projection: ${jsonencode(aws_glue_catalog_table.trail["this"].parameters)}"
  }
  assert {
    condition     = keys(aws_athena_named_query.this) == ["candidates", "last-used", "session"] && startswith(aws_athena_named_query.this["session"].description, "Everything a root session did")
    error_message = "queries: ${jsonencode(keys(aws_athena_named_query.this))}"
  }
  assert {
    condition     = aws_athena_workgroup.this["this"].configuration[0].bytes_scanned_cutoff_per_query == 1000000000000
    error_message = "limit: ${jsonencode(aws_athena_workgroup.this["this"].configuration)}"
  }
}

run "the_trail_is_compared_daily_where_there_is_one" {
  variables {
    trail = { bucket = "example-trail", prefix = "org", accounts = ["111122223333"], since = "2026/01/01", results = "s3://example-results/rootmon/", key_arn = "arn:aws:kms:eu-west-1:444455556666:key/11111111-2222-3333-4444-555555555555" }
  }
  assert {
    condition     = aws_cloudwatch_event_rule.this["rootmon-witness-check"].schedule_expression == "cron(45 5 * * ? *)" && aws_cloudwatch_event_rule.this["rootmon-witness-check"].event_bus_name == "default"
    error_message = "witness check: ${jsonencode(keys(aws_cloudwatch_event_rule.this))}"
  }
  assert {
    condition     = replace(aws_cloudwatch_event_target.queue["rootmon-witness-check"].input_transformer[0].input_template, "<time>", "\"2026-03-14T05:45:00Z\"") == "{\"rootmon\":\"witness-check\",\"time\":\"2026-03-14T05:45:00Z\"}"
    error_message = "witness check: ${aws_cloudwatch_event_target.queue["rootmon-witness-check"].input_transformer[0].input_template}"
  }
  assert {
    condition     = jsondecode(output.configuration).trail == { workgroup = "rootmon", database = "rootmon" } && contains(jsondecode(aws_sqs_queue.this.policy).Statement[0].Condition.ArnEquals["aws:SourceArn"], "arn:aws:events:eu-west-1:111122223333:rule/rootmon-witness-check")
    error_message = "witness check: ${output.configuration} ${aws_sqs_queue.this.policy}"
  }
  assert {
    condition = { for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Sid => [it.Action, it.Resource] if contains(["QueriesTheTrail", "ReadsTheTableOfTheTrail", "ListsTheBucketsOfTheTrail", "ReadsTheTrail", "WritesAndReadsResults", "ListsUploadsOfResults", "DecryptsTheTrail"], it.Sid) } == {
      QueriesTheTrail           = [["athena:StartQueryExecution", "athena:GetQueryExecution", "athena:GetQueryResults", "athena:StopQueryExecution"], ["arn:aws:athena:eu-west-1:111122223333:workgroup/rootmon"]]
      ReadsTheTableOfTheTrail   = [["glue:GetDatabase", "glue:GetTable", "glue:GetPartitions"], ["arn:aws:glue:eu-west-1:111122223333:catalog", "arn:aws:glue:eu-west-1:111122223333:database/default", "arn:aws:glue:eu-west-1:111122223333:database/rootmon", "arn:aws:glue:eu-west-1:111122223333:table/rootmon/trail"]]
      ListsTheBucketsOfTheTrail = [["s3:GetBucketLocation", "s3:ListBucket"], ["arn:aws:s3:::example-trail", "arn:aws:s3:::example-results"]]
      ReadsTheTrail             = [["s3:GetObject"], ["arn:aws:s3:::example-trail/org/AWSLogs/o-a1b2c3d4e5/*"]]
      WritesAndReadsResults     = [["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"], ["arn:aws:s3:::example-results/rootmon/*"]]
      ListsUploadsOfResults     = [["s3:ListBucketMultipartUploads"], ["arn:aws:s3:::example-results"]]
      DecryptsTheTrail          = [["kms:Decrypt"], ["arn:aws:kms:eu-west-1:444455556666:key/11111111-2222-3333-4444-555555555555"]]
    }
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
  assert {
    condition = { for name in ["witness-missing-events", "witness-failures"] : aws_cloudwatch_metric_alarm.this[name].metric_name => [aws_cloudwatch_metric_alarm.this[name].namespace, aws_cloudwatch_metric_alarm.this[name].threshold, aws_cloudwatch_metric_alarm.this[name].treat_missing_data] } == {
      WitnessEventsMissing = ["rootmon", 0, "ignore"]
      WitnessFailures      = ["rootmon", 0, "ignore"]
    }
    error_message = "alarms: ${jsonencode(keys(aws_cloudwatch_metric_alarm.this))}"
  }
}

run "nothing_is_compared_without_a_trail" {
  assert {
    condition     = !contains(keys(aws_cloudwatch_event_rule.this), "rootmon-witness-check") && !contains(keys(jsondecode(output.configuration)), "trail")
    error_message = "witness check: expected none without a trail but was ${output.configuration}"
  }
  assert {
    condition     = length([for it in concat(keys(aws_cloudwatch_metric_alarm.this), keys(aws_cloudwatch_metric_alarm.silence)) : it if startswith(it, "witness")]) == 0
    error_message = "alarms: ${jsonencode(keys(aws_cloudwatch_metric_alarm.this))}"
  }
  assert {
    condition     = !strcontains(aws_iam_role_policy.this.policy, "athena:") && !strcontains(aws_iam_role_policy.this.policy, "glue:") && !strcontains(aws_iam_role_policy.this.policy, "s3:")
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
}

run "nothing_is_public_unless_asked_for" {
  assert {
    condition     = length(aws_lambda_function_url.responses) == 0 && length(aws_cloudformation_stack.responses) == 0 && output.response_url == null
    error_message = "address: expected none"
  }
}

run "the_public_address_reaches_the_alias_and_lets_nobody_past_it" {
  variables {
    slack      = { chat = { token = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack-AbCdEf", key = "token" }, channel = "C0123456789" } }
    pagerduty  = { pager = { key = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:pager-AbCdEf" } } }
    routes     = [{ channels = ["topic", "chat"] }]
    responses  = { signing_secret = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack-AbCdEf", key = "signing_secret" } }
    escalation = { after_minutes = 15, channels = ["pager"] }
  }
  assert {
    condition     = aws_lambda_function_url.responses["this"].qualifier == "live" && aws_lambda_function_url.responses["this"].authorization_type == "NONE" && output.response_url != null
    error_message = "address: ${jsonencode(aws_lambda_function_url.responses)}"
  }
  assert {
    condition = jsondecode(aws_cloudformation_stack.responses["this"].template_body).Resources.Permission.Properties == {
      Action                = "lambda:InvokeFunction"
      FunctionName          = "arn:aws:lambda:eu-west-1:111122223333:function:rootmon:live"
      Principal             = "*"
      InvokedViaFunctionUrl = true
    }
    error_message = "permission: ${aws_cloudformation_stack.responses["this"].template_body}"
  }
  assert {
    condition = jsondecode(output.configuration).responses == { signingSecret = { secretsManager = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack-AbCdEf", key = "signing_secret" } } && jsondecode(output.configuration).escalation == {
      afterMinutes = 15
      channels     = ["pager"]
    }
    error_message = "document: ${output.configuration}"
  }
  assert {
    condition     = contains(one([for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Resource if it.Sid == "ReadsSecrets"]), "arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack-AbCdEf")
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
}
