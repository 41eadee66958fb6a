# Regions, accounts and organizational units here; the rest are the hub's inputs.

variable "home_region" {
  description = "The region of the hub. Choose a region that is enabled by default: events of members that did not enable it may not arrive there."
  type        = string
  default     = "eu-west-1"
}

variable "regions" {
  description = "The regions to monitor. Default: all regions that are enabled in the management account. The partition's sign-in region is required."
  type        = list(string)
  default     = null
}

variable "hub_role" {
  description = "The ARN of the role to assume in the hub account. Default: the credentials are the hub account's own."
  type        = string
  default     = null
}

variable "management_role" {
  description = "The ARN of the role to assume in the management account. Default: the credentials are the management account's own."
  type        = string
  default     = null
}

variable "organizational_units" {
  description = "The organizational units whose accounts are monitored, for a pilot. Default: the organization's root, so every account. The hub account and the management account are always monitored. The end of the pilot (absent again) replaces the pilot's spokes, so its accounts are not monitored for some minutes."
  type        = list(string)
  default     = null

  validation {
    condition     = var.organizational_units == null ? true : length(var.organizational_units) > 0 && alltrue([for it in var.organizational_units : can(regex("^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$", it))])
    error_message = "organizational_units: expected IDs such as ou-ab12-11111111 but was ${jsonencode(var.organizational_units)}."
  }
}

variable "accounts_filter" {
  description = "Limits the organizational units to some of their `accounts`, for a pilot; `type` is INTERSECTION. The end of the pilot (no filter) replaces the pilot's spokes, so its accounts are not monitored for some minutes."
  type        = object({ type = string, accounts = list(string) })
  default     = null

  validation {
    condition     = var.accounts_filter == null ? true : length(var.accounts_filter.accounts) > 0 && alltrue([for it in var.accounts_filter.accounts : can(regex("^[0-9]{12}$", it))])
    error_message = "accounts_filter.accounts: expected at least one account ID of 12 digits."
  }
  # https://github.com/hashicorp/terraform-provider-aws/issues/47721
  validation {
    condition     = var.accounts_filter == null ? true : var.accounts_filter.type == "INTERSECTION"
    error_message = "accounts_filter.type: expected INTERSECTION with the accounts to monitor. DIFFERENCE is not supported: when an account is removed from such a list, the AWS provider deletes the spokes of all other accounts. To leave accounts out, list the others, or select organizational_units."
  }
}

variable "heartbeat_schedule" {
  description = "How often every account and region sends a heartbeat: more often than `coverage.silent_after_hours`."
  type        = string
  default     = "rate(1 hour)"

  validation {
    condition     = can(regex("^(rate\\((1 (minute|hour)|([2-9]|[1-9][0-9]+) (minutes|hours))\\)|cron\\([0-9*/,-]+ ([*]|([*]|0)/([1-9]|1[0-9]|2[0-3])) ([*] [*] [?]|[?] [*] [*]) [*]\\))$", var.heartbeat_schedule))
    error_message = "heartbeat_schedule: expected a rate in minutes or hours, such as rate(1 hour), or a cron expression for every hour or every few hours, such as cron(0 * * * ? *) or cron(0 0/2 * * ? *), but was \"${var.heartbeat_schedule}\"."
  }
}

variable "guardduty" {
  description = "Whether GuardDuty's findings about root are sent too."
  type        = bool
  default     = false
}

variable "permissions_boundary_name" {
  description = "The name, with its path, of the permissions boundary of every role, if the organization requires one. It must exist in every account."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of every resource, including the spokes."
  type        = map(string)
  default     = {}
}

variable "function_zip" {
  description = "The path of rootmon-lambda.zip: of a release, or as `mvn package` creates it. Not used with `function_s3`."
  type        = string
  default     = "../../../rootmon-lambda/target/rootmon-lambda.zip"
}

variable "function_s3" {
  description = "rootmon-lambda.zip in a bucket: `bucket`, `key`, `sha256` and optionally `version`; see the hub's variable of that name."
  type        = any
  default     = null
}

variable "trail" {
  description = "The organization's trail, for the daily comparison and for questions about the past: bucket, prefix (optional), since (2026/01/31), results (s3://…), scan_limit_gb, the most that one query can scan (1,000 GB, at most 5 USD), key_arn (optional), schedule (optional). Default: no Athena and no comparison."
  type        = object({ bucket = string, prefix = optional(string, ""), since = string, results = string, scan_limit_gb = optional(number, 1000), key_arn = optional(string), schedule = optional(string) })
  default     = null
}

