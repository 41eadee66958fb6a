# Every validation refuses what it is for: one run each.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  organization_id = "o-a1b2c3d4e5"
  regions         = ["eu-west-1", "us-east-1"]
  function_zip    = "tests/function.txt"
  emails          = ["security@example.com"]
}

run "an_organization_is_no_account" {
  command = plan
  variables {
    organization_id = "111122223333"
  }
  expect_failures = [var.organization_id]
}

run "regions_are_not_empty" {
  command = plan
  variables {
    regions = []
  }
  expect_failures = [var.regions]
}

run "regions_are_regions" {
  command = plan
  variables {
    regions = ["eu-west-1a"]
  }
  expect_failures = [var.regions]
}

run "regions_are_named_once" {
  command = plan
  variables {
    regions = ["eu-west-1", "eu-west-1"]
  }
  expect_failures = [var.regions]
}

run "the_zip_exists" {
  command = plan
  variables {
    function_zip = "tests/absent.zip"
  }
  expect_failures = [var.function_zip]
}

run "the_runtime_is_javas" {
  command = plan
  variables {
    function = { runtime = "python3.12" }
  }
  expect_failures = [var.function]
}

run "the_architecture_is_lambdas" {
  command = plan
  variables {
    function = { architecture = "aarch64" }
  }
  expect_failures = [var.function]
}

run "a_runtime_of_ones_own_has_no_snapshot" {
  command = plan
  variables {
    function = { runtime = "provided.al2023", snap_start = true }
  }
  expect_failures = [var.function]
}

run "a_layer_is_named_with_its_version" {
  command = plan
  variables {
    layers = ["arn:aws:lambda:eu-west-1:111122223333:layer:templates"]
  }
  expect_failures = [var.layers]
}

run "a_function_has_at_most_five_layers" {
  command = plan
  variables {
    layers = [for n in range(6) : "arn:aws:lambda:eu-west-1:111122223333:layer:templates:${n + 1}"]
  }
  expect_failures = [var.layers]
}

run "the_memory_is_enough" {
  command = plan
  variables {
    function = { memory = 128 }
  }
  expect_failures = [var.function]
}

run "one_copy_is_too_few_for_lambda" {
  command = plan
  variables {
    function = { workers = 1 }
  }
  expect_failures = [var.function]
}

run "a_thousand_copies_are_too_many_for_the_function" {
  command = plan
  variables {
    function = { workers = 1000 }
  }
  expect_failures = [var.function]
}

