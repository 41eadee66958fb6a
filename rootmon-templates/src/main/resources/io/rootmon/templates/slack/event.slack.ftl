<#ftl output_format="Slack">
<#-- A report's events are for the mail: here they would bury what remains to do. -->
<#if alert.report??>
<#list alert.report.sections as section>
*${section.title}*
<#list section.lines as line>
• ${line}
</#list>
</#list>
<#else>
<#list alert.keyFields as field>
`${field.label?replace("`", "'")}: ${field.value?replace("`", "'")}`
</#list>
</#if>
