<#ftl output_format="Slack">
<#-- A report's events are for the mail. The event of a finding is in the thread, or linked. -->
<#if alert.report??>
<#list alert.report.sections as section>
*${section.title}*
<#list section.lines as line>
• ${line}
</#list>
</#list>
<#elseif !alert.finding??>
<#list alert.keyFields as field>
*${field.label}* ${field.value}
</#list>
</#if>
