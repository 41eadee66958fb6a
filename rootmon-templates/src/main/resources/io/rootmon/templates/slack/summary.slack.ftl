<#ftl output_format="Slack">
*${alert.headlines?last}*
<#if alert.summary?? && !(alert.standing?? && !alert.standing.isOpen)>
${alert.summary}
</#if>
