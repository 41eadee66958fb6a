output "bus_arn" {
  description = "What every spoke sends to."
  value       = module.hub.bus_arn
}

output "queue_url" {
  description = "The queue of events."
  value       = module.hub.queue_url
}

output "dead_letter_queue_url" {
  description = "Where events wait that people were not told of."
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

output "configuration" {
  description = "The configuration document, for the command line: `terraform output -raw configuration > rootmon.json`."
  value       = module.hub.configuration
}

output "athena_workgroup" {
  description = "Where the questions about the past are; null without `trail`."
  value       = module.hub.athena_workgroup
}

output "response_url" {
  description = "The request URL for the Slack app's interactivity; null without `responses`."
  value       = module.hub.response_url
}
