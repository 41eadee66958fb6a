<#ftl output_format="plainText">
<#-- Each line becomes an entry of custom_details: the text before the first colon is its key. -->
<#if alert.summary??>
Summary: ${alert.summary}
</#if>
<#list alert.advice>
What to do: <#items as step>${step?counter?c}. ${step}<#sep> </#items>
</#list>
<#list alert.facts as fact>
${fact.label}: ${fact.value}
</#list>
<#list alert.why>
Why ${alert.severity}: <#items as reason>${reason}<#sep> </#items>
</#list>
<#list alert.notes>
About this alert: <#items as note>${note}<#sep> </#items>
</#list>
<#list alert.footer>
IDs: <#if alert.finding??>Rule ${alert.finding.ruleId} · ATT&CK ${alert.finding.technique.id} · </#if><#items as part>${part}<#sep> · </#items>
</#list>
