# The organization, the regions, the function and its package. channels.tf has the channels.

variable "organization_id" {
  description = "The organization whose accounts can send events to the bus, such as o-a1b2c3d4e5. `null` for a single account without an organization: only this account can send then."
  type        = string

  validation {
    condition     = var.organization_id == null ? true : can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "organization_id: expected an organization's ID such as o-a1b2c3d4e5, or null for a single account, but was \"${coalesce(var.organization_id, "null")}\"."
  }
}

variable "regions" {
  description = "The regions to monitor in every account: all that are enabled in any account. The partition's sign-in region (us-east-1, us-gov-west-1) is required: AWS records the console sign-ins of root there. The hub's region is required too: the spoke there detects changes of the hub."
  type        = list(string)

  validation {
    condition     = length(var.regions) > 0
    error_message = "regions: expected at least one."
  }
  validation {
    condition     = alltrue([for it in var.regions : can(regex("^[a-z]{2,}(-[a-z]+)+-[0-9]+$", it))])
    error_message = "regions: expected regions such as eu-west-1 but was ${jsonencode(var.regions)}."
  }
  validation {
    condition     = length(var.regions) == length(distinct(var.regions))
    error_message = "regions: expected each region once but was ${jsonencode(var.regions)}."
  }
}

variable "function_zip" {
  description = "The path of rootmon-lambda.zip: of a release, or as `mvn package` creates it. The zip of the custom runtime works too. Set either this or `function_s3`."
  type        = string
  default     = null

  validation {
    condition     = var.function_zip == null ? true : fileexists(var.function_zip)
    error_message = "function_zip: expected a file but there is no ${coalesce(var.function_zip, "null")}; download rootmon-lambda.zip of a release, or run mvn package, which creates rootmon-lambda/target/rootmon-lambda.zip."
  }
}

variable "function_s3" {
  description = "rootmon-lambda.zip in a bucket of the hub's region: `bucket`, `key`, optionally the object's `version`, and `sha256`, the SHA-256 of the zip in hexadecimal as `sha256sum` prints it. The alias moves to the new version only if Lambda reports this SHA-256. Set either this or `function_zip`."
  type = object({
    bucket  = string
    key     = string
    version = optional(string)
    sha256  = string
  })
  default = null

  validation {
    condition     = var.function_s3 == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.function_s3.bucket)) && length(var.function_s3.key) > 0
    error_message = "function_s3: expected a bucket's name and an object's key."
  }
  validation {
    condition     = var.function_s3 == null ? true : can(regex("^[0-9a-f]{64}$", var.function_s3.sha256))
    error_message = "function_s3.sha256: expected 64 hexadecimal digits in lower case, as sha256sum prints them."
  }
}

variable "function" {
  description = "The settings of the function. `runtime` is provided.al2023 for the zip of the custom runtime. `architecture` must be that of the zip. `memory` is in MB. At most `workers` run concurrently. `snap_start` starts them from a snapshot (absent: yes, with a Java runtime of Lambda). `paused` stops the function from receiving messages, which then wait in the queue for up to 14 days."
  type = object({
    runtime      = optional(string, "java21")
    architecture = optional(string, "arm64")
    memory       = optional(number, 1024)
    workers      = optional(number, 10)
    snap_start   = optional(bool)
    paused       = optional(bool, false)
  })
  default  = {}
  nullable = false

  validation {
    condition     = can(regex("^(java(17|2[1-9]|[3-9][0-9])|provided[.]al2023)$", var.function.runtime))
    error_message = "function.runtime: expected java17, java21 or later, or provided.al2023, but was \"${var.function.runtime}\"."
  }
  validation {
    condition     = contains(["arm64", "x86_64"], var.function.architecture)
    error_message = "function.architecture: expected arm64 or x86_64 but was \"${var.function.architecture}\"."
  }
  # https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-runtimes
  validation {
    condition     = !startswith(var.function.runtime, "provided") || !coalesce(var.function.snap_start, false)
    error_message = "function.snap_start: expected false or none, because only Lambda's own runtimes start from a snapshot, but was true with ${var.function.runtime}."
  }
  validation {
    condition     = var.function.memory >= 256 && var.function.memory <= 10240 && floor(var.function.memory) == var.function.memory
    error_message = "function.memory: expected 256 to 10240 MB but was ${var.function.memory}."
  }
  # Lambda accepts 2 to 1000, and the function divides the rate limits of channels by 1 to 999 workers.
  # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html#events-sqs-max-concurrency
  validation {
    condition     = var.function.workers >= 2 && floor(var.function.workers) == var.function.workers
    error_message = "function.workers: expected 2 to 999 but was ${var.function.workers}."
  }
  validation {
    condition     = var.function.workers <= 999
    error_message = "function.workers: expected 2 to 999 but was ${var.function.workers}."
  }
}

