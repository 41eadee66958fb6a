<#ftl output_format="plainText">
<#-- A report's short form leaves its events to the mail. -->
<#assign isShort = (reportIsShort!false) && alert.report??>
<#if !alert.report??>${alert.severity}: </#if>${alert.headline}

<#list alert.notes>
PLEASE NOTE
<#items as note>
- ${note}
</#items>

</#list>
<#if alert.report??>
<#include "/shared/report.txt.ftl">
<#else>
<#list alert.facts as fact>
${fact.label}: ${fact.value}
</#list>

<#list alert.reasons>
WHY THIS IS ${alert.severity}
<#items as reason>
- ${reason?cap_first}
</#items>

</#list>
<#list alert.advice>
WHAT TO DO NOW
<#items as step>
${step?counter?c}. ${step}
</#items>

</#list>
<#list alert.links>
WHERE TO LOOK
<#items as link>
- ${link.label}
  ${link.address}
</#items>

</#list>
<#list alert.keyFields>
FROM THE EVENT
<#items as field>
- ${field.label}: ${field.value}
</#items>

</#list>
</#if>
--
Sent by rootmon. <#if alert.report?? && alert.incident??>Incident ${alert.incident.incident}<#else>Event ${alert.id}</#if><#if alert.finding??>, rule ${alert.finding.ruleId}, ${alert.finding.technique.id}</#if>.
