# The accounts of the organization, and its settings for alerts and incidents: names, links, maintenance windows.

variable "organization" {
  description = "If set (`{}`), rootmon reads names, units, and owners (from the tag `owner_tag`) that `accounts` does not contain from AWS Organizations. The hub account must be a delegated administrator of the organization."
  type        = object({ owner_tag = optional(string, "owner") })
  default     = null

  validation {
    condition     = var.organization == null ? true : can(regex("\\S", var.organization.owner_tag)) && length(var.organization.owner_tag) <= 128
    error_message = "organization: expected a tag's key of 1 to 128 characters in owner_tag."
  }
}

variable "links" {
  description = "Your own links in every alert. `access_portal` is the start page of IAM Identity Center, and `role_name` the permission set for the link. In `runbook`, {account}, {kind} and {rule} are replaced by the values of the finding. Below the address `rule_pages`, each rule has the page RULE-ID.html."
  type = object({
    access_portal = optional(string)
    role_name     = optional(string)
    runbook       = optional(string)
    rule_pages    = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for it in [var.links.access_portal, var.links.runbook] : it == null ? true : can(regex("^https://[^\\s/?#@{}]+(/\\S*)?$", it))])
    error_message = "links: expected https addresses."
  }
  validation {
    condition     = var.links.rule_pages == null ? true : can(regex("^https://[^\\s/?#@{}]+(/[^\\s?#@{}]*)?$", var.links.rule_pages))
    error_message = "links: expected an https address without query, fragment and braces in rule_pages, such as https://docs.example.com/rules."
  }
  validation {
    condition     = var.links.role_name == null || var.links.access_portal != null
    error_message = "links: expected access_portal where there is role_name."
  }
}

variable "maintenance_windows" {
  description = "The periods in which root activity is planned. A matching finding is lowered by one severity and names the ticket. It goes to the channels of its original severity. `from` is the first moment of a window, `until` the first moment after it, at most 31 days later."
  type = list(object({
    account = string
    from    = string
    until   = string
    ticket  = string
    owner   = optional(string)
    kinds   = optional(list(string))
    events  = optional(list(string))
  }))
  default  = []
  nullable = false

  validation {
    condition     = alltrue([for it in var.maintenance_windows : can(regex("^[0-9]{12}$", it.account))])
    error_message = "maintenance_windows: expected account IDs of 12 digits in account."
  }
  validation {
    condition     = alltrue([for it in var.maintenance_windows : can(timecmp(it.from, it.until)) ? timecmp(it.from, it.until) < 0 && timecmp(it.until, timeadd(it.from, "744h")) <= 0 : false])
    error_message = "maintenance_windows: expected times such as 2026-03-14T02:00:00Z, until after from and at most 31 days later."
  }
  validation {
    condition     = alltrue([for it in var.maintenance_windows : can(regex("\\S", it.ticket))])
    error_message = "maintenance_windows: expected a ticket."
  }
}

variable "inactivity_minutes" {
  description = "Closes an incident after this number of minutes without activity."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.inactivity_minutes >= 1 && var.inactivity_minutes <= 1440 && floor(var.inactivity_minutes) == var.inactivity_minutes
    error_message = "inactivity_minutes: expected 1 to 1440 but was ${var.inactivity_minutes}."
  }
}

variable "max_incident_hours" {
  description = "Closes an incident this number of hours after it opened, even if root is still active. The next activity opens a new incident. With less than 24 hours, more alerts a day are possible."
  type        = number
  default     = 24
  nullable    = false

  validation {
    condition     = var.max_incident_hours >= 1 && var.max_incident_hours <= 168 && floor(var.max_incident_hours) == var.max_incident_hours
    error_message = "max_incident_hours: expected 1 to 168 but was ${var.max_incident_hours}."
  }
}

variable "location" {
  description = "Databases in MaxMind's format that contain the location of the caller's address: `database`, of cities, countries or networks, and optionally `network_database`, for the operators of networks. Each is a file of one of the `layers`, such as /opt/GeoLite2-City.mmdb. Default: alerts contain the address alone."
  type        = object({ database = string, network_database = optional(string) })
  default     = null

  validation {
    condition     = var.location == null ? true : alltrue([for it in [var.location.database, var.location.network_database] : it == null ? true : can(regex("^/opt/\\S+[.]mmdb$", it))])
    error_message = "location: expected files of a layer, such as /opt/GeoLite2-City.mmdb."
  }
}
