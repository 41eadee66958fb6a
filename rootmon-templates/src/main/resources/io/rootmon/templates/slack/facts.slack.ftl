<#ftl output_format="Slack">
<#-- Each paragraph becomes a field of its own. Only addresses are code. -->
<#list alert.facts as fact>
*${fact.label}*
<#if fact.label == "Time">
<!date^${(alert.time?datetime.iso?long / 1000)?floor?c}^{date_short_pretty} {time_secs}|${fact.value}>
<#elseif fact.label == "From" && fact.value?has_content>
`${fact.value?keep_before(",")?replace("`", "'")}`<#if fact.value?contains(",")>,${fact.value?keep_after(",")}</#if>
<#else>
${fact.value}
</#if>

</#list>
