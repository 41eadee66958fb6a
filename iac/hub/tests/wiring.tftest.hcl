# What is made, how it is wired, and the policies as AWS would get them. Nothing is called: the provider is a stand-in.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  organization_id = "o-a1b2c3d4e5"
  regions         = ["eu-west-1", "us-east-1"]
  function_zip    = "tests/function.txt"
}

run "the_bus_takes_forwarded_aws_events_of_spokes_of_the_organization_alone" {
  assert {
    condition = jsondecode(aws_cloudwatch_event_bus_policy.this.policy).Statement == [{
      Sid       = "RulesOfTheOrganizationForwardAwsEvents"
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "events:PutEvents"
      Resource  = "arn:aws:events:eu-west-1:111122223333:event-bus/rootmon"
      Condition = {
        StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5", "events:eventBusInvocation" = "true" }
        StringLike   = { "events:source" = "aws.*" }
        ArnLike      = { "aws:PrincipalArn" = "arn:aws:iam::*:role/rootmon-spoke-*" }
      }
    }]
    error_message = "bus policy: ${aws_cloudwatch_event_bus_policy.this.policy}"
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
      && jsondecode(aws_cloudwatch_event_rule.this["rootmon-protected"].event_pattern).detail.requestParameters["$or"][0].keyId[1] == aws_kms_key.this.arn
      && jsondecode(output.configuration).protectedResources.kmsKeys == [aws_kms_key.this.arn]
    )
    error_message = "key: expected a rule on the default bus and the key in the configuration: ${output.configuration}"
  }
  assert {
    condition     = alltrue([for it in aws_cloudwatch_event_target.queue : it.retry_policy[0].maximum_event_age_in_seconds == 86400 && it.retry_policy[0].maximum_retry_attempts == 185 && length(it.dead_letter_config) == 1])
    error_message = "targets: expected a day of retries and a dead-letter queue behind each"
  }
}

