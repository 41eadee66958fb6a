# The policies as AWS would receive them; PolicyIT evaluates them for allowed and denied requests.

mock_provider "aws" {
  source = "../../hub/tests/aws"
}

mock_provider "aws" {
  alias  = "management"
  source = "../../hub/tests/aws"
}

override_data {
  target = data.aws_organizations_organization.this
  values = {
    id                = "o-a1b2c3d4e5"
    master_account_id = "999988887777"
    roots             = [{ id = "r-ab12", arn = "", name = "Root", policy_types = [] }]
    accounts = [
      { id = "111122223333", name = "security", arn = "", email = "", status = "ACTIVE" },
      { id = "444455556666", name = "payments-prod", arn = "", email = "", status = "ACTIVE" },
      { id = "777788889999", name = "closed", arn = "", email = "", status = "SUSPENDED" },
      { id = "999988887777", name = "management", arn = "", email = "", status = "ACTIVE" },
    ]
  }
}

override_data {
  target = data.aws_regions.enabled
  values = { names = ["us-east-1", "eu-west-1", "ap-east-1"] }
}

override_data {
  target = data.aws_regions.opted_in
  values = { names = ["ap-east-1"] }
}

variables {
  function_zip = "../../hub/tests/function.txt"
  emails       = ["security@example.com"]
  ses          = { mail = { from = "rootmon <alerts@example.com>", to = ["security@example.com"], source_arn = "arn:aws:ses:eu-west-1:999988887777:identity/example.com" } }
  slack        = { chat = { token = { arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rootmon/slack-AbCdEf" }, channel = "C0123456789" } }
  trail        = { bucket = "example-archive", since = "2026/01/01", results = "s3://example-results/rootmon/" }
  network      = { subnet_ids = ["subnet-0a1b2c3d4e5f60718"], security_group_ids = ["sg-0a1b2c3d4e5f60718"] }
  sources      = { s3 = [{ bucket = "example-trail", prefixes = ["AWSLogs/"] }] }
}

run "policies" {
  assert {
    condition     = output.failed_spokes == {}
    error_message = "spokes: ${jsonencode(output.failed_spokes)}"
  }
}