variable "layers" {
  description = "Versions of Lambda layers for the function, by ARN: at most five. Lambda extracts them to /opt. A layer can contain your `templates`."
  type        = list(string)
  default     = []
  nullable    = false

  # https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
  validation {
    condition     = length(var.layers) <= 5
    error_message = "layers: Lambda accepts at most five."
  }

  validation {
    condition     = alltrue([for it in var.layers : can(regex("^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:layer:[A-Za-z0-9_-]+:[0-9]+$", it))])
    error_message = "layers: must be ARNs of versions, such as arn:aws:lambda:eu-west-1:111122223333:layer:templates:1."
  }
}

variable "network" {
  description = "The VPC of the function, such as that of a `proxy`: `subnet_ids` and `security_group_ids`. The function needs a route from there to DynamoDB, KMS, SQS, Systems Manager and the services of its channels: a NAT gateway, endpoints or the proxy. Default: Lambda's own network."
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
  default = null

  # https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html
  validation {
    condition     = var.network == null ? true : length(var.network.subnet_ids) >= 1 && length(var.network.subnet_ids) <= 16 && alltrue([for it in var.network.subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", it))])
    error_message = "network.subnet_ids: expected 1 to 16 subnet IDs such as subnet-0a1b2c3d4e5f60718."
  }
  validation {
    condition     = var.network == null ? true : length(var.network.security_group_ids) >= 1 && length(var.network.security_group_ids) <= 5 && alltrue([for it in var.network.security_group_ids : can(regex("^sg-[0-9a-f]{8,17}$", it))])
    error_message = "network.security_group_ids: expected 1 to 5 security group IDs such as sg-0a1b2c3d4e5f60718."
  }
}

variable "coverage" {
  description = "The coverage check: its `schedule`, and the hours without a heartbeat after which an account-region is silent (`silent_after_hours`). `excluded_accounts` and `excluded_regions` are not checked. The spokes of `stack_sets` are compared with their template on `drift_schedule`; use the names that this account uses as delegated administrator. A single account has no coverage check: the alarm `rootmon-heartbeats-missing` counts its regions instead."
  type = object({
    schedule           = optional(string, "rate(1 hour)")
    silent_after_hours = optional(number, 3)
    excluded_accounts  = optional(list(string), [])
    excluded_regions   = optional(list(string), [])
    stack_sets         = optional(list(string), [])
    drift_schedule     = optional(string, "cron(30 5 * * ? *)")
  })
  default  = {}
  nullable = false

  validation {
    condition     = can(regex("^(cron|rate)\\(.+\\)$", var.coverage.schedule))
    error_message = "coverage.schedule: expected rate(…) or cron(…) but was \"${var.coverage.schedule}\"."
  }
  # The alarm rootmon-coverage-check-missing fires after three hours without a check. A rate counts from the creation
  # of the rule, so a check every three hours could miss an hour.
  validation {
    condition     = !can(regex("^(cron|rate)\\(.+\\)$", var.coverage.schedule)) || can(regex("^(rate\\((1 minute|([2-9]|[1-9][0-9]|1[01][0-9]|120) minutes|1 hour|2 hours)\\)|cron\\([0-9*/,-]+ ([*]|[*]/[12]|0/[12]) ([*] [*] [?]|[?] [*] [*]) [*]\\))$", var.coverage.schedule))
    error_message = "coverage.schedule: expected at least one check in two hours, such as rate(1 hour), rate(30 minutes) or cron(0 * * * ? *), since the alarm rootmon-coverage-check-missing fires after three hours without a check, but was \"${var.coverage.schedule}\"."
  }
  validation {
    condition     = can(regex("^(cron|rate)\\(.+\\)$", var.coverage.drift_schedule))
    error_message = "coverage.drift_schedule: expected rate(…) or cron(…) but was \"${var.coverage.drift_schedule}\"."
  }
  # The coverage check reports a drift check that is two days old.
  validation {
    condition     = !can(regex("^(cron|rate)\\(.+\\)$", var.coverage.drift_schedule)) || can(regex("^(rate\\((1 (minute|hour|day)|([2-9]|[1-9][0-9]{1,2}|1[0-3][0-9]{2}|14[0-3][0-9]|1440) minutes|([2-9]|1[0-9]|2[0-4]) hours)\\)|cron\\([0-9*/,-]+ [0-9*/,-]+ ([*] [*] [?]|[?] [*] [*]) [*]\\))$", var.coverage.drift_schedule))
    error_message = "coverage.drift_schedule: expected at least one check a day, such as rate(1 day) or cron(30 5 * * ? *), since a drift check is reported as missing after two days, but was \"${var.coverage.drift_schedule}\"."
  }
  validation {
    condition     = alltrue([for it in var.coverage.excluded_regions : can(regex("^[a-z]{2,}(-[a-z]+)+-[0-9]+$", it))])
    error_message = "coverage.excluded_regions: expected regions such as ap-east-1 but was ${jsonencode(var.coverage.excluded_regions)}."
  }
  validation {
    condition     = alltrue([for it in var.coverage.stack_sets : can(regex("^rootmon-[A-Za-z0-9-]{1,120}$", it))])
    error_message = "coverage.stack_sets: expected names of StackSets that begin with rootmon-, which the function's role may read, but was ${jsonencode(var.coverage.stack_sets)}."
  }
  validation {
    condition     = var.coverage.silent_after_hours >= 1 && var.coverage.silent_after_hours <= 168 && floor(var.coverage.silent_after_hours) == var.coverage.silent_after_hours
    error_message = "coverage.silent_after_hours: expected 1 to 168 but was ${var.coverage.silent_after_hours}."
  }
  validation {
    condition     = alltrue([for it in var.coverage.excluded_accounts : can(regex("^[0-9]{12}$", it))])
    error_message = "coverage.excluded_accounts: expected account IDs of 12 digits but was ${jsonencode(var.coverage.excluded_accounts)}."
  }
}

variable "retention" {
  description = "The days for which logs and archived events are stored. Without `archive_days`, no event is archived."
  type = object({
    log_days     = optional(number, 365)
    archive_days = optional(number)
  })
  default  = { archive_days = 90 }
  nullable = false

  # https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.retention.log_days)
    error_message = "retention.log_days: expected a number of days that CloudWatch Logs accepts, such as 30, 90 or 365, but was ${var.retention.log_days}."
  }
  validation {
    condition     = var.retention.archive_days == null ? true : var.retention.archive_days >= 1
    error_message = "retention.archive_days: expected at least 1."
  }
}

variable "weekly_report" {
  description = "The channels of the weekly report, and its schedule. The report lists open incidents, root activity by account, and account-regions that are not monitored. Default: no report."
  type = object({
    channels = list(string)
    schedule = optional(string, "cron(0 7 ? * MON *)")
  })
  default = null

  validation {
    condition     = var.weekly_report == null ? true : length(var.weekly_report.channels) > 0
    error_message = "weekly_report.channels: expected at least one channel's name."
  }
  validation {
    condition     = var.weekly_report == null ? true : can(regex("^(rate\\((1 (minute|hour|day)|([2-9]|[1-9][0-9]+) (minutes|hours|days))\\)|cron\\([0-9*/,-]+ [0-9*/,-]+ ([0-9*/,LW-]+ [0-9A-Z*/,-]+ [?]|[?] [0-9A-Z*/,-]+ [0-9A-Z*/,#-]+) [0-9*/,-]+\\))$", var.weekly_report.schedule))
    error_message = "weekly_report.schedule: expected rate(…) or cron(…), in UTC."
  }
}

variable "permissions_boundary" {
  description = "The ARN of the permissions boundary of the function's role, if the organization requires one."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary == null ? true : can(regex("^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/", var.permissions_boundary))
    error_message = "permissions_boundary: expected the ARN of an IAM policy."
  }
}

