# A failed delivery returns to the queue. After five attempts, the message waits in the dead-letter queue.

locals {
  receives = 5

  # Only our rules send to the queues, and only over TLS.
  queue_policies = {
    for arn in [local.queue_arn, local.dead_letter_arn] : arn => jsonencode({
      Version = "2012-10-17"
      Statement = [
        {
          Sid       = "OurRulesSend"
          Effect    = "Allow"
          Principal = { Service = "events.amazonaws.com" }
          Action    = "sqs:SendMessage"
          Resource  = arn
          Condition = { ArnEquals = { "aws:SourceArn" = arn == local.queue_arn ? local.rule_arns : concat(local.rule_arns, [local.key_rule_arn]) } }
        },
        {
          Sid       = "OnlyOverTls"
          Effect    = "Deny"
          Principal = "*"
          Action    = "sqs:*"
          Resource  = arn
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        },
      ]
    })
  }
}

resource "aws_sqs_queue" "this" {
  name              = local.name
  kms_master_key_id = aws_kms_key.this.arn
  # A data key for a day: fewer calls of KMS.
  kms_data_key_reuse_period_seconds = 86400
  # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times the function's timeout.
  visibility_timeout_seconds = 6 * local.timeout
  message_retention_seconds  = 14 * 86400
  policy                     = local.queue_policies[local.queue_arn]
  tags                       = var.tags

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = local.receives
  })
}

resource "aws_sqs_queue" "dead_letters" {
  name = "${local.name}-dead-letters"
  # Without the customer key, because EventBridge does not retry a message if the key is disabled.
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 14 * 86400
  policy                    = local.queue_policies[local.dead_letter_arn]

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [local.queue_arn]
  })
  tags = var.tags
}
