# Account and regions here; the rest are the hub's inputs.

variable "home_region" {
  description = "The region of the hub."
  type        = string
  default     = "eu-west-1"
}

variable "regions" {
  description = "The regions to monitor. Default: all regions that are enabled in the account. The partition's sign-in region is required."
  type        = list(string)
  default     = null
}

variable "role" {
  description = "The ARN of the role to assume in the account. Default: the credentials are the account's own."
  type        = string
  default     = null
}

variable "account_name" {
  description = "The name of the account in messages."
  type        = string
  default     = null
}

variable "account_owner" {
  description = "The owner of the account in messages."
  type        = string
  default     = null
}

variable "account_organizational_unit" {
  description = "The unit of the account, such as Root/Workloads, for messages, routes and exclusions."
  type        = string
  default     = null
}

variable "heartbeat_schedule" {
  description = "When every region sends a heartbeat: once an hour, as the alarm `rootmon-heartbeats-missing` expects of each region."
  type        = string
  default     = "rate(1 hour)"

  # Fewer heartbeats would set the alarm off, and more could hide a region that sends none.
  validation {
    condition     = can(regex("^(rate\\((1 hour|60 minutes)\\)|cron\\([0-5]?[0-9] [*] ([*] [*] [?]|[?] [*] [*]) [*]\\))$", var.heartbeat_schedule))
    error_message = "heartbeat_schedule: expected one heartbeat an hour, such as rate(1 hour) or cron(0 * * * ? *), since the alarm rootmon-heartbeats-missing counts one for each region and hour, but was \"${var.heartbeat_schedule}\"."
  }
}

variable "guardduty" {
  description = "Whether GuardDuty's findings about root are sent too."
  type        = bool
  default     = false
}

variable "permissions_boundary_name" {
  description = "The name, with its path, of the permissions boundary of every role, if the organization requires one."
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
  description = "The account's trail, for the daily comparison and for questions about the past: bucket, prefix (optional), since (2026/01/31), results (s3://…), scan_limit_gb, the most that one query can scan (1,000 GB, at most 5 USD), key_arn (optional), schedule (optional). Default: no Athena and no comparison."
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
  description = "How long a region may send no heartbeat (`silent_after_hours`); see the hub's variable of that name."
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
