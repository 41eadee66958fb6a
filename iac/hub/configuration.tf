# The configuration document of rootmon.schema.json, from typed variables.

locals {
  secret_of = { for place in local.secret_places : place.id => { for k, v in { secretsManager = place.arn, key = place.key } : k => v if v != null } }

  secret_places = concat(
    flatten([for name, it in var.slack : [for field in ["token", "webhook"] : { id = "slack/${name}/${field}", arn = it[field].arn, key = it[field].key } if it[field] != null]]),
    [for name, it in var.teams : { id = "teams/${name}/webhook", arn = it.webhook.arn, key = it.webhook.key }],
    flatten([for name, it in var.webhook : [for field in ["address", "key"] : { id = "webhook/${name}/${field}", arn = it[field].arn, key = it[field].key } if it[field] != null]]),
    flatten([for name, it in var.webhook : [for header, place in it.secret_headers : { id = "webhook/${name}/headers/${header}", arn = place.arn, key = place.key }]]),
    [for name, it in var.jsm : { id = "jsm/${name}/key", arn = it.key.arn, key = it.key.key }],
    [for it in [var.proxy] : { id = "proxy/credentials", arn = it.credentials.arn, key = it.credentials.key } if try(it.credentials, null) != null],
    [for name, it in var.pagerduty : { id = "pagerduty/${name}/key", arn = it.key.arn, key = it.key.key }],
    [for it in values(local.responses) : { id = "responses/signing_secret", arn = it.signing_secret.arn, key = it.signing_secret.key }],
  )
  secret_arns = distinct([for it in local.secret_places : it.arn])

  # Channels of the escalation need no route.
  escalation = var.escalation == null ? [] : var.escalation.channels
  routed     = toset(concat(flatten(var.routes[*].channels), local.escalation))
  # The topic exists even where no route leads to it, so that a new route needs no confirmation.
  topic_is_channel = length(var.routes) == 0 || contains(setunion(local.routed, local.weekly), "topic")
  weekly           = toset(var.weekly_report == null ? [] : var.weekly_report.channels)

  channels = merge(
    { for name in ["topic"] : name => { for k, v in { type = "sns", topic = local.topic_arn, format = var.topic_format == "text" ? null : var.topic_format } : k => v if v != null } if local.topic_is_channel },
    { for name, it in var.ses : name => { for k, v in { type = "ses", from = it.from, to = it.to, region = it.region, configurationSet = it.configuration_set, sourceArn = it.source_arn, notify = it.notify } : k => v if v != null } },
    { for name, it in var.slack : name => { for k, v in {
      type     = "slack"
      channel  = it.channel
      token    = lookup(local.secret_of, "slack/${name}/token", null)
      webhook  = lookup(local.secret_of, "slack/${name}/webhook", null)
      api      = it.api
      mentions = it.mentions
      notify   = it.notify
    } : k => v if v != null } },
    { for name, it in var.teams : name => { for k, v in { type = "teams", webhook = local.secret_of["teams/${name}/webhook"], mentions = it.mentions, notify = it.notify } : k => v if v != null } },
    { for name, it in var.webhook : name => { for k, v in {
      type    = "webhook"
      address = local.secret_of["webhook/${name}/address"]
      key     = lookup(local.secret_of, "webhook/${name}/key", null)
      headers = length(it.headers) + length(it.secret_headers) == 0 ? null : merge(
        it.headers,
        { for header, place in it.secret_headers : header => { for k, v in merge(local.secret_of["webhook/${name}/headers/${header}"], { prefix = place.prefix }) : k => v if v != null } },
      )
      format   = it.format
      template = it.template
      notify   = it.notify
    } : k => v if v != null } },
    { for name, it in var.jsm : name => { for k, v in { type = "jsm", key = local.secret_of["jsm/${name}/key"], api = it.api, notify = it.notify } : k => v if v != null } },
    { for name, it in var.eventbridge : name => { for k, v in { type = "eventbridge", bus = it.bus, source = it.source, notify = it.notify } : k => v if v != null } },
    { for name, it in var.securityhub : name => { for k, v in { type = "securityhub", account = local.account, region = it.region, notify = it.notify } : k => v if v != null } },
    { for name, it in var.pagerduty : name => { for k, v in { type = "pagerduty", key = local.secret_of["pagerduty/${name}/key"], region = it.region, notify = it.notify } : k => v if v != null } },
  )
  # With repetitions: merge() keeps only the last of channels of one name.
  channel_names = concat(local.topic_is_channel ? ["topic"] : [], keys(var.ses), keys(var.slack), keys(var.teams), keys(var.webhook), keys(var.pagerduty), keys(var.jsm), keys(var.eventbridge), keys(var.securityhub))

  notify = concat([for channels in [var.ses, var.slack, var.teams, var.webhook, var.pagerduty, var.jsm, var.eventbridge, var.securityhub] : values(channels)[*].notify]...)

  links = { for k, v in {
    accessPortal = var.links.access_portal
    roleName     = var.links.role_name
    runbook      = var.links.runbook
    rulePages    = var.links.rule_pages
  } : k => v if v != null }

  incident = { for k, v in {
    inactivityMinutes = var.inactivity_minutes == 30 ? null : var.inactivity_minutes
    maxHours          = var.max_incident_hours == 24 ? null : var.max_incident_hours
  } : k => v if v != null }

  settings = { for k, v in {
    accounts     = length(var.accounts) == 0 ? null : { for id, it in var.accounts : id => { for k, v in { name = it.name, owner = it.owner, organizationalUnit = it.organizational_unit } : k => v if v != null } }
    organization = var.organization == null ? null : { ownerTag = var.organization.owner_tag }
    channels     = local.channels
    routes = length(var.routes) == 0 ? null : [for it in var.routes : { for k, v in {
      accounts            = it.accounts
      organizationalUnits = it.organizational_units
      severity            = it.severity
      kinds               = it.kinds
      channels            = it.channels
    } : k => v if v != null }]
    state              = { table = local.name }
    incident           = length(local.incident) == 0 ? null : local.incident
    links              = length(local.links) == 0 ? null : local.links
    location           = var.location == null ? null : { for k, v in { database = var.location.database, networkDatabase = var.location.network_database } : k => v if v != null }
    maintenanceWindows = length(var.maintenance_windows) == 0 ? null : [for it in var.maintenance_windows : { for k, v in it : k => v if v != null }]
    timeZone           = var.time_zone
    templates          = var.templates
    proxy = var.proxy == null ? null : { for k, v in {
      address     = var.proxy.address
      credentials = lookup(local.secret_of, "proxy/credentials", null)
      noProxy     = length(var.proxy.no_proxy) == 0 ? null : var.proxy.no_proxy
    } : k => v if v != null }
    # Read by the function: `deadLetterQueue` is absent, since its default is the name in spoke.yaml.
    coverage = !local.in_organization ? null : { for k, v in {
      regions          = var.regions
      silentAfterHours = var.coverage.silent_after_hours
      excludedAccounts = length(var.coverage.excluded_accounts) == 0 ? null : var.coverage.excluded_accounts
      excludedRegions  = length(var.coverage.excluded_regions) == 0 ? null : var.coverage.excluded_regions
      stackSets        = length(var.coverage.stack_sets) == 0 ? null : var.coverage.stack_sets
    } : k => v if v != null }
    trail      = var.trail == null ? null : { workgroup = local.name, database = local.name }
    sources    = length(var.sources.s3) == 0 ? null : { s3 = [for it in var.sources.s3 : merge({ bucket = it.bucket }, it.prefixes == tolist([""]) ? {} : { prefixes = it.prefixes })] }
    responses  = var.responses == null ? null : { signingSecret = local.secret_of["responses/signing_secret"] }
    escalation = var.escalation == null ? null : { afterMinutes = var.escalation.after_minutes, channels = var.escalation.channels }
    report     = var.weekly_report == null ? null : { weekly = { channels = var.weekly_report.channels } }
  } : k => v if v != null }

  document = jsonencode(merge(local.settings, local.policy, { protectedResources = local.protected_resources }))

  sample_key_arn = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/00000000-0000-0000-0000-000000000000"

  # As long as the document. The ARN of the key is unknown until it is created, and a plan checks the length.
  document_sample = jsonencode(merge(local.settings, local.policy, { protectedResources = {
    kmsKeys       = [local.sample_key_arn]
    sesIdentities = local.sender_identities
    eventBus      = local.bus_arn
  } }))
}

