<#ftl output_format="Slack">
<#if alert.report??><#elseif alert.standing?? && !alert.standing.isOpen>Closed: <#else>${alert.severity}: </#if>${alert.headline}