variable "sources" {
  description = "Buckets from which the function can read events, if a message refers to an object: `bucket`, the `prefixes` of its keys (absent: all objects), and the `key_arn` of the customer-managed KMS key that encrypts the objects (optional). Default: the function reads no bucket."
  type = object({
    s3 = optional(list(object({
      bucket   = string
      prefixes = optional(list(string), [""])
      key_arn  = optional(string)
    })), [])
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for it in var.sources.s3 : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", it.bucket)) && length(it.prefixes) > 0 && alltrue([for prefix in it.prefixes : !startswith(prefix, "/") && !strcontains(prefix, "*")])])
    error_message = "sources.s3: expected buckets' names, and at least one prefix, without a leading slash and without *."
  }
}

variable "dashboard" {
  description = "Whether there is a CloudWatch dashboard, for 3 USD a month."
  type        = bool
  default     = false
  nullable    = false
}

variable "tags" {
  description = "Tags of every resource that supports tags."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    # https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
    condition     = alltrue([for key, value in var.tags : can(regex("^.{1,128}$", key)) && !startswith(lower(key), "aws:") && length(value) <= 256])
    error_message = "tags: expected keys of 1 to 128 characters that do not begin with aws:, and values of at most 256 characters."
  }
}

variable "deletion_protection" {
  description = "Whether DynamoDB prevents the deletion of the table. Set it to false, and apply, before you remove the hub."
  type        = bool
  default     = true
  nullable    = false
}

