<#ftl output_format="Slack">
*${alert.headlines?last}*
<#if alert.report??>
${alert.report.summary}
<#elseif alert.summary?? && !(alert.standing?? && !alert.standing.isOpen)>
${alert.summary}
</#if>
