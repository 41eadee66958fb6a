<#ftl output_format="Slack">
<#-- Each paragraph becomes a field of its own. -->
<#list alert.facts as fact>
*${fact.label}*
<#if fact.value?has_content>`${fact.value?replace("`", "'")}`</#if>

</#list>
