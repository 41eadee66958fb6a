# The organization's part of the severity policy: severities, rules of its own, exclusions.

variable "rules" {
  description = "Severities that replace the built-in ones, by the id of the rule, such as `root.sign-in`. `rootmon rules` lists the rules. CRITICAL rules and those about tampering cannot be lower than HIGH."
  type        = map(object({ severity = string }))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for id, it in var.rules : can(regex("^[a-z0-9]+([.-][a-z0-9]+)*$", id)) && contains(["INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL"], it.severity)])
    error_message = "rules: expected ids of rules such as root.sign-in.federated, and severities INFO, LOW, MEDIUM, HIGH or CRITICAL."
  }
}

variable "custom_rules" {
  description = "Your rules, tried in their order before the built-in ones. `pattern` is the JSON of an EventBridge pattern, such as `jsonencode({ detail = { eventName = [\"CreateBucket\"] } })`. They judge the root activity that rootmon detects, not other events."
  type = list(object({
    id       = string
    severity = string
    reason   = string
    advice   = list(string)
    pattern  = string
  }))
  default  = []
  nullable = false

  validation {
    condition     = alltrue([for it in var.custom_rules : can(regex("^[a-z0-9]+([.-][a-z0-9]+)*$", it.id)) && contains(["INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL"], it.severity)])
    error_message = "custom_rules: expected ids such as own.archive-used, and severities INFO, LOW, MEDIUM, HIGH or CRITICAL."
  }
  validation {
    condition     = alltrue([for it in var.custom_rules : length(it.advice) >= 2 && length(it.advice) <= 4 && alltrue([for line in it.advice : can(regex("\\S", line))]) && can(regex("\\S", it.reason))])
    error_message = "custom_rules: expected a reason and 2 to 4 lines of advice."
  }
  validation {
    condition     = alltrue([for it in var.custom_rules : can(keys(jsondecode(it.pattern)))])
    error_message = "custom_rules: expected the JSON of an EventBridge pattern in pattern; use jsonencode."
  }
}

variable "exclusions" {
  description = "Findings that no channel is notified of. A finding must meet every criterion that is set. Excluded findings are counted, and appear in the report of their incident, the log and the weekly report. CRITICAL findings and tampering are never excluded. `until` is the first moment at which an exclusion no longer applies."
  type = list(object({
    reason               = string
    owner                = string
    until                = optional(string)
    rules                = optional(list(string))
    accounts             = optional(list(string))
    organizational_units = optional(list(string))
    events               = optional(list(string))
    networks             = optional(list(string))
    principals           = optional(list(string))
  }))
  default  = []
  nullable = false

  validation {
    condition     = alltrue([for it in var.exclusions : can(regex("\\S", it.reason)) && can(regex("\\S", it.owner))])
    error_message = "exclusions: expected a reason and an owner."
  }
  validation {
    condition     = alltrue([for it in var.exclusions : anytrue([for c in [it.rules, it.accounts, it.organizational_units, it.events, it.networks, it.principals] : c != null])])
    error_message = "exclusions: expected at least one of rules, accounts, organizational_units, events, networks and principals, or every finding would be excluded."
  }
  validation {
    condition     = alltrue(flatten([for it in var.exclusions : [for c in [it.rules, it.accounts, it.organizational_units, it.events, it.networks, it.principals] : c == null ? true : length(c) > 0]]))
    error_message = "exclusions: expected no empty list; leave out the criterion instead."
  }
  validation {
    condition = alltrue(flatten([for it in var.exclusions : [
      [for rule in(it.rules == null ? [] : it.rules) : can(regex("^[a-z0-9]+([.-][a-z0-9]+)*$", rule))],
      [for account in(it.accounts == null ? [] : it.accounts) : can(regex("^[0-9]{12}$", account))],
      [for unit in(it.organizational_units == null ? [] : it.organizational_units) : can(regex("^[^/]*[^/\\s][^/]*(/[^/]*[^/\\s][^/]*)*$", unit))],
      [for event in(it.events == null ? [] : it.events) : can(regex("^[A-Za-z][A-Za-z0-9_:/-]{0,127}$", event))],
      [for principal in(it.principals == null ? [] : it.principals) : can(regex("^[!-~]{1,512}$", principal)) && can(regex("[A-Za-z0-9]", principal))],
    ]]))
    error_message = "exclusions: expected ids of rules such as root.read, account IDs of 12 digits, units such as Root/Workloads/Prod, events such as ConsoleLogin, and ARNs or names of services as principals."
  }
  validation {
    condition     = alltrue([for it in var.exclusions : it.until == null ? true : can(timecmp(it.until, it.until))])
    error_message = "exclusions: expected a time such as 2026-03-14T02:00:00Z in until."
  }
  validation {
    condition     = alltrue(flatten([for it in var.exclusions : [for network in(it.networks == null ? [] : it.networks) : can(cidrhost(network, 0))]]))
    error_message = "exclusions: expected networks in CIDR notation, such as 192.0.2.0/24."
  }
}

locals {
  policy = { for k, v in {
    rules       = length(var.rules) == 0 ? null : var.rules
    customRules = length(var.custom_rules) == 0 ? null : [for it in var.custom_rules : merge(it, { pattern = jsondecode(it.pattern) })]
    exclusions = length(var.exclusions) == 0 ? null : [for it in var.exclusions : { for k, v in {
      reason              = it.reason
      owner               = it.owner
      until               = it.until
      rules               = it.rules
      accounts            = it.accounts
      organizationalUnits = it.organizational_units
      events              = it.events
      networks            = it.networks
      principals          = it.principals
    } : k => v if v != null }]
  } : k => v if v != null }
}
