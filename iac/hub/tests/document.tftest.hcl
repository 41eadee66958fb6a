# The configuration document that typed variables become, and what the role may do for it.

mock_provider "aws" {
  source = "./tests/aws"
}

override_data {
  target = data.aws_region.this
  values = { id = "us-gov-west-1" }
}

override_data {
  target = data.aws_partition.this
  values = { partition = "aws-us-gov" }
}

override_resource {
  target = aws_kms_key.this
  values = { arn = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/11111111-2222-3333-4444-555555555555" }
}

variables {
  organization_id     = "o-a1b2c3d4e5"
  regions             = ["us-gov-west-1", "us-gov-east-1"]
  function_zip        = "tests/function.txt"
  accounts            = { "111122223333" = { name = "payments-prod", owner = "payments team" }, "444455556666" = { name = "sandbox", organizational_unit = "Root/Sandbox" } }
  organization        = { owner_tag = "team" }
  inactivity_minutes  = 45
  max_incident_hours  = 12
  links               = { access_portal = "https://d-1234567890.awsapps.com/start", runbook = "https://wiki.example.com/{kind}", rule_pages = "https://docs.example.com/rules" }
  location            = { database = "/opt/GeoLite2-City.mmdb", network_database = "/opt/GeoLite2-ASN.mmdb" }
  maintenance_windows = [{ account = "111122223333", from = "2026-03-14T02:00:00Z", until = "2026-04-14T02:00:00Z", ticket = "CHG-1", events = ["ConsoleLogin"] }]
  coverage            = { silent_after_hours = 6, excluded_accounts = ["999988887777"] }
  emails              = ["security@example.com"]
  ses                 = { mail = { from = "rootmon <alerts@example.com>", to = ["security@example.com"], region = "us-gov-east-1", configuration_set = "root-alerts", source_arn = "arn:aws-us-gov:ses:us-gov-east-1:999988887777:identity/example.com" } }
  slack = {
    chat     = { token = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:slack-1-AbCdEf", key = "token" }, channel = "C0123456789" }
    payments = { webhook = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:slack-2-AbCdEf" } }
  }
  webhook     = { siem = { address = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:siem-AbCdEf", key = "address" }, key = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:siem-AbCdEf", key = "key" } } }
  pagerduty   = { pager = { key = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:pager-AbCdEf" }, region = "eu" } }
  secret_keys = ["arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1"]
  routes = [
    { severity = "CRITICAL", channels = ["pager"] },
    { channels = ["mail", "chat"] },
    { accounts = ["111122223333"], organizational_units = ["Root/Workloads"], kinds = ["DIRECT"], channels = ["payments"] },
    { severity = "INFO", channels = ["siem"] },
  ]
}

run "the_document_says_what_the_variables_say" {
  assert {
    condition = jsondecode(output.configuration) == {
      accounts           = { "111122223333" = { name = "payments-prod", owner = "payments team" }, "444455556666" = { name = "sandbox", organizationalUnit = "Root/Sandbox" } }
      organization       = { ownerTag = "team" }
      incident           = { inactivityMinutes = 45, maxHours = 12 }
      links              = { accessPortal = "https://d-1234567890.awsapps.com/start", runbook = "https://wiki.example.com/{kind}", rulePages = "https://docs.example.com/rules" }
      location           = { database = "/opt/GeoLite2-City.mmdb", networkDatabase = "/opt/GeoLite2-ASN.mmdb" }
      maintenanceWindows = [{ account = "111122223333", from = "2026-03-14T02:00:00Z", until = "2026-04-14T02:00:00Z", ticket = "CHG-1", events = ["ConsoleLogin"] }]
      channels = {
        mail     = { type = "ses", from = "rootmon <alerts@example.com>", to = ["security@example.com"], region = "us-gov-east-1", configurationSet = "root-alerts", sourceArn = "arn:aws-us-gov:ses:us-gov-east-1:999988887777:identity/example.com" }
        chat     = { type = "slack", token = { secretsManager = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:slack-1-AbCdEf", key = "token" }, channel = "C0123456789" }
        payments = { type = "slack", webhook = { secretsManager = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:slack-2-AbCdEf" } }
        siem     = { type = "webhook", address = { secretsManager = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:siem-AbCdEf", key = "address" }, key = { secretsManager = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:siem-AbCdEf", key = "key" } }
        pager    = { type = "pagerduty", key = { secretsManager = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:pager-AbCdEf" }, region = "eu" }
      }
      routes = [
        { severity = "CRITICAL", channels = ["pager"] },
        { channels = ["mail", "chat"] },
        { accounts = ["111122223333"], organizationalUnits = ["Root/Workloads"], kinds = ["DIRECT"], channels = ["payments"] },
        { severity = "INFO", channels = ["siem"] },
      ]
      state = { table = "rootmon" }

      protectedResources = {
        kmsKeys       = ["arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"]
        sesIdentities = ["alerts@example.com", "example.com"]
        eventBus      = "arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/rootmon"
      }
      coverage = { regions = ["us-gov-west-1", "us-gov-east-1"], silentAfterHours = 6, excludedAccounts = ["999988887777"] }
    }
    error_message = "document: ${output.configuration}"
  }
}

run "the_role_may_what_these_channels_need" {
  assert {
    condition = { for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Sid => it.Resource if contains(["ReadsSecrets", "DecryptsSecrets", "SendsMail", "PublishesToTheTopic", "ReadsNamesAndUnits"], it.Sid) } == {
      ReadsNamesAndUnits = ["arn:aws-us-gov:organizations::*:account/o-a1b2c3d4e5/*", "arn:aws-us-gov:organizations::*:ou/o-a1b2c3d4e5/*"]
      ReadsSecrets       = [for it in ["slack-1", "slack-2", "siem", "pager"] : "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:${it}-AbCdEf"]
      DecryptsSecrets    = ["arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1"]
      SendsMail          = ["arn:aws-us-gov:ses:us-gov-east-1:111122223333:identity/*", "arn:aws-us-gov:ses:us-gov-east-1:999988887777:identity/example.com", "arn:aws-us-gov:ses:us-gov-east-1:111122223333:configuration-set/*"]
    }
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
  assert {
    condition     = [for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Condition.StringEquals if it.Sid == "SendsMail"] == [{ "ses:FromAddress" = ["alerts@example.com"] }]
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
}

run "every_arn_is_of_the_partition" {
  assert {
    condition     = !strcontains(join(" ", [aws_kms_key.this.policy, aws_sqs_queue.this.policy, aws_sqs_queue.dead_letters.policy, aws_sns_topic.this.policy, aws_sns_topic.alarms.policy, aws_cloudwatch_event_bus_policy.this.policy, aws_iam_role_policy.this.policy]), "arn:aws:")
    error_message = "partition: expected no arn:aws: in us-gov"
  }
}

run "every_other_channel_is_in_the_document" {
  variables {
    topic_format = "chat"
    slack        = { chat = { token = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:slack-1-AbCdEf" }, channel = "C0123456789", mentions = { CRITICAL = ["S0123456789"] } } }
    teams        = { cards = { webhook = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:teams-AbCdEf" }, mentions = { HIGH = ["ana@example.com"] } } }
    webhook = { splunk = {
      address        = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:splunk-AbCdEf", key = "address" }
      headers        = { X-Team = "security" }
      secret_headers = { Authorization = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:splunk-AbCdEf", key = "token", prefix = "Splunk" } }
      template       = "splunk-hec"
    } }
    jsm         = { oncall = { key = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:jsm-AbCdEf" } } }
    eventbridge = { bus = { bus = "arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/security" } }
    securityhub = { hub = {} }
    time_zone   = "Europe/Berlin"
    proxy       = { address = "http://proxy.example.com:3128", credentials = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:proxy-AbCdEf" }, no_proxy = [".example.com"] }
    ses         = {}
    pagerduty   = {}
    routes      = []
  }

  assert {
    condition = jsondecode(output.configuration).channels == {
      topic  = { type = "sns", topic = jsondecode(output.configuration).channels.topic.topic, format = "chat" }
      chat   = { type = "slack", token = { secretsManager = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:slack-1-AbCdEf" }, channel = "C0123456789", mentions = { CRITICAL = ["S0123456789"] } }
      cards  = { type = "teams", webhook = { secretsManager = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:teams-AbCdEf" }, mentions = { HIGH = ["ana@example.com"] } }
      splunk = { type = "webhook", address = { secretsManager = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:splunk-AbCdEf", key = "address" }, headers = { X-Team = "security", Authorization = { secretsManager = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:splunk-AbCdEf", key = "token", prefix = "Splunk" } }, template = "splunk-hec" }
      oncall = { type = "jsm", key = { secretsManager = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:jsm-AbCdEf" } }
      bus    = { type = "eventbridge", bus = "arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/security" }
      hub    = { type = "securityhub", account = "111122223333" }
    }
    error_message = "The channels are not those of the variables: ${output.configuration}"
  }
  assert {
    condition = jsondecode(output.configuration).proxy == {
      address     = "http://proxy.example.com:3128"
      credentials = { secretsManager = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:proxy-AbCdEf" }
      noProxy     = [".example.com"]
    } && jsondecode(output.configuration).timeZone == "Europe/Berlin"
    error_message = "The proxy or the time zone is not that of the variables."
  }
  assert {
    condition = { for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Sid => it.Resource if contains(["PutsEvents", "ImportsFindings"], it.Sid) } == {
      PutsEvents      = ["arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/security"]
      ImportsFindings = ["arn:aws-us-gov:securityhub:us-gov-west-1:111122223333:product/111122223333/default", "arn:aws-us-gov:securityhub:us-gov-west-1:111122223333:hub/default"]
    }
    error_message = "The role has other permissions for EventBridge and Security Hub than expected."
  }
}

run "templates_in_a_bucket_are_read_with_their_prefix_alone" {
  variables {
    templates = "s3://example-templates/rootmon/"
  }
  assert {
    condition     = jsondecode(output.configuration).templates == "s3://example-templates/rootmon/"
    error_message = "templates: ${output.configuration}"
  }
  assert {
    condition = { for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Sid => [it.Action, it.Resource] if contains(["ReadsTemplates", "ListsTemplates", "ReadsTemplateParameters"], it.Sid) } == {
      ReadsTemplates = [["s3:GetObject"], ["arn:aws-us-gov:s3:::example-templates/rootmon/*"]]
      ListsTemplates = [["s3:ListBucket"], ["arn:aws-us-gov:s3:::example-templates"]]
    }
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
  assert {
    condition     = [for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Condition.StringEquals if it.Sid == "ListsTemplates"] == [{ "s3:prefix" = ["rootmon/"] }]
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
}

run "templates_in_parameters_are_read_by_their_path" {
  variables {
    templates = "ssm:/rootmon/templates/"
  }
  assert {
    condition = { for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Sid => [it.Action, it.Resource] if contains(["ReadsTemplates", "ListsTemplates", "ReadsTemplateParameters"], it.Sid) } == {
      ReadsTemplateParameters = [["ssm:GetParametersByPath"], ["arn:aws-us-gov:ssm:us-gov-west-1:111122223333:parameter/rootmon/templates"]]
    }
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
}

run "templates_in_a_layer_are_a_folder_below_opt" {
  variables {
    templates = "/opt/templates"
    layers    = ["arn:aws-us-gov:lambda:us-gov-west-1:111122223333:layer:templates:3"]
  }
  assert {
    condition     = jsondecode(output.configuration).templates == "/opt/templates"
    error_message = "templates: ${output.configuration}"
  }
  assert {
    condition     = aws_lambda_function.this.layers == tolist(["arn:aws-us-gov:lambda:us-gov-west-1:111122223333:layer:templates:3"])
    error_message = "layers: ${jsonencode(aws_lambda_function.this.layers)}"
  }
}

run "a_function_has_no_layers_by_default" {
  assert {
    condition     = length(coalesce(aws_lambda_function.this.layers, [])) == 0
    error_message = "layers: ${jsonencode(aws_lambda_function.this.layers)}"
  }
}

run "a_folder_of_templates_and_none_need_no_permission" {
  variables {
    templates = "templates"
  }
  assert {
    condition     = length([for it in jsondecode(aws_iam_role_policy.this.policy).Statement : it.Sid if contains(["ReadsTemplates", "ListsTemplates", "ReadsTemplateParameters"], it.Sid)]) == 0
    error_message = "role: ${aws_iam_role_policy.this.policy}"
  }
}

run "without_custom_rules_there_is_no_alarm_about_them" {
  assert {
    condition     = !contains(keys(aws_cloudwatch_metric_alarm.this), "custom-rule-errors")
    error_message = "alarms: ${jsonencode(keys(aws_cloudwatch_metric_alarm.this))}"
  }
}

run "the_policy_is_in_the_document" {
  variables {
    rules        = { "root.sign-in" = { severity = "CRITICAL" } }
    custom_rules = [{ id = "own.archive", severity = "HIGH", reason = "root used the archive", advice = ["Call the archive team.", "Compare the buckets."], pattern = jsonencode({ detail = { eventName = ["CreateBucket"] } }) }]
    exclusions   = [{ reason = "nightly import", owner = "data team", until = "2026-12-31T00:00:00Z", rules = ["root.read"], accounts = ["111122223333"], organizational_units = ["Root/Data"], events = ["GetObject"], networks = ["192.0.2.0/24", "2001:db8::/32"], principals = ["arn:aws:iam::111122223333:role/import*"] }]
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["custom-rule-errors"].metric_name == "CustomRuleErrors"
    error_message = "alarm: ${jsonencode(keys(aws_cloudwatch_metric_alarm.this))}"
  }
  assert {
    condition     = jsondecode(output.configuration).rules == { "root.sign-in" = { severity = "CRITICAL" } }
    error_message = "rules: ${output.configuration}"
  }
  assert {
    condition     = jsonencode(jsondecode(output.configuration).customRules) == jsonencode([{ advice = ["Call the archive team.", "Compare the buckets."], id = "own.archive", pattern = { detail = { eventName = ["CreateBucket"] } }, reason = "root used the archive", severity = "HIGH" }])
    error_message = "customRules: ${output.configuration}"
  }
  assert {
    condition     = jsonencode(jsondecode(output.configuration).exclusions) == jsonencode([{ accounts = ["111122223333"], events = ["GetObject"], networks = ["192.0.2.0/24", "2001:db8::/32"], organizationalUnits = ["Root/Data"], owner = "data team", principals = ["arn:aws:iam::111122223333:role/import*"], reason = "nightly import", rules = ["root.read"], until = "2026-12-31T00:00:00Z" }])
    error_message = "exclusions: ${output.configuration}"
  }
}

run "every_channel_but_the_topic_can_receive_all_findings" {
  variables {
    slack       = { chat = { token = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:slack-1-AbCdEf" }, channel = "C0123456789", api = "https://slack-gov.com/api/", notify = "all" } }
    teams       = { cards = { webhook = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:teams-AbCdEf" }, notify = "all" } }
    webhook     = { siem = { address = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:siem-AbCdEf" }, notify = "all" } }
    jsm         = { oncall = { key = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:jsm-AbCdEf" }, notify = "all" } }
    eventbridge = { bus = { bus = "arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/security", notify = "all" } }
    securityhub = { hub = { notify = "all" } }
    ses         = { mail = { from = "alerts@example.com", to = ["security@example.com"], notify = "all" } }
    pagerduty   = { pager = { key = { arn = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:pager-AbCdEf" }, notify = "all" } }
    routes      = []
  }
  assert {
    condition     = { for name, it in jsondecode(output.configuration).channels : name => try(it.notify, null) } == { topic = null, chat = "all", cards = "all", siem = "all", oncall = "all", bus = "all", hub = "all", mail = "all", pager = "all" }
    error_message = "channels: ${output.configuration}"
  }
  assert {
    condition     = jsondecode(output.configuration).channels.chat.api == "https://slack-gov.com/api/"
    error_message = "channels: ${output.configuration}"
  }
}
