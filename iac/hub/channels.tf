# The channels: a channel is on when its variable is set, under a name that routes use.
# Secrets are named by ARN. Their values are in no plan and in no state.
# Every channel except the topic has `notify`: `incidents`, the default, or `all`.

variable "emails" {
  description = "E-mail addresses that receive rootmon's own alarms, and the alerts of the routes to the channel `topic`. Each address must confirm two subscriptions."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for it in var.emails : can(regex("^[^@\\s<>]+@[^@\\s<>]+$", it))])
    error_message = "emails: expected email addresses but was ${jsonencode(var.emails)}."
  }
  validation {
    condition     = length(var.emails) == length(distinct(var.emails))
    error_message = "emails: expected each address once but was ${jsonencode(var.emails)}."
  }
}

variable "subscriptions" {
  description = "Other subscriptions of the topics: `protocol` (email, email-json, https, sms, sqs, lambda) and `endpoint`. `alarms = false` excludes rootmon's own alarms. The policy of a queue or function must allow the topics."
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
    error_message = "subscriptions: expected an endpoint of its protocol: an email address, an https address, a number such as +15550100, or the ARN of a queue or function."
  }
}

variable "topic_name" {
  description = "The name of the topic of alerts: `rootmon`, or a name that begins with `rootmon-`. rootmon detects changes to its own topics by this name."
  type        = string
  default     = "rootmon"
  nullable    = false

  validation {
    condition     = can(regex("^rootmon(-[A-Za-z0-9_-]{1,240})?$", var.topic_name)) && var.topic_name != "rootmon-alarms"
    error_message = "topic_name: expected rootmon, or a name that begins with rootmon- and is not rootmon-alarms, but was \"${var.topic_name}\"."
  }
}

variable "alarm_topics" {
  description = "ARNs of your topics in the hub's region that receive rootmon's alarms too, such as the topic of your on-call tool. Their policies and keys must allow cloudwatch.amazonaws.com."
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
  description = "HTML email through SES: the sender `from`, with an optional display name, which is verified in `region` (absent: the hub's); the recipients `to`; optionally a `configuration_set`. `source_arn` is the ARN of the identity, if it belongs to another account, which must authorize this one."
  type = map(object({
    from              = string
    to                = list(string)
    region            = optional(string)
    configuration_set = optional(string)
    source_arn        = optional(string)
    notify            = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for it in values(var.ses) : length(it.to) > 0 && alltrue([for address in concat([it.from], it.to) : can(regex("^[^@\\r\\n]*[^@\\s]@[^@\\s]+$", address))])])
    error_message = "ses: expected an email address in from, and at least one in to."
  }
  # The function sends from the ASCII form of the domain, and IAM compares the sender as it is written here.
  validation {
    condition     = alltrue([for it in values(var.ses) : can(regex("^[!-~]+$", regex("[^<>\\s]+@[^<>\\s]+", it.from)))])
    error_message = "ses: expected an ASCII address in from: write the domain as xn--..., such as alerts@xn--bcher-kva.example for alerts@bücher.example."
  }
  validation {
    condition     = alltrue([for it in values(var.ses) : it.configuration_set == null ? true : can(regex("^[A-Za-z0-9_-]{1,64}$", it.configuration_set))])
    error_message = "ses: expected 1 to 64 letters, digits, dashes and underscores in configuration_set."
  }
  validation {
    condition     = alltrue([for it in values(var.ses) : it.source_arn == null ? true : can(regex("^arn:aws[a-z-]*:ses:[a-z0-9-]+:[0-9]{12}:identity/[!-~]+$", it.source_arn))])
    error_message = "ses: expected an identity's ARN such as arn:aws:ses:eu-west-1:999988887777:identity/example.com in source_arn."
  }
}

