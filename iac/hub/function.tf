# The function, its version and alias, and how it takes messages.

locals {
  # The handler tells people within the time left, and answers before it is over.
  timeout = 30

  snap_start = coalesce(var.function.snap_start, startswith(var.function.runtime, "java"))
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${local.name}"
  retention_in_days = var.retention.log_days
  kms_key_id        = aws_kms_key.this.arn
}

resource "aws_lambda_function" "this" {
  function_name    = local.name
  description      = "Tells people what root did"
  role             = aws_iam_role.this.arn
  handler          = "io.rootmon.lambda.Handler::handleRequest"
  runtime          = var.function.runtime
  architectures    = [var.function.architecture]
  memory_size      = var.function.memory
  timeout          = local.timeout
  filename         = var.function_zip
  source_code_hash = filebase64sha256(var.function_zip)
  publish          = true

  environment {
    variables = {
      ROOTMON_CONFIG_PARAMETER = aws_ssm_parameter.config.name
      ROOTMON_WORKERS          = tostring(var.function.workers)
      ROOTMON_QUEUE_URL        = aws_sqs_queue.this.url
      # The function reads the document once, before its snapshot is taken: another document needs another version.
      ROOTMON_CONFIG_SHA256 = sha256(aws_ssm_parameter.config.insecure_value)
    }
  }

  dynamic "snap_start" {
    for_each = local.snap_start ? [1] : []
    content {
      apply_on = "PublishedVersions"
    }
  }

  # A new version reads the document, and writes its log, as soon as it is made.
  depends_on = [aws_cloudwatch_log_group.this, aws_iam_role_policy.this]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that takes the messages"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version
}

resource "aws_lambda_event_source_mapping" "queue" {
  event_source_arn        = aws_sqs_queue.this.arn
  function_name           = aws_lambda_alias.live.arn
  enabled                 = !var.function.paused
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.function.workers
  }
}
