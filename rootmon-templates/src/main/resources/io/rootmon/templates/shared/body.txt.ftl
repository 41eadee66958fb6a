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
<#list alert.facts as fact>
${fact.label}: ${fact.value}
</#list>

<#if alert.report??>
<#include "/shared/report.txt.ftl">
</#if>
<#list alert.reasons>
<#if alert.report??>WHY NOW<#else>WHY THIS IS ${alert.severity}</#if>
<#items as reason>
- ${reason?cap_first}
</#items>

</#list>
<#list alert.advice>
${(alert.report??)?then("WHAT REMAINS TO DO", "WHAT TO DO NOW")}
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
<#if !isShort>
<#list alert.keyFields>
${(alert.report??)?then("THE EVENTS IN ORDER", "FROM THE EVENT")}
<#items as field>
- ${field.label}: ${field.value}
</#items>

</#list>
</#if>
--
Sent by rootmon. Event ${alert.id}<#if alert.finding??>, rule ${alert.finding.ruleId}, ${alert.finding.technique.id}</#if>.