variable "trail" {
  description = "The organization's trail, for the comparison and for questions about the past with Athena: its `bucket`, the `prefix` before AWSLogs, the `accounts` to query, and the first day (`since`). `results` is the folder for results. A query can scan at most `scan_limit_gb` (1,000 GB, at most 5 USD). `key_arn` is the KMS key of the trail, if it has one. On `schedule`, the function compares the trail with the events that EventBridge delivered. Default: no Athena and no comparison."
  type = object({
    bucket        = string
    prefix        = optional(string, "")
    accounts      = list(string)
    since         = string
    results       = string
    scan_limit_gb = optional(number, 1000)
    key_arn       = optional(string)
    schedule      = optional(string, "cron(45 5 * * ? *)")
  })
  default = null

  validation {
    condition     = var.trail == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.trail.bucket))
    error_message = "trail.bucket: expected a bucket's name."
  }
  validation {
    condition     = var.trail == null ? true : can(regex("^([A-Za-z0-9!_.*'()/-]*[^/])?$", var.trail.prefix)) && !startswith(var.trail.prefix, "/")
    error_message = "trail.prefix: expected a prefix without a slash at its ends."
  }
  validation {
    condition     = var.trail == null ? true : length(var.trail.accounts) > 0 && alltrue([for it in var.trail.accounts : can(regex("^[0-9]{12}$", it))])
    error_message = "trail.accounts: expected account IDs of 12 digits."
  }
  validation {
    condition     = var.trail == null ? true : can(regex("^20[0-9]{2}/[0-9]{2}/[0-9]{2}$", var.trail.since)) && can(timeadd("${replace(var.trail.since, "/", "-")}T00:00:00Z", "0s"))
    error_message = "trail.since: expected a day such as 2026/01/31."
  }
  validation {
    condition     = var.trail == null ? true : can(regex("^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/", var.trail.results))
    error_message = "trail.results: expected a place such as s3://bucket/prefix/."
  }
  validation {
    condition     = var.trail == null ? true : var.trail.scan_limit_gb >= 1 && var.trail.scan_limit_gb == floor(var.trail.scan_limit_gb)
    error_message = "trail.scan_limit_gb: expected a whole number of gigabytes, 1 or more."
  }
  validation {
    condition     = var.trail == null ? true : can(regex("^(cron|rate)\\(.+\\)$", var.trail.schedule))
    error_message = "trail.schedule: expected rate(…) or cron(…)."
  }
  # The alarm rootmon-witness-check-missing fires after 30 hours without a comparison.
  validation {
    condition     = var.trail == null ? true : !can(regex("^(cron|rate)\\(.+\\)$", var.trail.schedule)) || can(regex("^(rate\\((1 (minute|hour|day)|([2-9]|[1-9][0-9]{1,2}|1[0-3][0-9]{2}|14[0-3][0-9]|1440) minutes|([2-9]|1[0-9]|2[0-4]) hours)\\)|cron\\([0-9*/,-]+ [0-9*/,-]+ ([*] [*] [?]|[?] [*] [*]) [*]\\))$", var.trail.schedule))
    error_message = "trail.schedule: expected at least one comparison a day, such as rate(1 day) or cron(45 5 * * ? *), since the alarm rootmon-witness-check-missing fires after 30 hours without one."
  }
  validation {
    condition     = try(var.trail.key_arn, null) == null ? true : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.trail.key_arn))
    error_message = "trail.key_arn: expected the ARN of a KMS key."
  }
}
