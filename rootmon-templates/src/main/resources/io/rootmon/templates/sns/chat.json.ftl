<#ftl output_format="JSON">
<#macro links>
    <#list alert.links as link>
    "${link.label}: ${link.address}",
    </#list>
</#macro>
{
  "title": "<#if !alert.report??>${alert.severity}: </#if>${alert.headline}",
  "description": [
    <#if alert.summary??>
    "${alert.summary}",
    </#if>
    <#list alert.notes as note>
    "Note: ${note}",
    </#list>
    <#if !alert.report??>
    <@links/>
    </#if>
    <#if alert.report??>
    <#if alert.report.summary?has_content>
    "${alert.report.summary}",
    </#if>
    <#list alert.report.lead as section>
    "*${section.title}*",
    <#list section.lines as line>
    "• ${line}",
    </#list>
    </#list>
    <#list alert.report.sections as section>
    "*${section.title}*",
    <#list section.lines as line>
    "• ${line}",
    </#list>
    </#list>
    </#if>
    <#list alert.facts as fact>
    "${fact.label}: ${fact.value}",
    </#list>
    <#if alert.report??>
    <@links/>
    <#else>
    <#list alert.why as reason>
    "Why ${alert.severity}: ${reason}",
    </#list>
    <#if !alert.finding??>
    <#list alert.keyFields as field>
    "The message, ${field.label}: ${field.value}",
    </#list>
    </#if>
    <#-- The first command contains root; the others are in the email and in Slack. -->
    <#list alert.commands as command><#if command?index == 0>
    "*${command.label}*",
    "```",
    <#list command.lines as line>
    "${line}",
    </#list>
    "```",
    </#if></#list>
    </#if>
    "<#if alert.finding??>Rule ${alert.finding.ruleId} · <#else>Sent by rootmon · </#if><#if alert.incident??>Incident ${alert.incident.incident}<#if alert.finding??> · </#if></#if><#if alert.finding?? || !alert.incident??>Event ${alert.id}</#if>"
  ],
  "nextSteps": [<#list alert.advice as step>"${step}"<#sep>, </#sep></#list>],
  "keywords": ["rootmon", "<#if alert.report??>report<#else>${alert.severity}</#if>"<#if alert.account.name??>, "${alert.account.name}"<#elseif alert.account.id??>, "${alert.account.id}"</#if>]
}