run "the_weekly_report_goes_to_channels_that_are_there" {
  command = plan
  variables {
    weekly_report = { channels = ["nobody"] }
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "the_week_is_told_to_somebody" {
  command = plan
  variables {
    weekly_report = { channels = [] }
  }
  expect_failures = [var.weekly_report]
}

run "the_weekly_schedule_is_one" {
  command = plan
  variables {
    weekly_report = { channels = ["topic"], schedule = "cron(0 7 * * MON *)" }
  }
  expect_failures = [var.weekly_report]
}

run "a_tag_is_not_reserved" {
  command = plan
  variables {
    tags = { "aws:owner" = "security" }
  }
  expect_failures = [var.tags]
}

run "the_coverage_schedule_is_one" {
  command = plan
  variables {
    coverage = { schedule = "daily" }
  }
  expect_failures = [var.coverage]
}

run "the_coverage_check_runs_before_its_alarm_fires" {
  command = plan
  variables {
    coverage = { schedule = "rate(3 hours)" }
  }
  expect_failures = [var.coverage]
}

run "a_region_of_a_single_account_may_miss_an_hour" {
  command = plan
  variables {
    organization_id = null
    coverage        = { silent_after_hours = 1 }
  }
  expect_failures = [aws_cloudwatch_metric_alarm.silence]
}

run "a_functions_subnets_are_ids" {
  command = plan
  variables {
    network = { subnet_ids = [], security_group_ids = ["sg-0a1b2c3d4e5f60718"] }
  }
  expect_failures = [var.network]
}

run "a_functions_security_groups_are_ids" {
  command = plan
  variables {
    network = { subnet_ids = ["subnet-0a1b2c3d4e5f60718"], security_group_ids = ["default"] }
  }
  expect_failures = [var.network]
}

run "silence_has_an_end" {
  command = plan
  variables {
    coverage = { silent_after_hours = 169 }
  }
  expect_failures = [var.coverage]
}

run "accounts_left_out_are_numbers" {
  command = plan
  variables {
    coverage = { excluded_accounts = ["sandbox"] }
  }
  expect_failures = [var.coverage]
}

run "logs_are_kept_for_days_that_cloudwatch_knows" {
  command = plan
  variables {
    retention = { log_days = 100 }
  }
  expect_failures = [var.retention]
}

run "an_archive_keeps_at_least_a_day" {
  command = plan
  variables {
    retention = { archive_days = 0 }
  }
  expect_failures = [var.retention]
}

run "a_boundary_is_a_policy" {
  command = plan
  variables {
    permissions_boundary = "arn:aws:iam::111122223333:role/boundary"
  }
  expect_failures = [var.permissions_boundary]
}

run "a_trails_bucket_is_a_name" {
  command = plan
  variables {
    trail = {
      bucket   = "s3://example-trail"
      accounts = ["111122223333"]
      since    = "2026/01/01"
      results  = "s3://example-results/"
    }
  }
  expect_failures = [var.trail]
}

run "a_trails_prefix_has_no_slash_at_its_end" {
  command = plan
  variables {
    trail = {
      bucket   = "example-trail"
      accounts = ["111122223333"]
      since    = "2026/01/01"
      results  = "s3://example-results/"
      prefix   = "org/"
    }
  }
  expect_failures = [var.trail]
}

run "a_trails_accounts_are_numbers" {
  command = plan
  variables {
    trail = {
      bucket   = "example-trail"
      accounts = ["payments"]
      since    = "2026/01/01"
      results  = "s3://example-results/"
    }
  }
  expect_failures = [var.trail]
}

run "a_trails_first_day_is_one" {
  command = plan
  variables {
    trail = {
      bucket   = "example-trail"
      accounts = ["111122223333"]
      since    = "2026/02/30"
      results  = "s3://example-results/"
    }
  }
  expect_failures = [var.trail]
}

run "a_query_may_scan_a_gigabyte_or_more" {
  command = plan
  variables {
    trail = {
      bucket        = "example-trail"
      accounts      = ["111122223333"]
      since         = "2026/01/01"
      results       = "s3://example-results/"
      scan_limit_gb = 0.5
    }
  }
  expect_failures = [var.trail]
}

run "the_trail_is_compared_on_a_schedule" {
  command = plan
  variables {
    trail = {
      bucket   = "example-trail"
      accounts = ["111122223333"]
      since    = "2026/01/01"
      results  = "s3://example-results/"
      schedule = "daily"
    }
  }
  expect_failures = [var.trail]
}

run "the_trail_is_compared_daily" {
  command = plan
  variables {
    trail = {
      bucket   = "example-trail"
      accounts = ["111122223333"]
      since    = "2026/01/01"
      results  = "s3://example-results/"
      schedule = "cron(45 5 ? * MON *)"
    }
  }
  expect_failures = [var.trail]
}

run "a_trails_key_is_an_arn" {
  command = plan
  variables {
    trail = {
      bucket   = "example-trail"
      accounts = ["111122223333"]
      since    = "2026/01/01"
      results  = "s3://example-results/"
      key_arn  = "alias/trail"
    }
  }
  expect_failures = [var.trail]
}

run "results_go_to_a_bucket" {
  command = plan
  variables {
    trail = {
      bucket   = "example-trail"
      accounts = ["111122223333"]
      since    = "2026/01/01"
      results  = "example-results"
    }
  }
  expect_failures = [var.trail]
}

run "emails_are_addresses" {
  command = plan
  variables {
    emails = ["security"]
  }
  expect_failures = [var.emails]
}

run "emails_are_named_once" {
  command = plan
  variables {
    emails = ["security@example.com", "security@example.com"]
  }
  expect_failures = [var.emails]
}

run "mail_has_recipients" {
  command = plan
  variables {
    ses = { mail = { from = "rootmon@example.com", to = [] } }
  }
  expect_failures = [var.ses]
}

run "a_sender_has_an_ascii_domain" {
  command = plan
  variables {
    ses = { mail = { from = "rootmon <alerts@bücher.example>", to = ["security@example.com"] } }
  }
  expect_failures = [var.ses]
}

run "the_senders_fit_an_event_pattern" {
  command = plan
  variables {
    ses = { for n in range(20) : "mail-${n}" => { from = "alerts@example-${n}.com", to = ["security@example.com"] } }
  }
  expect_failures = [aws_cloudwatch_event_rule.this]
}

run "a_configuration_set_has_a_name" {
  command = plan
  variables {
    ses = { mail = { from = "rootmon@example.com", to = ["security@example.com"], configuration_set = "root alerts" } }
  }
  expect_failures = [var.ses]
}

run "a_slack_bot_needs_a_channel" {
  command = plan
  variables {
    slack = { chat = { token = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" } } }
  }
  expect_failures = [var.slack]
}

run "slack_has_one_way_in" {
  command = plan
  variables {
    slack = { chat = {} }
  }
  expect_failures = [var.slack]
}

run "a_slack_channel_is_an_id" {
  command = plan
  variables {
    slack = { chat = { token = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, channel = "#alerts" } }
  }
  expect_failures = [var.slack]
}

run "the_topics_format_is_known" {
  command = plan
  variables {
    topic_format = "json"
  }
  expect_failures = [var.topic_format]
}

run "slacks_api_needs_a_token" {
  command = plan
  variables {
    slack = { chat = { webhook = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, api = "https://slack-gov.com/api/" } }
  }
  expect_failures = [var.slack]
}

run "channels_receive_incidents_or_all_findings" {
  command = plan
  variables {
    webhook = { siem = { address = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, notify = "everything" } }
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "slack_mentions_groups_and_users" {
  command = plan
  variables {
    slack = { chat = { webhook = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, mentions = { CRITICAL = ["security"] } } }
  }
  expect_failures = [var.slack]
}

run "mentions_are_by_severity" {
  command = plan
  variables {
    teams = { cards = { webhook = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, mentions = { URGENT = ["security@example.com"] } } }
  }
  expect_failures = [var.teams]
}

run "a_webhook_has_a_format_or_a_template" {
  command = plan
  variables {
    webhook = { siem = { address = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, format = "ocsf", template = "splunk-hec" } }
  }
  expect_failures = [var.webhook]
}

run "a_webhooks_format_is_known" {
  command = plan
  variables {
    webhook = { siem = { address = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, format = "cef" } }
  }
  expect_failures = [var.webhook]
}

run "a_webhooks_template_has_a_name" {
  command = plan
  variables {
    webhook = { siem = { address = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, template = "Splunk HEC" } }
  }
  expect_failures = [var.webhook]
}

run "a_webhooks_headers_have_names_of_headers" {
  command = plan
  variables {
    webhook = { siem = { address = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, secret_headers = { "X Key" = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" } } } }
  }
  expect_failures = [var.webhook]
}

run "jsms_api_ends_in_a_slash" {
  command = plan
  variables {
    jsm = { oncall = { key = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, api = "https://api.atlassian.com/jsm/ops/integration" } }
  }
  expect_failures = [var.jsm]
}

run "a_bus_is_an_arn" {
  command = plan
  variables {
    eventbridge = { bus = { bus = "security" } }
  }
  expect_failures = [var.eventbridge]
}

run "the_source_of_events_is_not_awss" {
  command = plan
  variables {
    eventbridge = { bus = { bus = "arn:aws:events:eu-west-1:111122223333:event-bus/security", source = "aws.rootmon" } }
  }
  expect_failures = [var.eventbridge]
}

run "security_hub_is_in_a_region" {
  command = plan
  variables {
    securityhub = { hub = { region = "Ireland" } }
  }
  expect_failures = [var.securityhub]
}

run "the_time_zone_is_one" {
  command = plan
  variables {
    time_zone = "Central European Time"
  }
  expect_failures = [var.time_zone]
}

run "templates_are_in_a_bucket_a_path_or_a_folder" {
  command = plan
  variables {
    templates = "https://example.com/templates"
  }
  expect_failures = [var.templates]
}

run "a_prefix_of_templates_has_no_wildcard" {
  command = plan
  variables {
    templates = "s3://example-templates/*"
  }
  expect_failures = [var.templates]
}

run "a_proxys_password_is_a_secret" {
  command = plan
  variables {
    proxy = { address = "http://user:password@proxy.example.com:3128" }
  }
  expect_failures = [var.proxy]
}

run "a_destination_without_the_proxy_is_not_blank" {
  command = plan
  variables {
    proxy = { address = "http://proxy.example.com:3128", no_proxy = [" "] }
  }
  expect_failures = [var.proxy]
}

run "pagerduty_is_in_us_or_eu" {
  command = plan
  variables {
    pagerduty = { pager = { key = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, region = "ap" } }
  }
  expect_failures = [var.pagerduty]
}

run "keys_of_secrets_are_arns" {
  command = plan
  variables {
    secret_keys = ["alias/secrets"]
  }
  expect_failures = [var.secret_keys]
}

run "a_routes_severity_is_one" {
  command = plan
  variables {
    routes = [{ channels = ["topic"], severity = "URGENT" }]
  }
  expect_failures = [var.routes]
}

run "a_routes_accounts_are_numbers" {
  command = plan
  variables {
    routes = [{ channels = ["topic"], accounts = ["payments"] }]
  }
  expect_failures = [var.routes]
}

run "a_routes_kinds_are_known" {
  command = plan
  variables {
    routes = [{ channels = ["topic"], kinds = ["ROOT"] }]
  }
  expect_failures = [var.routes]
}

run "a_route_leads_somewhere" {
  command = plan
  variables {
    routes = [{ channels = [] }]
  }
  expect_failures = [var.routes]
}

run "accounts_are_numbers" {
  command = plan
  variables {
    accounts = { payments = { name = "payments-prod" } }
  }
  expect_failures = [var.accounts]
}

run "channels_have_plain_names" {
  command = plan
  variables {
    slack = { "My Chat" = { webhook = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" } } }
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "a_channels_name_is_its_own" {
  command = plan
  variables {
    slack     = { pager = { webhook = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" } } }
    pagerduty = { pager = { key = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" } } }
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "routes_lead_to_channels_that_exist" {
  command = plan
  variables {
    routes = [{ channels = ["topic", "chat"] }]
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "every_channel_has_a_route" {
  command = plan
  variables {
    slack  = { chat = { webhook = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" } } }
    routes = [{ channels = ["topic"] }]
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "somebody_is_told_of_everything_critical" {
  command = plan
  variables {
    routes = [{ channels = ["topic"], accounts = ["111122223333"] }]
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "a_secret_is_named_not_held" {
  command = plan
  variables {
    slack = { chat = { webhook = { arn = "https://hooks.example.com/services/1" } } }
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "a_secrets_arn_has_its_suffix" {
  command = plan
  variables {
    slack = { chat = { webhook = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rootmon/slack" } } }
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "the_document_fits_a_parameter" {
  command = plan
  variables {
    accounts = { for it in range(300) : format("%012d", it) => { name = "an account of the payments team" } }
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "an_expected_window_is_of_an_account" {
  command = plan
  variables {
    maintenance_windows = [{ account = "payments", from = "2026-03-14T02:00:00Z", until = "2026-03-14T04:00:00Z", ticket = "CHG-1" }]
  }
  expect_failures = [var.maintenance_windows]
}

run "an_expected_window_has_an_end" {
  command = plan
  variables {
    maintenance_windows = [{ account = "111122223333", from = "2026-03-14T02:00:00Z", until = "2026-04-14T02:00:01Z", ticket = "CHG-1" }]
  }
  expect_failures = [var.maintenance_windows]
}

run "an_expected_window_has_a_ticket" {
  command = plan
  variables {
    maintenance_windows = [{ account = "111122223333", from = "2026-03-14T02:00:00Z", until = "2026-03-14T04:00:00Z", ticket = " " }]
  }
  expect_failures = [var.maintenance_windows]
}

run "links_are_https" {
  command = plan
  variables {
    links = { runbook = "http://wiki.example.com/" }
  }
  expect_failures = [var.links]
}

run "rule_pages_have_no_query" {
  command = plan
  variables {
    links = { rule_pages = "https://docs.example.com/rules?rule={rule}" }
  }
  expect_failures = [var.links]
}

run "a_role_needs_a_portal" {
  command = plan
  variables {
    links = { role_name = "Audit" }
  }
  expect_failures = [var.links]
}

run "incidents_end_within_a_day" {
  command = plan
  variables {
    inactivity_minutes = 1441
  }
  expect_failures = [var.inactivity_minutes]
}

run "incidents_last_at_most_a_week" {
  command = plan
  variables {
    max_incident_hours = 169
  }
  expect_failures = [var.max_incident_hours]
}

run "incidents_last_at_least_as_long_as_the_inactivity_period" {
  command = plan
  variables {
    inactivity_minutes = 120
    max_incident_hours = 1
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "databases_of_locations_are_files_of_a_layer" {
  command = plan
  variables {
    location = { database = "GeoLite2-City.mmdb" }
  }
  expect_failures = [var.location]
}

run "units_are_known_where_routes_name_them" {
  command = plan
  variables {
    routes = [{ channels = ["topic"] }, { channels = ["topic"], severity = "LOW", organizational_units = ["Root/Workloads"] }]
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "units_have_names" {
  command = plan
  variables {
    organization = {}
    routes       = [{ channels = ["topic"] }, { channels = ["topic"], severity = "LOW", organizational_units = ["Root/"] }]
  }
  expect_failures = [var.routes]
}

run "the_owner_tag_is_a_key" {
  command = plan
  variables {
    organization = { owner_tag = " " }
  }
  expect_failures = [var.organization]
}

run "others_are_told_while_the_incident_lasts" {
  command = plan
  variables {
    escalation = { after_minutes = 30, channels = ["topic"] }
    responses  = { signing_secret = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" } }
    slack      = { chat = { token = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, channel = "C0123456789" } }
  }
  expect_failures = [var.escalation]
}

run "somebody_is_told_if_nobody_responds" {
  command = plan
  variables {
    escalation = { after_minutes = 15, channels = [] }
    responses  = { signing_secret = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" } }
    slack      = { chat = { token = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" }, channel = "C0123456789" } }
  }
  expect_failures = [var.escalation]
}

run "who_is_to_respond_can" {
  command = plan
  variables {
    escalation = { after_minutes = 15, channels = ["topic"] }
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "buttons_need_a_bot" {
  command = plan
  variables {
    responses = { signing_secret = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" } }
    slack     = { chat = { webhook = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:one-AbCdEf" } } }
  }
  expect_failures = [aws_lambda_function_url.responses]
}

run "govcloud_has_no_public_address" {
  command = plan
  override_data {
    target = data.aws_region.this
    values = { id = "us-gov-west-1" }
  }
  override_data {
    target = data.aws_partition.this
    values = { partition = "aws-us-gov" }
  }
  variables {
    regions   = ["us-gov-west-1"]
    responses = { signing_secret = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:one-AbCdEf" } }
    slack     = { chat = { token = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:one-AbCdEf" }, channel = "C0123456789" } }
  }
  expect_failures = [aws_lambda_function_url.responses]
}

run "the_roles_policy_fits_a_role" {
  command = plan
  variables {
    secret_keys = [for it in range(170) : format("arn:aws:kms:eu-west-1:111122223333:key/%012d", it)]
  }
  expect_failures = [aws_iam_role_policy.this]
}

run "a_sign_in_region_is_among_the_regions" {
  command = plan
  variables {
    regions = ["eu-west-1", "eu-central-1"]
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "the_hubs_region_is_among_the_regions" {
  command = plan
  variables {
    regions = ["us-east-1", "us-west-2"]
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "a_single_account_has_no_organization" {
  command = plan
  variables {
    organization_id = null
    organization    = {}
  }
  expect_failures = [aws_ssm_parameter.config]
}

run "alarms_have_a_reader" {
  command = plan
  variables {
    emails        = []
    subscriptions = [{ protocol = "sqs", endpoint = "arn:aws:sqs:eu-west-1:111122223333:siem", alarms = false }]
  }
  expect_failures = [aws_sns_topic.alarms]
}

run "subscriptions_have_a_protocol_of_sns" {
  command = plan
  variables {
    subscriptions = [{ protocol = "slack", endpoint = "https://hooks.example.com/root" }]
  }
  expect_failures = [var.subscriptions]
}

run "subscriptions_have_an_endpoint_of_their_protocol" {
  command = plan
  variables {
    subscriptions = [{ protocol = "https", endpoint = "http://hooks.example.com/root" }]
  }
  expect_failures = [var.subscriptions]
}

run "the_topic_has_a_name_that_is_detected" {
  command = plan
  variables {
    topic_name = "security-alerts"
  }
  expect_failures = [var.topic_name]
}

run "alarm_topics_are_arns" {
  command = plan
  variables {
    alarm_topics = ["on-call"]
  }
  expect_failures = [var.alarm_topics]
}

run "a_source_arn_is_an_identity" {
  command = plan
  variables {
    ses = { mail = { from = "rootmon@example.com", to = ["security@example.com"], source_arn = "arn:aws:ses:eu-west-1:999988887777:configuration-set/x" } }
  }
  expect_failures = [var.ses]
}

run "there_is_one_package" {
  command = plan
  variables {
    function_s3 = { bucket = "example-releases", key = "rootmon-lambda.zip", sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }
  }
  expect_failures = [aws_lambda_function.this]
}

run "a_package_is_in_a_bucket" {
  command = plan
  variables {
    function_zip = null
    function_s3  = { bucket = "s3://example-releases", key = "rootmon-lambda.zip", sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }
  }
  expect_failures = [var.function_s3]
}

run "a_packages_hash_is_hexadecimal" {
  command = plan
  variables {
    function_zip = null
    function_s3  = { bucket = "example-releases", key = "rootmon-lambda.zip", sha256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }
  }
  expect_failures = [var.function_s3]
}

run "the_drift_schedule_is_one" {
  command = plan
  variables {
    coverage = { drift_schedule = "daily" }
  }
  expect_failures = [var.coverage]
}

run "drift_is_detected_daily" {
  command = plan
  variables {
    coverage = { drift_schedule = "cron(30 5 ? * SUN *)" }
  }
  expect_failures = [var.coverage]
}

run "stack_sets_are_rootmons" {
  command = plan
  variables {
    coverage = { stack_sets = ["baseline"] }
  }
  expect_failures = [var.coverage]
}

run "sources_are_buckets" {
  command = plan
  variables {
    sources = { s3 = [{ bucket = "s3://example-trail" }] }
  }
  expect_failures = [var.sources]
}

run "regions_left_out_are_regions" {
  command = plan
  variables {
    coverage = { excluded_regions = ["Hong Kong"] }
  }
  expect_failures = [var.coverage]
}

run "an_exclusion_has_a_criterion" {
  command = plan
  variables {
    exclusions = [{ reason = "a", owner = "b" }]
  }
  expect_failures = [var.exclusions]
}

run "an_exclusions_criterion_is_not_empty" {
  command = plan
  variables {
    exclusions = [{ reason = "a", owner = "b", rules = [], networks = ["192.0.2.0/24"] }]
  }
  expect_failures = [var.exclusions]
}

run "an_exclusions_accounts_are_numbers" {
  command = plan
  variables {
    exclusions = [{ reason = "a", owner = "b", accounts = ["payments"] }]
  }
  expect_failures = [var.exclusions]
}

run "an_exclusions_networks_are_networks" {
  command = plan
  variables {
    exclusions = [{ reason = "a", owner = "b", networks = ["the office"] }]
  }
  expect_failures = [var.exclusions]
}

run "a_custom_rules_id_and_severity_are_known" {
  command = plan
  variables {
    custom_rules = [{ id = "Own rule", severity = "HIGH", reason = "a", advice = ["b", "c"], pattern = "{}" }]
  }
  expect_failures = [var.custom_rules]
}

run "a_custom_rule_has_two_to_four_lines_of_advice" {
  command = plan
  variables {
    custom_rules = [{ id = "own.archive", severity = "HIGH", reason = "a", advice = ["b"], pattern = "{}" }]
  }
  expect_failures = [var.custom_rules]
}

run "an_exclusion_has_an_owner" {
  command = plan
  variables {
    exclusions = [{ reason = "a", owner = " ", networks = ["192.0.2.0/24"] }]
  }
  expect_failures = [var.exclusions]
}

run "an_exclusion_ends_at_a_time" {
  command = plan
  variables {
    exclusions = [{ reason = "a", owner = "b", until = "2026-12-31", networks = ["192.0.2.0/24"] }]
  }
  expect_failures = [var.exclusions]
}

run "a_custom_rules_pattern_is_json" {
  command = plan
  variables {
    custom_rules = [{ id = "own", severity = "HIGH", reason = "a", advice = ["b", "c"], pattern = "eventName" }]
  }
  expect_failures = [var.custom_rules]
}

run "a_rules_severity_is_one" {
  command = plan
  variables {
    rules = { "root.read" = { severity = "OFF" } }
  }
  expect_failures = [var.rules]
}
