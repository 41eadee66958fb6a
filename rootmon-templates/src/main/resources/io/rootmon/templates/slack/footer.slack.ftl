<#ftl output_format="Slack">
rootmon<#if alert.finding??> · rule `${alert.finding.ruleId}` · ${alert.finding.technique.id} ${alert.finding.technique.name}</#if> · <#if alert.report?? && alert.incident??>incident ${alert.incident.incident}<#else>event ${alert.id}</#if>
