<#ftl output_format="Slack">
<#list alert.notes as note>
⚠️ ${note}
</#list>