run "the_coverage_check_is_a_message_on_the_queue" {
  assert {
    condition     = aws_cloudwatch_event_rule.this["rootmon-coverage-check"].schedule_expression == "cron(0 6 * * ? *)" && aws_cloudwatch_event_rule.this["rootmon-coverage-check"].event_bus_name == "default"
    error_message = "coverage check: ${jsonencode(aws_cloudwatch_event_rule.this["rootmon-coverage-check"])}"
  }
  assert {
    condition     = replace(aws_cloudwatch_event_target.queue["rootmon-coverage-check"].input_transformer[0].input_template, "<time>", "\"2026-03-14T06:00:00Z\"") == "{\"rootmon\":\"coverage-check\",\"time\":\"2026-03-14T06:00:00Z\"}"
    error_message = "coverage check: ${aws_cloudwatch_event_target.queue["rootmon-coverage-check"].input_transformer[0].input_template}"
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

run "each_queue_takes_from_our_rules_alone" {
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

run "rules_and_alarms_may_use_the_key" {
  assert {
    condition     = [for it in jsondecode(aws_kms_key.this.policy).Statement : keys(it) if it.Principal == { Service = "events.amazonaws.com" }] == [["Action", "Effect", "Principal", "Resource", "Sid"]]
    error_message = "key policy: EventBridge sends KMS no source: expected no condition on it but was ${aws_kms_key.this.policy}"
  }
  assert {
    condition     = [for it in jsondecode(aws_kms_key.this.policy).Statement : it.Condition.StringEquals if it.Principal == { Service = "cloudwatch.amazonaws.com" }] == [{ "aws:SourceAccount" = "111122223333" }]
    error_message = "key policy: ${aws_kms_key.this.policy}"
  }
  assert {
    condition     = aws_kms_key.this.enable_key_rotation && alltrue([for it in [aws_sqs_queue.this.kms_master_key_id, aws_sqs_queue.dead_letters.kms_master_key_id, aws_sns_topic.this.kms_master_key_id, aws_cloudwatch_log_group.this.kms_key_id, aws_dynamodb_table.this.server_side_encryption[0].kms_key_arn] : it == aws_kms_key.this.arn])
    error_message = "key: expected the queues, the topic, the log and the table under it"
  }
}

run "the_function_takes_batches_through_an_alias" {
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

run "a_runtime_of_ones_own_starts_without_a_snapshot" {
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

run "without_channels_the_role_may_only_what_the_hub_itself_needs" {
  assert {
    condition = { for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Sid => it.Resource } == {
      TakesMessages         = ["arn:aws:sqs:eu-west-1:111122223333:rootmon"]
      SetsItsTimers         = ["arn:aws:sqs:eu-west-1:111122223333:rootmon"]
      WritesItsLog          = ["arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/rootmon:*"]
      ReadsItsConfiguration = ["arn:aws:ssm:eu-west-1:111122223333:parameter/rootmon/config"]
      Remembers             = ["arn:aws:dynamodb:eu-west-1:111122223333:table/rootmon"]
      KnowsTheAccounts      = ["*"]
      PublishesToTheTopic   = ["arn:aws:sns:eu-west-1:111122223333:rootmon"]
      UsesTheKey            = ["arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"]
    }
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
  assert {
    condition     = alltrue([for it in jsondecode(aws_iam_role_policy.this.policy).Statement : alltrue([for action in it.Action : it.Sid == "UsesTheKey" || !strcontains(action, "*")])])
    error_message = "role: expected whole names of actions but was ${aws_iam_role_policy.this.policy}"
  }
}

run "alarms_reach_people_past_the_function" {
  variables {
    emails = ["security@example.com"]
  }
  assert {
    condition = toset([for it in concat(values(aws_cloudwatch_metric_alarm.this), values(aws_cloudwatch_metric_alarm.silence), [aws_cloudwatch_metric_alarm.rule_failures]) : it.alarm_name if it.alarm_actions == toset([aws_sns_topic.this.arn])]) == toset([
      "rootmon-dead-letters", "rootmon-oldest-message", "rootmon-function-errors", "rootmon-function-throttles", "rootmon-unwatched",
      "rootmon-heartbeats-missing", "rootmon-coverage-check-missing", "rootmon-rule-failures",
    ])
    error_message = "alarms: expected each of them to tell the topic"
  }
  assert {
    condition     = alltrue([for it in aws_cloudwatch_metric_alarm.silence : it.treat_missing_data == "breaching"])
    error_message = "alarms: expected silence to be an alarm"
  }
  assert {
    condition     = length(aws_cloudwatch_metric_alarm.rule_failures.metric_query) == 1 + length(aws_cloudwatch_event_rule.this) && length(aws_cloudwatch_event_rule.this) <= 10
    error_message = "rule failures: expected every rule in it, and CloudWatch's ten at most"
  }
  assert {
    condition     = [for it in aws_sns_topic_subscription.email : [it.protocol, it.endpoint]] == [["email", "security@example.com"]]
    error_message = "subscriptions: expected one"
  }
}

run "what_is_not_asked_for_is_not_made" {
  variables {
    retention = {}
    function  = { snap_start = false, paused = true }
  }
  assert {
    condition     = length(aws_cloudwatch_event_archive.this) + length(aws_athena_workgroup.this) + length(aws_glue_catalog_table.trail) + length(aws_athena_named_query.this) + length(aws_sns_topic_subscription.email) + length(aws_lambda_function.this.snap_start) == 0
    error_message = "expected no archive, no Athena, no subscription and no snapshot"
  }
  assert {
    condition     = !aws_lambda_event_source_mapping.queue.enabled
    error_message = "paused: expected no messages to be taken"
  }
}

run "the_table_forgets_in_time_and_nothing_else" {
  assert {
    condition = (aws_dynamodb_table.this.ttl[0].attribute_name == "expires" && aws_dynamodb_table.this.ttl[0].enabled
    && aws_dynamodb_table.this.point_in_time_recovery[0].enabled && aws_dynamodb_table.this.deletion_protection_enabled)
    error_message = "table: expected TTL on expires, recovery and protection"
  }
}

run "the_dashboard_can_be_read" {
  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets) == 10
    error_message = "dashboard: ${aws_cloudwatch_dashboard.this.dashboard_body}"
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
    condition     = keys(aws_athena_named_query.this) == ["last-used", "session"] && startswith(aws_athena_named_query.this["session"].description, "Everything a root session did")
    error_message = "queries: ${jsonencode(keys(aws_athena_named_query.this))}"
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
    slack      = { chat = { token = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack", key = "token" }, channel = "C0123456789" } }
    pagerduty  = { pager = { key = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:pager" } } }
    routes     = [{ channels = ["topic", "chat"] }]
    responses  = { signing_secret = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack", key = "signing_secret" } }
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
    condition = jsondecode(output.configuration).responses == { signingSecret = { secretsManager = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack", key = "signing_secret" } } && jsondecode(output.configuration).escalation == {
      afterMinutes = 15
      channels     = ["pager"]
    }
    error_message = "document: ${output.configuration}"
  }
  assert {
    condition     = contains(one([for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Resource if it.Sid == "ReadsSecrets"]), "arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack")
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
}
