<#ftl output_format="Slack">
<#-- The state of the incident, in a message that is kept current; a report shows it itself. -->
<#if alert.standing?? && !alert.report??>
${alert.standing.course}
<#if alert.standing.isOpen && (alert.standing.events > 1)>
Latest event: <!date^${(alert.standing.latest?datetime.iso?long / 1000)?floor?c}^{date_short_pretty} {time_secs}|${alert.standing.latest?replace("T", " ")?replace("Z", " UTC")}>
</#if>
<#list alert.standing.responses as response>
• ${response.text}, <!date^${(response.time?datetime.iso?long / 1000)?floor?c}^{date_short_pretty} {time_secs}|${response.time?replace("T", " ")?replace("Z", " UTC")}>
</#list>
</#if>
