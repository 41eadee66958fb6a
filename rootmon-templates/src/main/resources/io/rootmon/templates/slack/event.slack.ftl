<#ftl output_format="Slack">
<#-- The events of a report are in the email only; the event of a finding is in the thread, or linked. -->
<#if !alert.report?? && !alert.finding??>
<#list alert.keyFields as field>
*${field.label}* ${field.value}
</#list>
</#if>
