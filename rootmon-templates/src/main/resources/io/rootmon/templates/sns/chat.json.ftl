<#ftl output_format="JSON">
{
  "title": "<#if alert.report??>Report: <#else>${alert.severity}: </#if>${alert.headline}",
  "description": [
    <#list alert.notes as note>
    "Note: ${note}",
    </#list>
    <#list alert.facts as fact>
    "${fact.label}: ${fact.value}",
    </#list>
    <#list alert.reasons as reason>
    "Why: ${reason?cap_first}",
    </#list>
    <#if alert.report??>
    <#list alert.report.sections as section>
    <#list section.lines as line>
    "${section.title}: ${line}",
    </#list>
    </#list>
    </#if>
    <#list alert.links as link>
    "${link.label}: ${link.address}",
    </#list>
    "rootmon<#if alert.finding??>, rule ${alert.finding.ruleId}</#if>, event ${alert.id}"
  ],
  "nextSteps": [<#list alert.advice as step>"${step}"<#sep>, </#sep></#list>],
  "keywords": ["rootmon", "<#if alert.report??>report<#else>${alert.severity}</#if>"<#if alert.account.name??>, "${alert.account.name}"<#elseif alert.account.id??>, "${alert.account.id}"</#if>]
}
