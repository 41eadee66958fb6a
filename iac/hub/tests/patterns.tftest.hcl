# The event patterns of the hub as AWS would receive them; HubPatternIT compiles them as EventBridge does.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  organization_id = "o-a1b2c3d4e5"
  regions         = ["eu-west-1", "us-east-1"]
  function_zip    = "tests/function.txt"
  emails          = ["security@example.com"]
}

run "without_senders" {
  assert {
    condition     = !strcontains(aws_cloudwatch_event_rule.this["rootmon-protected"].event_pattern, "emailIdentity")
    error_message = "pattern: ${aws_cloudwatch_event_rule.this["rootmon-protected"].event_pattern}"
  }
}

run "with_a_sender" {
  variables {
    ses = { mail = { from = "rootmon <alerts@example.com>", to = ["security@example.com"] } }
  }
  assert {
    condition     = strcontains(aws_cloudwatch_event_rule.this["rootmon-protected"].event_pattern, "emailIdentity")
    error_message = "pattern: ${aws_cloudwatch_event_rule.this["rootmon-protected"].event_pattern}"
  }
}

run "with_every_schedule_and_sender" {
  variables {
    ses           = { for n in range(6) : "mail-${n}" => { from = "alerts@example-${n}.com", to = ["security@example.com"] } }
    coverage      = { stack_sets = ["rootmon-spoke"] }
    trail         = { bucket = "example-trail", accounts = ["111122223333"], since = "2026/01/01", results = "s3://example-results/" }
    weekly_report = { channels = ["mail-1"] }
  }
  assert {
    condition     = length(aws_cloudwatch_event_rule.this) == length(fileset("../patterns", "*.json")) + 5
    error_message = "rules: ${jsonencode(keys(aws_cloudwatch_event_rule.this))}"
  }
}
