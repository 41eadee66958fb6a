<#ftl output_format="plainText">
${alert.severity}: ${alert.headline}

<#list alert.notes>
PLEASE NOTE
<#items as note>
- ${note}
</#items>

</#list>
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
${step?counter}. ${step}
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
--
Sent by rootmon. Event ${alert.id}<#if alert.finding??>, rule ${alert.finding.ruleId}, ${alert.finding.technique.id}</#if>.
