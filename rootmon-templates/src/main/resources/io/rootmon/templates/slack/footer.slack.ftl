<#ftl output_format="Slack">
rootmon<#if alert.finding??> · rule `${alert.finding.ruleId}` · ${alert.finding.technique.id} ${alert.finding.technique.name}</#if> · event ${alert.id}
