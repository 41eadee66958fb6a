output "bus_arn" {
  description = "The bus that every spoke sends to: the template's parameter HubBusArn."
  value       = aws_cloudwatch_event_bus.this.arn

  # The bus rejects events of a spoke until the policy exists. Spokes change after the function: an older version does
  # not recognize a newer template, and would rate each change to its rules as CRITICAL.
  depends_on = [
    aws_cloudwatch_event_bus_policy.this, aws_cloudwatch_event_target.queue, aws_lambda_alias.live, aws_lambda_event_source_mapping.queue,
  ]
}

output "queue_url" {
  description = "The queue of events."
  value       = aws_sqs_queue.this.url
}

output "dead_letter_queue_url" {
  description = "The queue of the events that could not be delivered."
  value       = aws_sqs_queue.dead_letters.url
}

output "function_name" {
  description = "The function."
  value       = aws_lambda_function.this.function_name
}

output "function_alias_arn" {
  description = "The alias whose version receives the messages."
  value       = aws_lambda_alias.live.arn
}

output "event_source_mapping_id" {
  description = "The mapping that feeds the function."
  value       = aws_lambda_event_source_mapping.queue.uuid
}

output "role_arn" {
  description = "The role of the function, which the policies of secrets, SES identities and trail buckets of other accounts must allow."
  value       = aws_iam_role.this.arn
}

output "topic_arn" {
  description = "The topic of plain-text alerts."
  value       = aws_sns_topic.this.arn
}

output "alarm_topic_arn" {
  description = "The topic of rootmon's own alarms."
  value       = aws_sns_topic.alarms.arn
}

output "table_name" {
  description = "The table of decisions, deliveries and heartbeats."
  value       = aws_dynamodb_table.this.name
}

output "key_arn" {
  description = "The key of the queue, the alerts topic, the table and the logs."
  value       = aws_kms_key.this.arn
}

output "configuration" {
  description = "The configuration document, for the command line: `terraform output -raw configuration > rootmon.json`."
  value       = local.document
}

output "athena_workgroup" {
  description = "The Athena workgroup of the questions about the past; null without `trail`."
  value       = one([for it in aws_athena_workgroup.this : it.name])
}

output "response_url" {
  description = "The request URL for the Slack app's interactivity; null without `responses`."
  value       = one([for it in aws_lambda_function_url.responses : it.function_url])
}