resource "aws_ssm_parameter" "config" {
  name        = "/${local.name}/config"
  description = "The configuration of rootmon: channels, routes, accounts. It names secrets and contains none."
  type        = "String"
  tier        = "Intelligent-Tiering"
  # Nothing in it is secret. A plan shows the changes.
  insecure_value = local.document
  tags           = var.tags

  lifecycle {
    precondition {
      condition     = local.sign_in_region == null ? true : contains(var.regions, local.sign_in_region)
      error_message = "regions: expected ${coalesce(local.sign_in_region, "any")} among them, where AWS records the console sign-ins of root and all calls of IAM, but was ${jsonencode(var.regions)}."
    }
    precondition {
      condition     = contains(var.regions, local.region)
      error_message = "regions: expected ${local.region} among them, the region of the hub, where the spoke detects changes to the hub itself, but was ${jsonencode(var.regions)}."
    }
    precondition {
      condition     = local.in_organization || (var.organization == null && length(var.coverage.stack_sets) == 0 && length(var.coverage.excluded_accounts) == 0)
      error_message = "organization: expected no organization, coverage.stack_sets and coverage.excluded_accounts where organization_id is null."
    }
    precondition {
      condition     = alltrue([for it in local.channel_names : can(regex("^[a-z][a-z0-9-]{0,31}$", it))])
      error_message = "channels: expected names of a lowercase letter, then at most 31 lowercase letters, digits and dashes, but was ${jsonencode(local.channel_names)}."
    }
    precondition {
      condition     = alltrue([for it in local.notify : it == null ? true : contains(["incidents", "all"], it)])
      error_message = "channels: expected incidents or all as notify but was ${jsonencode(compact(local.notify))}."
    }
    precondition {
      condition     = length(local.channel_names) == length(distinct(local.channel_names))
      error_message = "channels: expected each name once, and `topic` for the topic alone, but was ${jsonencode(local.channel_names)}."
    }
    precondition {
      condition     = length(setsubtract(local.routed, local.channel_names)) == 0
      error_message = "routes: expected channels of ${jsonencode(local.channel_names)} but was ${jsonencode(setsubtract(local.routed, local.channel_names))}."
    }
    precondition {
      condition     = length(var.routes) == 0 || length(setsubtract(local.channel_names, setunion(local.routed, local.weekly))) == 0
      error_message = "routes: expected a route to every channel but there is none to ${jsonencode(setsubtract(local.channel_names, setunion(local.routed, local.weekly)))}."
    }
    precondition {
      condition     = length(setsubtract(local.weekly, local.channel_names)) == 0
      error_message = "weekly_report: expected channels of ${jsonencode(local.channel_names)} but was ${jsonencode(setsubtract(local.weekly, local.channel_names))}."
    }
    precondition {
      condition     = length(var.routes) == 0 || anytrue([for it in var.routes : it.accounts == null && it.organizational_units == null && it.kinds == null])
      error_message = "routes: expected a route for every account and kind. Without it, some CRITICAL findings reach no channel."
    }
    precondition {
      condition     = var.organization != null || anytrue([for it in values(var.accounts) : it.organizational_unit != null]) || alltrue([for it in var.routes : it.organizational_units == null])
      error_message = "routes: expected organization, which organizational_units require."
    }
    precondition {
      condition     = 60 * var.max_incident_hours >= var.inactivity_minutes
      error_message = "max_incident_hours: expected at least inactivity_minutes, which is ${var.inactivity_minutes}, but was ${var.max_incident_hours} hours."
    }
    precondition {
      condition     = var.escalation == null || var.responses != null
      error_message = "escalation: expected responses, because no user can respond without it."
    }
    precondition {
      condition = alltrue([for it in local.secret_arns :
        can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[!-~]{1,519}$", it))
      ])
      error_message = "channels: expected ARNs of secrets of Secrets Manager but was ${jsonencode(local.secret_arns)}."
    }
    # IAM compares the role's policy with the whole ARN.
    # https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html#iam-resources
    precondition {
      condition     = alltrue([for it in local.secret_arns : can(regex("-[A-Za-z0-9]{6}$", it))])
      error_message = "channels: expected whole ARNs of secrets, with the dash and six characters that Secrets Manager appends to the name, such as rootmon/slack-AbCdEf, but was ${jsonencode([for it in local.secret_arns : it if !can(regex("-[A-Za-z0-9]{6}$", it))])}. `aws secretsmanager describe-secret --secret-id NAME --query ARN` prints the ARN."
    }
    # https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
    precondition {
      condition     = length(base64encode(local.document_sample)) <= floor(8192 / 3) * 4
      error_message = "configuration: expected at most 8190 bytes, the limit of a parameter; name fewer accounts."
    }
  }
}
