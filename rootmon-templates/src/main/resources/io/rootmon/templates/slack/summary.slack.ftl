<#ftl output_format="Slack">
*${alert.headline}*
<#if alert.report??>
${alert.report.summary}
</#if>
