<#ftl output_format="Slack">
<#assign signs = {"CRITICAL": "🔴", "HIGH": "🟠", "MEDIUM": "🟡", "LOW": "🔵", "INFO": "⚪"}>
<#assign severity = alert.severity>
<#if alert.standing?? && !alert.report??><#assign severity = alert.standing.highest></#if>
<#if alert.report??>📋 Report<#else>${signs[severity]} ${severity}</#if><#if alert.account.name??> in ${alert.account.name}<#elseif alert.account.id??> in ${alert.account.id}</#if>
