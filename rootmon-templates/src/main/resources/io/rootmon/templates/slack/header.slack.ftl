<#ftl output_format="Slack">
<#assign signs = {"CRITICAL": "🔴", "HIGH": "🟠", "MEDIUM": "🟡", "LOW": "🔵", "INFO": "⚪"}>
<#assign titles = {"OPEN": "🔴 Open incident", "CLOSED": "✅ Closed incident", "PAST": "📋 Incident", "WEEK": "📋 Weekly report"}>
<#assign place><#if alert.account.name??> · ${alert.account.name}<#elseif alert.account.id??> · ${alert.account.id}</#if></#assign>
<#if alert.report??>${titles[alert.report.state]}${place}<#rt>
<#elseif alert.standing??><#rt>
<#if !alert.standing.isOpen>✅<#elseif alert.standing.isAcknowledged>🟠<#else>🔴</#if> ${alert.standing.state} · ${alert.standing.highest}${place}<#rt>
<#elseif alert.incident??>🔴 Open · ${alert.severity}${place}<#rt>
<#else>${signs[alert.severity]} ${alert.severity}${place}</#if>
