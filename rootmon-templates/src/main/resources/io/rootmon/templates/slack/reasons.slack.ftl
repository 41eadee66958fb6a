<#ftl output_format="Slack">
<#list alert.reasons>
*Why this is ${alert.severity}*
<#items as reason>
• ${reason?cap_first}
</#items>
</#list>
