<#ftl output_format="Slack">
<#-- The events of a report are in the mail only: here they would hide what remains to do. -->
<#if !alert.report??>
<#list alert.keyFields as field>
`${field.label?replace("`", "'")}: ${field.value?replace("`", "'")}`
</#list>
</#if>
