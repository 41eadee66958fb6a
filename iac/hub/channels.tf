# The channels: a channel is on when its variable is set, under a name that routes use.
# Secrets are named by ARN. Their values are in no plan and in no state.

variable "emails" {
  description = "E-mail addresses that receive rootmon's own alarms, and the alerts that the routes give to the channel `topic`. Each address has to confirm two subscriptions."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for it in var.emails : can(regex("^[^@\\s<>]+@[^@\\s<>]+$", it))])
    error_message = "emails: expected e-mail addresses but was ${jsonencode(var.emails)}."
  }
}

variable "subscriptions" {
  description = "Other subscriptions of the topics: `protocol` (email, email-json, https, sms, sqs, lambda) and `endpoint`. `alarms = false` leaves out rootmon's own alarms. The policy of a queue or function has to allow the topics."
  type = list(object({
    protocol = string
    endpoint = string
    alarms   = optional(bool, true)
  }))
  default  = []
  nullable = false

  validation {
    condition     = alltrue([for it in var.subscriptions : contains(["email", "email-json", "https", "sms", "sqs", "lambda"], it.protocol)])
    error_message = "subscriptions: expected email, email-json, https, sms, sqs or lambda as protocol but was ${jsonencode(var.subscriptions[*].protocol)}."
  }
  validation {
    condition = alltrue([for it in var.subscriptions : can(regex({
      email = "^[^@\\s<>]+@[^@\\s<>]+$", email-json = "^[^@\\s<>]+@[^@\\s<>]+$", https = "^https://\\S+$", sms = "^[+][0-9]{6,15}$",
      sqs   = "^arn:aws[a-z-]*:sqs:", lambda = "^arn:aws[a-z-]*:lambda:",
    }[it.protocol], it.endpoint)) if contains(["email", "email-json", "https", "sms", "sqs", "lambda"], it.protocol)])
    error_message = "subscriptions: expected an endpoint of its protocol: an e-mail address, an https address, a number such as +15550100, or the ARN of a queue or function."
  }
}

variable "topic_name" {
  description = "The name of the topic of alerts: `rootmon`, or a name that begins with `rootmon-`, by which rootmon detects changes to its own topics."
  type        = string
  default     = "rootmon"
  nullable    = false

  validation {
    condition     = can(regex("^rootmon(-[A-Za-z0-9_-]{1,240})?$", var.topic_name)) && var.topic_name != "rootmon-alarms"
    error_message = "topic_name: expected rootmon, or a name that begins with rootmon- and is not rootmon-alarms, but was \"${var.topic_name}\"."
  }
}