variable "slack" {
  description = "Slack channels: either the secret with a bot's `token` and the `channel`'s id, or the secret with the address of an incoming `webhook`. `key` names the field of a JSON secret. `api` is the address of the Web API for a bot, https://slack-gov.com/api/ for GovSlack. `mentions` names, by severity, `@here`, `@channel`, user groups (S…) and users (U…)."
  type = map(object({
    channel  = optional(string)
    token    = optional(object({ arn = string, key = optional(string) }))
    webhook  = optional(object({ arn = string, key = optional(string) }))
    api      = optional(string)
    mentions = optional(map(list(string)))
    notify   = optional(string)
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
  validation {
    condition     = alltrue([for it in values(var.slack) : it.api == null ? true : it.token != null && can(regex("^https://[^?#]+/$", it.api))])
    error_message = "slack: expected an https address that ends in a slash as api, such as https://slack-gov.com/api/, and only with a token."
  }
  validation {
    condition = alltrue(flatten([for it in values(var.slack) : [for severity, names in(it.mentions == null ? {} : it.mentions) :
      contains(["INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL"], severity) && length(names) > 0 && alltrue([for name in names : can(regex("^(@?(here|channel|everyone)|[SUW][A-Z0-9]{2,30}|<@[UW][A-Z0-9]{2,30}>|<!(here|channel|everyone|subteam\\^S[A-Z0-9]{2,30})>)$", name))])
    ]]))
    error_message = "slack: expected, by severities such as CRITICAL, at least one of @here, @channel and ids such as S0123456789 or U0123456789 in mentions."
  }
}

variable "topic_format" {
  description = "`text`, or `chat` if Amazon Q Developer in chat applications reads the topic of alerts: it drops plain text, and people who read the topic by email then receive JSON."
  type        = string
  default     = "text"
  nullable    = false

  validation {
    condition     = contains(["text", "chat"], var.topic_format)
    error_message = "topic_format: expected text or chat but was \"${var.topic_format}\"."
  }
}

variable "teams" {
  description = "Microsoft Teams channels: the secret with the address of a Workflows `webhook`. `mentions` names users, by severity."
  type = map(object({
    webhook  = object({ arn = string, key = optional(string) })
    mentions = optional(map(list(string)))
    notify   = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition = alltrue(flatten([for it in values(var.teams) : [for severity, names in(it.mentions == null ? {} : it.mentions) :
      contains(["INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL"], severity) && length(names) > 0 && alltrue([for name in names : can(regex("^([^\\s@<>\"]{1,113}@[^\\s@<>\"]{1,140}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$", name))])
    ]]))
    error_message = "teams: expected, by severities such as CRITICAL, at least one user principal name such as ana@example.com or object ID of Microsoft Entra in mentions."
  }
}

variable "webhook" {
  description = "Webhooks: the secret with the `address`, and optionally the secret with the `key` of the signature. `headers` and `secret_headers`, with an optional `prefix`, are sent in addition. Set either `format` (cloudevents or ocsf) or a `template`, such as splunk-hec. `notify = \"all\"`, which every channel except the topic has, sends each finding that the routes match, for a SIEM."
  type = map(object({
    address        = object({ arn = string, key = optional(string) })
    key            = optional(object({ arn = string, key = optional(string) }))
    headers        = optional(map(string), {})
    secret_headers = optional(map(object({ arn = string, key = optional(string), prefix = optional(string) })), {})
    format         = optional(string)
    template       = optional(string)
    notify         = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for it in values(var.webhook) : it.format == null || it.template == null])
    error_message = "webhook: expected either format or template."
  }
  validation {
    condition     = alltrue([for it in values(var.webhook) : it.format == null ? true : contains(["cloudevents", "ocsf"], it.format)])
    error_message = "webhook: expected cloudevents or ocsf as format."
  }
  validation {
    condition     = alltrue([for it in values(var.webhook) : it.template == null ? true : can(regex("^[a-z0-9][a-z0-9-]{0,63}$", it.template))])
    error_message = "webhook: expected the name of a template, such as splunk-hec."
  }
  validation {
    condition     = alltrue(flatten([for it in values(var.webhook) : [for name in concat(keys(it.headers), keys(it.secret_headers)) : can(regex("^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$", name))]]))
    error_message = "webhook: expected names of headers such as Authorization."
  }
}

variable "jsm" {
  description = "Jira Service Management Operations: the secret with the API `key` of an API integration, and optionally the address of the `api`."
  type = map(object({
    key    = object({ arn = string, key = optional(string) })
    api    = optional(string)
    notify = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for it in values(var.jsm) : it.api == null ? true : can(regex("^https://[^?#]+/$", it.api))])
    error_message = "jsm: expected an https address that ends in a slash as api."
  }
}

variable "eventbridge" {
  description = "Your EventBridge buses, which receive the documents of findings, incidents and reports: the ARN of the `bus`, and optionally the `source` of the events."
  type = map(object({
    bus    = string
    source = optional(string)
    notify = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for it in values(var.eventbridge) : can(regex("^arn:aws[a-z-]*:events:[a-z0-9-]+:[0-9]{12}:event-bus/[A-Za-z0-9._/-]{1,256}$", it.bus))])
    error_message = "eventbridge: expected ARNs of event buses."
  }
  validation {
    condition     = alltrue([for it in values(var.eventbridge) : it.source == null ? true : can(regex("^[A-Za-z0-9._/-]{1,256}$", it.source)) && !startswith(it.source, "aws.")])
    error_message = "eventbridge: expected a source that does not begin with aws."
  }
}

variable "securityhub" {
  description = "Security Hub CSPM of the hub's account: an object for each channel, with an optional `region` (absent: the hub's). Security Hub must be enabled there."
  type        = map(object({ region = optional(string), notify = optional(string) }))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for it in values(var.securityhub) : it.region == null ? true : can(regex("^[a-z]{2,}(-[a-z]+)+-[0-9]+$", it.region))])
    error_message = "securityhub: expected a region such as eu-west-1."
  }
}

variable "time_zone" {
  description = "The time zone of the times in messages, in addition to UTC, such as Europe/Berlin."
  type        = string
  default     = null

  validation {
    condition     = var.time_zone == null ? true : can(regex("^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$", var.time_zone))
    error_message = "time_zone: expected a time zone such as Europe/Berlin."
  }
}

variable "templates" {
  description = "Your templates: s3://BUCKET/PREFIX in the hub's region, ssm:/PATH, or a folder of the function's zip or, as /opt/FOLDER, of one of its `layers`. Built-in templates replace missing ones. A customer-managed key of the bucket or the parameters belongs in `secret_keys`."
  type        = string
  default     = null

  validation {
    condition     = var.templates == null ? true : !can(regex("[*?#]", var.templates))
    error_message = "templates: must be a prefix, a path or a folder without wildcards."
  }

  validation {
    condition     = var.templates == null ? true : can(regex("^(s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[^\\s]*)?|ssm:(/[A-Za-z0-9_.-]+)+/?|[^\\s:]([^:]*[^\\s:])?)$", var.templates))
    error_message = "templates: expected s3://BUCKET/PREFIX, ssm:/PATH or a folder such as templates."
  }
}

variable "proxy" {
  description = "The HTTP proxy of the function: its `address`, optionally the secret with `user:password` in `credentials`, which is read without the proxy, and the destinations in `no_proxy`, which are reached directly."
  type = object({
    address     = string
    credentials = optional(object({ arn = string, key = optional(string) }))
    no_proxy    = optional(list(string), [])
  })
  default = null

  validation {
    condition     = var.proxy == null ? true : can(regex("^http://[^@/?#\\s]+/?$", var.proxy.address))
    error_message = "proxy: expected an address such as http://proxy.example.com:3128, without a password, which belongs in credentials."
  }
  validation {
    condition     = var.proxy == null ? true : alltrue([for it in var.proxy.no_proxy : can(regex("\\S", it))])
    error_message = "proxy: expected domains, addresses and CIDR blocks in no_proxy."
  }
}

variable "pagerduty" {
  description = "PagerDuty services: the secret with the integration `key`, and the service `region`, us or eu."
  type = map(object({
    key    = object({ arn = string, key = optional(string) })
    region = optional(string)
    notify = optional(string)
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
  description = "The channels for the alerts of some accounts, kinds and severities. Every matching route applies. Default: all channels receive MEDIUM and above of every account."
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
    error_message = "routes: expected account IDs of 12 digits in accounts."
  }
  validation {
    condition = alltrue(flatten([for it in var.routes : [for kind in coalesce(it.kinds, ["DIRECT"]) :
      contains(["DIRECT", "LONG_TERM_KEY", "ASSUMED_ROOT", "ASSUME_ROOT", "ROOT_ISSUED_SESSION", "ROOT_TARGETED", "SERVICE_ON_BEHALF", "TAMPERING"], kind)
    ]]))
    error_message = "routes: expected kinds such as DIRECT or TAMPERING."
  }
  validation {
    condition     = alltrue([for it in var.routes : it.organizational_units == null ? true : length(it.organizational_units) > 0 && alltrue([for unit in it.organizational_units : can(regex("^[^/]*[^/\\s][^/]*(/[^/]*[^/\\s][^/]*)*$", unit))])])
    error_message = "routes: expected names of units separated by slashes, such as Root/Workloads/Prod, in organizational_units."
  }
  validation {
    condition     = alltrue([for it in var.routes : length(it.channels) > 0])
    error_message = "routes: expected at least one channel in each route."
  }
}

variable "accounts" {
  description = "The names, owners and organizational units of accounts, by account ID."
  type        = map(object({ name = optional(string), owner = optional(string), organizational_unit = optional(string) }))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for it in keys(var.accounts) : can(regex("^[0-9]{12}$", it))])
    error_message = "accounts: expected account IDs of 12 digits but was ${jsonencode(keys(var.accounts))}."
  }
}
