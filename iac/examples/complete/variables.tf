variable "home_region" {
  description = "Where the hub is."
  type        = string
  default     = "eu-west-1"
}

variable "regions" {
  description = "The regions to watch: all that are enabled anywhere in the organization, us-east-1 among them."
  type        = list(string)
  default     = ["eu-west-1", "us-east-1"]
}

variable "hub_role" {
  description = "The ARN of the role to assume in the hub account. Absent: the credentials are the hub account's own."
  type        = string
  default     = null
}

variable "management_role" {
  description = "The ARN of the role to assume in the management account. Absent: the credentials are the management account's own."
  type        = string
  default     = null
}

variable "function_zip" {
  description = "The path of rootmon-lambda.zip, which `mvn package` makes."
  type        = string
  default     = "../../../rootmon-lambda/target/rootmon-lambda.zip"
}

variable "function" {
  description = "How the function runs; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "emails" {
  description = "Who gets plain e-mail: alarms of rootmon itself and, without routes, alerts. Each address has to confirm."
  type        = list(string)
  default     = []
}

variable "ses" {
  description = "HTML mail through SES from a verified sender; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "slack" {
  description = "Slack channels; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "routes" {
  description = "Who is told of what; see the hub's variable of that name."
  type        = any
  default     = []
}

variable "organization" {
  description = "Set (`{}`), the function asks AWS Organizations for names, units and owners; see the hub's variable of that name."
  type        = any
  default     = null
}

variable "links" {
  description = "Addresses of your own in every alert; see the hub's variable of that name."
  type        = any
  default     = {}
}

variable "expected" {
  description = "When root is expected at work; see the hub's variable of that name."
  type        = any
  default     = []
}

variable "responses" {
  description = "Buttons in Slack and the public address that takes what people press; see the hub's variable of that name."
  type        = any
  default     = null
}

variable "escalation" {
  description = "Who is told if nobody responds; see the hub's variable of that name."
  type        = any
  default     = null
}

variable "weekly_report" {
  description = "Who is told of the organization's week; see the hub's variable of that name."
  type        = any
  default     = null
}

variable "heartbeat_schedule" {
  description = "How often every account and region proves that it is watched."
  type        = string
  default     = "rate(1 hour)"
}

variable "guardduty" {
  description = "Whether GuardDuty's findings about root are sent too."
  type        = bool
  default     = false
}

variable "trail" {
  description = "The organization's trail, for questions about the past: bucket, prefix (optional), since (2026/01/31), results (s3://…). Absent: no Athena."
  type        = object({ bucket = string, prefix = optional(string, ""), since = string, results = string })
  default     = null
}

variable "deletion_protection" {
  description = "Whether DynamoDB refuses to delete the table; false before the hub is removed."
  type        = bool
  default     = true
}