variable "alarm_topics" {
  description = "ARNs of your own topics in the hub's region that receive rootmon's alarms too, such as the topic of your on-call tool. Their policies and keys have to allow cloudwatch.amazonaws.com."
  type        = list(string)
  default     = []
  nullable    = false

  # https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: at most five actions.
  validation {
    condition     = length(var.alarm_topics) <= 4 && alltrue([for it in var.alarm_topics : can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", it))])
    error_message = "alarm_topics: expected at most four ARNs of SNS topics but was ${jsonencode(var.alarm_topics)}."
  }
}

variable "ses" {
  description = "HTML mail through SES: the sender `from`, verified in `region` (absent: the hub's), with an optional display name; the recipients `to`; optionally a `configuration_set`; `source_arn`, the ARN of the identity, if it belongs to another account, which has to authorize this one."
  type = map(object({
    from              = string
    to                = list(string)
    region            = optional(string)
    configuration_set = optional(string)
    source_arn        = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for it in values(var.ses) : length(it.to) > 0 && alltrue([for address in concat([it.from], it.to) : can(regex("^[^@\\r\\n]*[^@\\s]@[^@\\s]+$", address))])])
    error_message = "ses: expected an e-mail address in from, and at least one in to."
  }
  validation {
    condition     = alltrue([for it in values(var.ses) : it.configuration_set == null ? true : can(regex("^[A-Za-z0-9_-]{1,64}$", it.configuration_set))])
    error_message = "ses: expected 1 to 64 letters, digits, dashes and underscores in configuration_set."
  }
  validation {
    condition     = alltrue([for it in values(var.ses) : it.source_arn == null ? true : can(regex("^arn:aws[a-z-]*:ses:[a-z0-9-]+:[0-9]{12}:identity/\\S+$", it.source_arn))])
    error_message = "ses: expected an identity's ARN such as arn:aws:ses:eu-west-1:999988887777:identity/example.com in source_arn."
  }
}

variable "slack" {
  description = "Slack channels: either the secret with a bot's `token` and the `channel`'s id, or the secret with the address of an incoming `webhook`. `key` names the field of a JSON secret."
  type = map(object({
    channel = optional(string)
    token   = optional(object({ arn = string, key = optional(string) }))
    webhook = optional(object({ arn = string, key = optional(string) }))
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for it in values(var.slack) : (it.token != null) == (it.channel != null)])
    error_message = "slack: expected a channel where there is a token, and nowhere else."
  }
  validation {
    condition     = alltrue([for it in values(var.slack) : (it.token != null) != (it.webhook != null)])
    error_message = "slack: expected either token and channel, or webhook alone."
  }
  validation {
    condition     = alltrue([for it in values(var.slack) : it.channel == null ? true : can(regex("^[CDG][A-Z0-9]{2,30}$", it.channel))])
    error_message = "slack: expected a channel's id such as C0123456789."
  }
}

variable "webhook" {
  description = "Signed webhooks: the secrets with the `address` and with the `key` of the signature."
  type = map(object({
    address = object({ arn = string, key = optional(string) })
    key     = object({ arn = string, key = optional(string) })
  }))
  default  = {}
  nullable = false
}

variable "pagerduty" {
  description = "PagerDuty services: the secret with the integration `key`, and the service `region`, us or eu."
  type = map(object({
    key    = object({ arn = string, key = optional(string) })
    region = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for it in values(var.pagerduty) : it.region == null ? true : contains(["us", "eu"], it.region)])
    error_message = "pagerduty: expected us or eu as region."
  }
}

variable "secret_keys" {
  description = "The ARNs of the customer-managed KMS keys that encrypt those secrets, if any do."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for it in var.secret_keys : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/", it))])
    error_message = "secret_keys: expected ARNs of KMS keys but was ${jsonencode(var.secret_keys)}."
  }
}

variable "routes" {
  description = "Which channels receive which alerts: every matching route applies. Absent: all channels receive MEDIUM and above of every account."
  type = list(object({
    channels = list(string)
    severity = optional(string)
    accounts = optional(list(string))
    # Needs var.organization, or the units in var.accounts.
    organizational_units = optional(list(string))
    kinds                = optional(list(string))
  }))
  default  = []
  nullable = false

  validation {
    condition     = alltrue([for it in var.routes : it.severity == null ? true : contains(["INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL"], it.severity)])
    error_message = "routes: expected INFO, LOW, MEDIUM, HIGH or CRITICAL as severity."
  }
  validation {
    condition     = alltrue([for it in var.routes : it.accounts == null ? true : length(it.accounts) > 0 && alltrue([for account in it.accounts : can(regex("^[0-9]{12}$", account))])])
    error_message = "routes: expected account numbers of 12 digits in accounts."
  }
  validation {
    condition = alltrue(flatten([for it in var.routes : [for kind in coalesce(it.kinds, ["DIRECT"]) :
      contains(["DIRECT", "LONG_TERM_KEY", "ASSUMED_ROOT", "ASSUME_ROOT", "ROOT_ISSUED_SESSION", "ROOT_TARGETED", "SERVICE_ON_BEHALF", "TAMPERING"], kind)
    ]]))
    error_message = "routes: expected kinds such as DIRECT or TAMPERING."
  }
  validation {
    condition     = alltrue([for it in var.routes : it.organizational_units == null ? true : length(it.organizational_units) > 0 && alltrue([for unit in it.organizational_units : can(regex("^[^/]*[^/\\s][^/]*(/[^/]*[^/\\s][^/]*)*$", unit))])])
    error_message = "routes: expected names of units with slashes between, such as Root/Workloads/Prod, in organizational_units."
  }
  validation {
    condition     = alltrue([for it in var.routes : length(it.channels) > 0])
    error_message = "routes: expected at least one channel in each route."
  }
}

variable "accounts" {
  description = "What people call the accounts, and who owns them, by account number."
  type        = map(object({ name = optional(string), owner = optional(string), organizational_unit = optional(string) }))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for it in keys(var.accounts) : can(regex("^[0-9]{12}$", it))])
    error_message = "accounts: expected account numbers of 12 digits but was ${jsonencode(keys(var.accounts))}."
  }
}
