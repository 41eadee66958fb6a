<#ftl output_format="Slack">
<#list alert.keyFields as field>
`${field.label?replace("`", "'")}: ${field.value?replace("`", "'")}`
</#list>
