output "bus_arn" {
  description = "The bus that every spoke sends to."
  value       = module.hub.bus_arn
}

output "queue_url" {
  description = "The queue of events."
  value       = module.hub.queue_url
}

output "dead_letter_queue_url" {
  description = "The queue of the events that could not be delivered."
  value       = module.hub.dead_letter_queue_url
}

output "function_name" {
  description = "The function."
  value       = module.hub.function_name
}

output "event_source_mapping_id" {
  description = "The mapping that feeds the function."
  value       = module.hub.event_source_mapping_id
}

output "role_arn" {
  description = "The role of the function, which the policies of secrets, SES identities and trail buckets of other accounts must allow."
  value       = module.hub.role_arn
}

output "configuration" {
  description = "The configuration document, for the command line: `terraform output -raw configuration > rootmon.json`."
  value       = module.hub.configuration
}

output "athena_workgroup" {
  description = "The Athena workgroup of the questions about the past; null without `trail`."
  value       = module.hub.athena_workgroup
}

output "response_url" {
  description = "The request URL for the Slack app's interactivity; null without `responses`."
  value       = module.hub.response_url
}

output "topic_arn" {
  description = "The topic of plain-text alerts."
  value       = module.hub.topic_arn
}

output "alarm_topic_arn" {
  description = "The topic of rootmon's own alarms."
  value       = module.hub.alarm_topic_arn
}

output "regions" {
  description = "The regions that are monitored."
  value       = local.regions
}

output "failed_spokes" {
  description = "The account-regions whose stack failed, with the reason. Empty if every stack was deployed."
  value       = local.failed_spokes
}
