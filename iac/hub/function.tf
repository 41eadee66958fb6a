# The function, its version and alias, and its event source.

locals {
  # The handler delivers within the remaining time, and returns before the timeout.
  timeout = 30

  # Lambda reports the SHA-256 in base64, sha256sum in hexadecimal: 3 bytes are 6 digits there, 4 characters here.
  base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  sha256_groups = var.function_s3 == null ? [] : [for at in range(0, 66, 6) : parseint(substr("${var.function_s3.sha256}00", at, 6), 16)]
  sha256_base64 = join("", concat(
    flatten([for n in local.sha256_groups : [for shift in [262144, 4096, 64, 1] : substr(local.base64_digits, floor(n / shift) % 64, 1)]]),
  ))
  code_sha256 = var.function_s3 == null ? try(filebase64sha256(var.function_zip), null) : "${substr(local.sha256_base64, 0, 43)}="

  snap_start = coalesce(var.function.snap_start, startswith(var.function.runtime, "java"))
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${local.name}"
  retention_in_days = var.retention.log_days
  kms_key_id        = aws_kms_key.this.arn
  tags              = var.tags
}

resource "aws_lambda_function" "this" {
  function_name     = local.name
  description       = "Alerts people about root activity"
  role              = aws_iam_role.this.arn
  handler           = "io.rootmon.lambda.Handler"
  runtime           = var.function.runtime
  architectures     = [var.function.architecture]
  memory_size       = var.function.memory
  timeout           = local.timeout
  filename          = var.function_zip
  s3_bucket         = one(var.function_s3[*].bucket)
  s3_key            = one(var.function_s3[*].key)
  s3_object_version = one(var.function_s3[*].version)
  source_code_hash  = local.code_sha256
  layers            = var.layers
  publish           = true
  tags              = var.tags

  environment {
    variables = {
      ROOTMON_CONFIG_PARAMETER = aws_ssm_parameter.config.name
      ROOTMON_WORKERS          = tostring(var.function.workers)
      ROOTMON_QUEUE_URL        = aws_sqs_queue.this.url
      # The function reads the document once, before its snapshot. A changed document needs a new version.
      ROOTMON_CONFIG_SHA256 = sha256(aws_ssm_parameter.config.insecure_value)
    }
  }

  dynamic "vpc_config" {
    for_each = var.network[*]
    content {
      subnet_ids         = vpc_config.value.subnet_ids
      security_group_ids = vpc_config.value.security_group_ids
    }
  }

  dynamic "snap_start" {
    for_each = local.snap_start ? [1] : []
    content {
      apply_on = "PublishedVersions"
    }
  }

  # A snapshot can take longer than the provider's ten minutes.
  # https://github.com/hashicorp/terraform-provider-aws/issues/43973
  timeouts {
    create = "20m"
    update = "20m"
    delete = "20m"
  }

  lifecycle {
    precondition {
      condition     = (var.function_zip == null) != (var.function_s3 == null)
      error_message = "function_zip: expected either function_zip or function_s3."
    }
  }

  # A new version reads the document and writes its log when it is created.
  depends_on = [aws_cloudwatch_log_group.this, aws_iam_role_policy.this]
}

# The version as Lambda has it. The alias moves to it only if Lambda reports the expected SHA-256.
data "aws_lambda_function" "published" {
  count = var.function_s3 == null ? 0 : 1

  function_name = aws_lambda_function.this.function_name
  qualifier     = aws_lambda_function.this.version
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that receives the messages"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version

  lifecycle {
    precondition {
      condition     = alltrue([for it in data.aws_lambda_function.published : it.code_sha256 == local.code_sha256])
      error_message = "function_s3.sha256: Lambda received a package with another SHA-256. Check the object and its version."
    }
  }
}

resource "aws_lambda_event_source_mapping" "queue" {
  event_source_arn        = aws_sqs_queue.this.arn
  function_name           = aws_lambda_alias.live.arn
  enabled                 = !var.function.paused
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
  # GovCloud has no tags of event source mappings.
  # https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-lambda.html
  tags = local.partition == "aws-us-gov" ? {} : var.tags

  scaling_config {
    maximum_concurrency = var.function.workers
  }
}
