# The function's permissions: the actions of permissions.json on the resources that it is configured for.

locals {
  # The addresses alone, without the names before them.
  senders    = { for name, it in var.ses : name => regex("[^<>\\s]+@[^<>\\s]+", it.from) }
  ses_region = { for name, it in var.ses : name => coalesce(it.region, local.region) }
  ses_identities = distinct(concat(
    [for name, it in var.ses : "arn:${local.partition}:ses:${local.ses_region[name]}:${local.account}:identity/*"],
    [for it in values(var.ses) : it.source_arn if it.source_arn != null],
  ))
  # SES checks the identity and the configuration set that is the identity's default, even if the call names none.
  # https://docs.aws.amazon.com/ses/latest/dg/managing-configuration-sets-default-adding.html
  ses_sets = distinct([for name, it in var.ses : "arn:${local.partition}:ses:${local.ses_region[name]}:${local.account}:configuration-set/*"])

  # At most one of them is set.
  templates_s3  = try(regex("^s3://(?P<bucket>[^/]+)/?(?P<prefix>.*?)/*$", var.templates), null)
  templates_ssm = try(regex("^ssm:(?P<path>/.*?)/*$", var.templates).path, null)
  # The prefix of the keys of the templates.
  templates_prefix = try("${local.templates_s3.prefix}${local.templates_s3.prefix == "" ? "" : "/"}", "")

  statements = [
    {
      Sid      = "ReceivesMessages"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      Resource = [local.queue_arn]
    },
    {
      # The timers of an incident are delayed messages to the function's own queue.
      Sid      = "SchedulesTimers"
      Action   = local.permissions.timers
      Resource = [local.queue_arn]
    },
    {
      Sid      = "WritesLogs"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = ["${local.log_group_arn}:*"]
    },
    {
      Sid      = "ReadsTheConfiguration"
      Action   = local.permissions.ssm
      Resource = [local.parameter_arn]
    },
    {
      Sid      = "KeepsState"
      Action   = local.permissions.state
      Resource = [local.table_arn]
    },
    {
      Sid      = "ListsTheAccounts"
      Action   = local.permissions.coverage
      Resource = local.in_organization ? ["*"] : [] # the action has no resource types
    },
    {
      Sid      = "ListsTheRegionsOfAccounts"
      Action   = local.permissions.regions
      Resource = local.in_organization ? ["*"] : []
    },
    {
      # The queues of all regions of this account, where the spokes' rules leave the events that they could not send.
      Sid      = "ReadsTheSpokesDeadLetters"
      Action   = local.permissions.deadLetters
      Resource = ["arn:${local.partition}:sqs:*:${local.account}:${local.spoke_dead_letters}"]
    },
    {
      # The StackSets of a delegated administrator belong to the management account, whose number is not known here.
      Sid      = "DetectsDrift"
      Action   = local.permissions.drift
      Resource = length(var.coverage.stack_sets) == 0 ? [] : ["arn:${local.partition}:cloudformation:*:*:stackset/${local.name}-*"]
    },
    {
      # CloudFormation checks with the caller's permission whether its account is a delegated administrator.
      # https://github.com/hashicorp/terraform-provider-aws/pull/37069
      Sid      = "CallsAsDelegatedAdministrator"
      Action   = local.permissions.delegatedAdministrator
      Resource = length(var.coverage.stack_sets) == 0 ? [] : ["*"] # the action has no resource types
    },
    {
      # Lambda attaches the function to the subnets with this role. A statement below denies the actions to the code.
      # https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
      Sid      = "AttachesTheFunctionToTheNetwork"
      Action   = local.permissions.network
      Resource = var.network == null ? [] : ["*"]
    },
    {
      Sid      = "ChecksTheTopics"
      Action   = local.permissions.topicHealth
      Resource = [local.topic_arn, local.alarm_topic_arn]
    },
    {
      Sid      = "ChecksTheSenders"
      Action   = local.permissions.sesHealth
      Resource = length(var.ses) == 0 ? [] : ["*"] # the actions have no resource types
    },
    {
      Sid      = "ReadsObjectsThatMessagesPointTo"
      Action   = local.permissions.objects
      Resource = flatten([for it in var.sources.s3 : [for prefix in it.prefixes : "arn:${local.partition}:s3:::${it.bucket}/${prefix}*"]])
    },
    {
      Sid      = "DecryptsObjects"
      Action   = ["kms:Decrypt"]
      Resource = distinct([for it in var.sources.s3 : it.key_arn if it.key_arn != null])
    },
    {
      Sid      = "ReadsTemplates"
      Action   = [for it in local.permissions.s3Templates : it if it != "s3:ListBucket"]
      Resource = [for it in [local.templates_s3] : "arn:${local.partition}:s3:::${it.bucket}/${local.templates_prefix}*" if it != null]
    },
    {
      # The action is authorized for the path that the call names.
      # https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-retrieval-authorization.html
      Sid      = "ReadsTemplateParameters"
      Action   = local.permissions.ssmTemplates
      Resource = [for it in [local.templates_ssm] : "arn:${local.partition}:ssm:${local.region}:${local.account}:parameter${it}" if it != null]
    },
    {
      # The management account's number is part of the ARN, and is not known here.
      # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
      Sid    = "ReadsNamesAndUnits"
      Action = local.permissions.organization
      Resource = var.organization == null || !local.in_organization ? [] : [
        for it in ["account", "ou"] : "arn:${local.partition}:organizations::*:${it}/${var.organization_id}/*"
      ]
    },
    {
      Sid      = "PublishesToTheTopic"
      Action   = local.permissions.sns
      Resource = local.topic_is_channel ? [local.topic_arn] : []
    },
    {
      Sid      = "PutsEvents"
      Action   = local.permissions.eventbridge
      Resource = distinct([for it in values(var.eventbridge) : it.bus])
    },
    {
      # The default product of the hub's account, and the hub resource, which BatchUpdateFindings names.
      # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecurityhub.html
      Sid    = "ImportsFindings"
      Action = local.permissions.securityhub
      Resource = flatten([for it in values(var.securityhub) : [
        "arn:${local.partition}:securityhub:${coalesce(it.region, local.region)}:${local.account}:product/${local.account}/default",
        "arn:${local.partition}:securityhub:${coalesce(it.region, local.region)}:${local.account}:hub/default",
      ]])
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
      Resource = [local.sample_key_arn]
    },
  ]

  # With a sample for the ARN of the key, which is unknown until it is created. A plan checks the length.
  role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [for it in concat(local.statements, local.trail_statements) : merge(it, { Effect = "Allow" }) if length(it.Resource) > 0],
      # A sender can be verified by its address, its domain or a parent domain. The sender's address is the condition.
      [for it in [local.permissions.ses] : {
        Sid       = "SendsMail"
        Effect    = "Allow"
        Action    = it
        Resource  = concat(local.ses_identities, local.ses_sets)
        Condition = { StringEquals = { "ses:FromAddress" = distinct(values(local.senders)) } }
      } if length(var.ses) > 0],
      [for it in [local.templates_s3] : {
        Sid       = "ListsTemplates"
        Effect    = "Allow"
        Action    = ["s3:ListBucket"]
        Resource  = ["arn:${local.partition}:s3:::${it.bucket}"]
        Condition = { StringEquals = { "s3:prefix" = [local.templates_prefix] } }
      } if it != null],
      # Lambda's own calls have no source function, those of the function's code do.
      # https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
      [for it in [local.permissions.network] : {
        Sid       = "LeavesTheNetworkToLambda"
        Effect    = "Deny"
        Action    = it
        Resource  = ["*"]
        Condition = { ArnEquals = { "lambda:SourceFunctionArn" = [local.function_arn] } }
      } if var.network != null],
      # DynamoDB's page lists this set for the principal of a table under a customer key.
      # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
      [{
        Sid       = "UsesTheKeyThroughDynamoDb"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
        Resource  = [local.sample_key_arn]
        Condition = { StringEquals = { "kms:ViaService" = "dynamodb.${local.region}.amazonaws.com" } }
      }],
    )
  })
}

resource "aws_iam_role" "this" {
  # Generated: IAM's names are global, and another region may have a second hub. spoke/scp.json exempts this prefix.
  name_prefix          = "${local.name}-function-"
  description          = "rootmon's function"
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })

  # The function keeps its old role until it has the new one.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy" "this" {
  name = local.name
  role = aws_iam_role.this.id

  policy = replace(local.role_policy, local.sample_key_arn, aws_kms_key.this.arn)

  lifecycle {
    create_before_destroy = true

    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    precondition {
      condition     = length(local.role_policy) <= 10240
      error_message = "role: expected a policy of at most 10240 characters, the limit of IAM, but it has ${length(local.role_policy)}; name fewer secrets, keys, buckets and buses."
    }
  }
}
