<#ftl output_format="Slack">
<#if !alert.report??>
<#list alert.why>
*Why ${alert.severity}*
<#items as reason>
• ${reason}
</#items>
</#list>
</#if>
