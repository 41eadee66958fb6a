# Responses: buttons in Slack, the public address that receives them, and the escalation without a response.

variable "responses" {
  description = "Buttons below the alerts of Slack's bots, and the public address that accepts their requests: the secret with the Slack app's `signing_secret`. Default: neither."
  type = object({
    signing_secret = object({ arn = string, key = optional(string) })
  })
  default = null
}

variable "escalation" {
  description = "The channels to notify of a CRITICAL incident without a response after `after_minutes`, 1 to 29. Needs `responses`. These channels need no route. Default: no escalation."
  type = object({
    after_minutes = number
    channels      = list(string)
  })
  default = null

  validation {
    condition     = var.escalation == null ? true : var.escalation.after_minutes >= 1 && var.escalation.after_minutes <= 29 && floor(var.escalation.after_minutes) == var.escalation.after_minutes
    error_message = "escalation.after_minutes: expected 1 to 29, because an inactive incident closes after 30."
  }
  validation {
    condition     = var.escalation == null ? true : length(var.escalation.channels) > 0
    error_message = "escalation.channels: expected at least one."
  }
}

locals {
  responses = var.responses == null ? {} : { this = var.responses }
}

# Slack cannot sign requests as AWS does, so the function verifies Slack's own signature.
# The provider grants lambda:InvokeFunctionUrl to every caller if there is no authorization.
resource "aws_lambda_function_url" "responses" {
  for_each = local.responses

  function_name      = aws_lambda_function.this.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = "NONE"

  lifecycle {
    precondition {
      condition     = anytrue([for it in values(var.slack) : it.token != null])
      error_message = "responses: expected a Slack channel with a token, because a webhook has no buttons."
    }
    # https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-lambda.html
    precondition {
      condition     = local.partition != "aws-us-gov"
      error_message = "responses: expected none in GovCloud, where Lambda has no function URLs."
    }
  }
}

# Since October 2025 such an address needs lambda:InvokeFunction as well. Without the condition that the call comes
# through the address, any AWS account could send forged events to the function. aws_lambda_permission has this
# condition in later versions of the provider, but not in 5.100, which this module accepts. CloudFormation has it for
# every version.
# https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html#urls-auth-none
# https://github.com/hashicorp/terraform-provider-aws/issues/44829
resource "aws_cloudformation_stack" "responses" {
  for_each = local.responses

  name = "${local.name}-responses"
  tags = var.tags

  template_body = jsonencode({
    Description = "Lets the public address of rootmon's function reach it, and nothing else do so"
    Resources = {
      Permission = {
        Type = "AWS::Lambda::Permission"
        Properties = {
          Action                = "lambda:InvokeFunction"
          FunctionName          = aws_lambda_alias.live.arn
          Principal             = "*"
          InvokedViaFunctionUrl = true
        }
      }
    }
  })
}
