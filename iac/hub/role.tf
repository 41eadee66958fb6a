# What the function may do: the actions of permissions.json on the resources it is configured for.

locals {
  # The addresses alone, without the names before them.
  senders        = { for name, it in var.ses : name => regex("[^<>\\s]+@[^<>\\s]+", it.from) }
  ses_region     = { for name, it in var.ses : name => coalesce(it.region, local.region) }
  ses_identities = distinct([for name, it in var.ses : "arn:${local.partition}:ses:${local.ses_region[name]}:${local.account}:identity/*"])
  ses_sets       = distinct([for name, it in var.ses : "arn:${local.partition}:ses:${local.ses_region[name]}:${local.account}:configuration-set/${it.configuration_set}" if it.configuration_set != null])

  statements = [
    {
      Sid      = "TakesMessages"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      Resource = [local.queue_arn]
    },
    {
      # An incident is closed by a delayed message to its own queue.
      Sid      = "SetsItsTimers"
      Action   = local.permissions.timers
      Resource = [local.queue_arn]
    },
    {
      Sid      = "WritesItsLog"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = ["${local.log_group_arn}:*"]
    },
    {
      Sid      = "ReadsItsConfiguration"
      Action   = local.permissions.ssm
      Resource = [local.parameter_arn]
    },
    {
      Sid      = "Remembers"
      Action   = local.permissions.state
      Resource = [local.table_arn]
    },
    {
      Sid      = "KnowsTheAccounts"
      Action   = local.permissions.coverage
      Resource = ["*"] # the action knows no resources
    },
    {
      # The organization's management account is part of the ARN, and not known here.
      # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
      Sid    = "KnowsNamesAndUnits"
      Action = local.permissions.organization
      Resource = var.organization == null ? [] : [
        for it in ["account", "ou"] : "arn:${local.partition}:organizations::*:${it}/${var.organization_id}/*"
      ]
    },
    {
      Sid      = "PublishesToTheTopic"
      Action   = local.permissions.sns
      Resource = local.topic_is_channel ? [local.topic_arn] : []
    },
    {
      Sid      = "ReadsSecrets"
      Action   = local.permissions.secretsManager
      Resource = local.secret_arns
    },
    {
      Sid      = "DecryptsSecrets"
      Action   = ["kms:Decrypt"]
      Resource = var.secret_keys
    },
    {
      Sid      = "UsesTheKey"
      Action   = ["kms:Decrypt", "kms:GenerateDataKey*"]
      Resource = [aws_kms_key.this.arn]
    },
  ]
}

resource "aws_iam_role" "this" {
  # Generated: IAM's names are global, and a second hub may stand in another region.
  name_prefix          = "${local.name}-"
  description          = "rootmon's function"
  permissions_boundary = var.permissions_boundary

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = local.name
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [for it in local.statements : merge(it, { Effect = "Allow" }) if length(it.Resource) > 0],
      # A sender may be verified by its address, its domain or a parent domain: the address bounds it.
      [for it in [local.permissions.ses] : {
        Sid       = "SendsMail"
        Effect    = "Allow"
        Action    = it
        Resource  = concat(local.ses_identities, local.ses_sets)
        Condition = { StringEquals = { "ses:FromAddress" = distinct(values(local.senders)) } }
      } if length(var.ses) > 0],
    )
  })
}
