<#ftl output_format="plainText">
<#-- A report's short form leaves its events to the email. -->
<#assign isShort = (reportIsShort!false) && alert.report??>
<#if !alert.report??>${alert.severity}: </#if>${alert.headlines?last}

<#if alert.summary??>
${alert.summary}

</#if>
<#list alert.notes>
PLEASE NOTE
<#items as note>
- ${note}
</#items>

</#list>
<#if alert.report??>
<#include "/shared/report.txt.ftl">
<#else>
<#list alert.links as link>
${link.label}:
${link.address}
</#list>

<#list alert.advice>
WHAT TO DO NOW
<#items as step>
${step?counter?c}. ${step}
</#items>

</#list>
<#list alert.facts as fact>
${fact.label}: ${fact.value}
</#list>

<#list alert.why>
WHY ${alert.severity}
<#items as reason>
- ${reason}
</#items>

</#list>
<#list alert.commands as command>
COMMAND: ${command.label}
<#list command.lines as line>
    ${line}
</#list>

</#list>
<#-- The event of a finding is attached or linked; what could not be read is shown. -->
<#if !alert.finding??>
<#list alert.keyFields>
THE MESSAGE
<#items as field>
- ${field.label}: ${field.value}
</#items>

</#list>
</#if>
</#if>
--
<#if alert.report?? && alert.incident??>Sent by rootmon · Incident ${alert.incident.incident}<#elseif alert.footer?has_content><#if alert.finding??>Rule ${alert.finding.ruleId} · ATT&CK ${alert.finding.technique.id} · </#if><#list alert.footer as part>${part}<#sep> · </#list><#else>Sent by rootmon · <#if alert.incident??>Incident ${alert.incident.incident}<#else>Event ${alert.id}</#if></#if>
