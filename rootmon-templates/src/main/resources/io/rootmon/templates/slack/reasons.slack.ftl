<#ftl output_format="Slack">
<#list alert.reasons>
*${(alert.report??)?then("Why now", "Why this is " + alert.severity)}*
<#items as reason>
• ${reason?cap_first}
</#items>
</#list>
