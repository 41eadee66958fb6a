<#ftl output_format="Slack">
<#list alert.why>
*${(alert.report??)?then("Why now", "Why " + alert.severity)}*
<#items as reason>
• ${reason?cap_first}
</#items>
</#list>
