<#ftl output_format="Slack">
<#assign signs = {"CRITICAL": "🔴", "HIGH": "🟠", "MEDIUM": "🟡", "LOW": "🔵", "INFO": "⚪"}>
<#assign titles = {"OPEN": "🔴 Open incident", "CLOSED": "✅ Closed incident", "PAST": "📋 Incident", "WEEK": "📋 Weekly report"}>
<#assign severity = alert.severity>
<#if alert.standing?? && !alert.report??><#assign severity = alert.standing.highest></#if>
<#if alert.report??>${titles[alert.report.state]}<#else>${signs[severity]} ${severity}</#if><#if alert.account.name??> in ${alert.account.name}<#elseif alert.account.id??> in ${alert.account.id}</#if>
