# Questions about the past, over the organization's trail. On when `trail` is set.
# https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html

locals {
  trail = var.trail == null ? {} : { this = merge(var.trail, {
    logs        = join("/", compact(["s3://${var.trail.bucket}", var.trail.prefix, "AWSLogs", var.organization_id]))
    log_keys    = join("/", compact([var.trail.prefix, "AWSLogs", var.organization_id, "*"]))
    results_s3  = regex("^s3://(?P<bucket>[^/]+)/(?P<prefix>.*?)/*$", var.trail.results)
    result_keys = join("/", compact([trim(replace(var.trail.results, "/^s3://[^/]+/", ""), "/"), "*"]))
  }) }

  # The permissions for the daily query. Athena acts with the permissions of its caller.
  # https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena.html
  trail_statements = flatten([for it in values(local.trail) : [
    {
      Sid      = "QueriesTheTrail"
      Action   = local.permissions.trailQueries
      Resource = ["arn:${local.partition}:athena:${local.here}:workgroup/${local.name}"]
    },
    {
      Sid    = "ReadsTheTableOfTheTrail"
      Action = local.permissions.trailTable
      # Athena reads the database `default` with every query.
      # https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html#full-access-to-default-db-per-region
      Resource = [for part in ["catalog", "database/default", "database/${local.name}", "table/${local.name}/trail"] :
        "arn:${local.partition}:glue:${local.here}:${part}"
      ]
    },
    {
      Sid      = "ListsTheBucketsOfTheTrail"
      Action   = local.permissions.trailBuckets
      Resource = distinct(["arn:${local.partition}:s3:::${it.bucket}", "arn:${local.partition}:s3:::${it.results_s3.bucket}"])
    },
    {
      Sid      = "ListsUploadsOfResults"
      Action   = local.permissions.trailResultsBucket
      Resource = ["arn:${local.partition}:s3:::${it.results_s3.bucket}"]
    },
    {
      Sid      = "ReadsTheTrail"
      Action   = local.permissions.trailObjects
      Resource = ["arn:${local.partition}:s3:::${it.bucket}/${it.log_keys}"]
    },
    {
      Sid      = "WritesAndReadsResults"
      Action   = local.permissions.trailResults
      Resource = ["arn:${local.partition}:s3:::${it.results_s3.bucket}/${it.result_keys}"]
    },
    {
      Sid      = "DecryptsTheTrail"
      Action   = ["kms:Decrypt"]
      Resource = [for key in [it.key_arn] : key if key != null]
    },
  ]])

  session = "struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,assumedroot:string>"
  columns = {
    eventversion        = "string"
    useridentity        = "struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,sessioncontext:${local.session}>"
    eventtime           = "string"
    eventsource         = "string"
    eventname           = "string"
    awsregion           = "string"
    sourceipaddress     = "string"
    useragent           = "string"
    errorcode           = "string"
    errormessage        = "string"
    requestparameters   = "string"
    responseelements    = "string"
    additionaleventdata = "string"
    eventid             = "string"
    eventtype           = "string"
    readonly            = "string"
    recipientaccountid  = "string"
    sharedeventid       = "string"
    serviceeventdetails = "string"
    eventcategory       = "string"
    addendum            = "struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>"
  }
}

resource "aws_glue_catalog_database" "this" {
  for_each = local.trail

  name        = local.name
  description = "The organization's trail, as rootmon's questions need it"
  tags        = var.tags
}

resource "aws_glue_catalog_table" "trail" {
  for_each = local.trail

  name          = "trail"
  database_name = aws_glue_catalog_database.this[each.key].name
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    "classification"              = "cloudtrail"
    "projection.enabled"          = "true"
    "projection.account.type"     = "enum"
    "projection.account.values"   = join(",", each.value.accounts)
    "projection.region.type"      = "enum"
    "projection.region.values"    = join(",", var.regions)
    "projection.day.type"         = "date"
    "projection.day.format"       = "yyyy/MM/dd"
    "projection.day.range"        = "${each.value.since},NOW"
    "projection.day.interval"     = "1"
    "projection.day.intervalunit" = "DAYS"
    "storage.location.template"   = "${each.value.logs}/$${account}/CloudTrail/$${region}/$${day}"
  }

  dynamic "partition_keys" {
    for_each = ["account", "region", "day"]
    content {
      name = partition_keys.value
      type = "string"
    }
  }

  storage_descriptor {
    location      = "${each.value.logs}/"
    input_format  = "com.amazon.emr.cloudtrail.CloudTrailInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hive.hcatalog.data.JsonSerDe"
    }

    dynamic "columns" {
      for_each = local.columns
      content {
        name = columns.key
        type = columns.value
      }
    }
  }
}

resource "aws_athena_workgroup" "this" {
  for_each = local.trail

  name        = local.name
  description = "Questions about what root did"
  # Without it, DeleteWorkGroup rejects a workgroup with a query history.
  force_destroy = true
  tags          = var.tags

  configuration {
    # A query that would cost more is cancelled.
    bytes_scanned_cutoff_per_query = each.value.scan_limit_gb * 1000000000

    result_configuration {
      output_location = each.value.results

      encryption_configuration {
        encryption_option = "SSE_S3"
      }
    }
  }
}

resource "aws_athena_named_query" "this" {
  for_each = { for file in fileset("${path.module}/queries", "*.sql") : trimsuffix(file, ".sql") => file if var.trail != null }

  name        = "${local.name}-${each.key}"
  description = trimprefix(split("\n", file("${path.module}/queries/${each.value}"))[0], "-- ")
  workgroup   = aws_athena_workgroup.this["this"].name
  database    = aws_glue_catalog_database.this["this"].name
  query       = file("${path.module}/queries/${each.value}")
}
