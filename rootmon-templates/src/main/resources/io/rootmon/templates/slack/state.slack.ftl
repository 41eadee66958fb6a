<#ftl output_format="Slack">
<#-- The state of the incident, in a message that is kept current; a report shows it itself. -->
<#if alert.standing?? && !alert.report??>
*<#if alert.standing.isOpen>Open<#else>Over</#if>:* ${alert.standing.events?c} <#if alert.standing.events == 1>event<#else>events</#if>, ${alert.standing.highest} at worst, the latest at ${alert.standing.latest?replace("T", " ")?replace("Z", " UTC")}
<#list alert.standing.responses as response>
• ${response}
</#list>
</#if>
