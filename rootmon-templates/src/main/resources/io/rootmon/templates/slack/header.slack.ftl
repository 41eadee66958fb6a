<#ftl output_format="Slack">
<#assign signs = {"CRITICAL": "🔴", "HIGH": "🟠", "MEDIUM": "🟡", "LOW": "🔵", "INFO": "⚪"}>
${signs[alert.severity]} ${alert.severity}<#if alert.account.name??> in ${alert.account.name}<#elseif alert.account.id??> in ${alert.account.id}</#if>
