<#ftl output_format="Slack">
<#assign signs = {"CRITICAL": "🔴", "HIGH": "🟠", "MEDIUM": "🟡", "LOW": "🔵", "INFO": "⚪"}>
<#if alert.report??>📋 Report<#else>${signs[alert.severity]} ${alert.severity}</#if><#if alert.account.name??> in ${alert.account.name}<#elseif alert.account.id??> in ${alert.account.id}</#if>