variable "deletion_protection" {
  description = "Whether DynamoDB prevents the deletion of the table. Set it to false before you remove the hub."
  type        = bool
  default     = true
}

variable "emails" {
  description = "E-mail addresses for rootmon's own alarms and, without routes, for alerts. Each address must confirm two subscriptions."
  type        = list(string)
  default     = []
}

variable "function" {
  description = "How the function runs; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "subscriptions" {
  description = "Other subscriptions of the topics, of any protocol; see the hub's variable of that name."
  type        = any
  default     = []
}

variable "topic_name" {
  description = "The name of the topic of alerts; see the hub's variable of that name."
  type        = string
  default     = "rootmon"
}

variable "topic_format" {
  description = "`text`, or `chat` if Amazon Q Developer in chat applications reads the topic of alerts; see the hub's variable of that name."
  type        = string
  default     = "text"
}

variable "alarm_topics" {
  description = "ARNs of your topics that receive rootmon's alarms too."
  type        = list(string)
  default     = []
}

variable "ses" {
  description = "HTML email through SES from a verified sender; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "slack" {
  description = "Slack channels; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "teams" {
  description = "Microsoft Teams channels; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "webhook" {
  description = "Webhooks; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "pagerduty" {
  description = "PagerDuty services; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "jsm" {
  description = "Jira Service Management Operations; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "eventbridge" {
  description = "Your EventBridge buses that receive the documents; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "securityhub" {
  description = "Security Hub CSPM of the hub's account; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "time_zone" {
  description = "The time zone of the times in messages, in addition to UTC, such as Europe/Berlin."
  type        = string
  default     = null
}

variable "templates" {
  description = "Your templates; see the hub's variable of that name."
  type        = string
  default     = null
}

variable "layers" {
  description = "Lambda layers of the function; see the hub's variable of that name."
  type        = list(string)
  default     = []
}

variable "network" {
  description = "The VPC of the function; see the hub's variable of that name."
  type        = any
  default     = null
}

variable "proxy" {
  description = "The HTTP proxy of the function; see the hub's variable of that name."
  type        = any
  default     = null
}

variable "secret_keys" {
  description = "The ARNs of the customer-managed KMS keys that encrypt the secrets of channels."
  type        = list(string)
  default     = []
}

variable "routes" {
  description = "The channels for the alerts of some accounts, kinds and severities; see the hub's variable of that name."
  type        = any
  default     = []
}

variable "rules" {
  description = "Severities that replace the built-in ones; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "custom_rules" {
  description = "Your rules; see the hub's variable of that name."
  type        = any
  default     = []
}

variable "exclusions" {
  description = "Findings that no channel is notified of; see the hub's variable of that name."
  type        = any
  default     = []
}

variable "accounts" {
  description = "Names, owners and units of accounts, by account ID; see the hub's variable of that name. Default: the organization's names."
  type        = any
  default     = {}
}

variable "organization" {
  description = "If set (`{}`), the function reads names, units and owners from AWS Organizations; see the hub's variable of that name."
  type        = any
  default     = null
}

variable "links" {
  description = "Your own links in every alert; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "maintenance_windows" {
  description = "Maintenance windows, in which root activity is planned; see the hub's variable of that name."
  type        = any
  default     = []
}

variable "inactivity_minutes" {
  description = "The inactivity period after which an incident closes, in minutes."
  type        = number
  default     = 30
}

variable "max_incident_hours" {
  description = "The hours after which an incident closes, even if root is still active."
  type        = number
  default     = 24
}

variable "location" {
  description = "Databases that contain the location of the caller's address; see the hub's variable of that name."
  type        = any
  default     = null
}

variable "responses" {
  description = "Buttons in Slack and their public address; see the hub's variable of that name."
  type        = any
  default     = null
}

variable "escalation" {
  description = "The channels to notify if there is no response; see the hub's variable of that name."
  type        = any
  default     = null
}

variable "coverage" {
  description = "The coverage check: schedules, silence, excluded accounts; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "retention" {
  description = "The days for which logs and archived events are stored; see the hub's variable of that name."
  type        = any
  default     = { archive_days = 90 }
}

variable "weekly_report" {
  description = "The channels of the weekly report; see the hub's variable of that name."
  type        = any
  default     = null
}

variable "sources" {
  description = "Buckets from which the function can read events; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "dashboard" {
  description = "Whether there is a CloudWatch dashboard, for 3 USD a month."
  type        = bool
  default     = false
}
