<#ftl output_format="plainText">
<#-- A report: the summary, what remains to do, what happened, and the events. -->
<#if alert.report.summary?has_content>
${alert.report.summary}

</#if>
<#list alert.report.lead as section>
${section.title?upper_case}
<#list section.lines as line>
- ${line}
</#list>

</#list>
<#list alert.advice>
WHAT TO DO NEXT
<#items as step>
${step?counter?c}. ${step}
</#items>

</#list>
<#list alert.report.sections as section>
${section.title?upper_case}
<#list section.lines as line>
- ${line}
</#list>

</#list>
<#list alert.facts as fact>
${fact.label}: ${fact.value}
</#list>

<#if alert.report.timeline??>
TIMELINE: ${alert.report.timeline.caption}
<#list alert.report.timeline.slots as slot>
<#if slot.gap??>
${slot.from}  no events for ${slot.gap}
<#else>
${slot.from}  ${slot.letter?right_pad(1)} ${slot.count?c?left_pad(5)} ${slot.bar}
</#if>
</#list>

</#if>
<#if alert.report.heat??>
ACCOUNTS AND DAYS: ${alert.report.heat.caption}
<#list alert.report.heat.days as day>${day.name?left_pad(6)}</#list>
<#list alert.report.heat.rows as row>
<#list row.cells as cell><#if cell.worst??>${(cell.count?c + cell.letter)?left_pad(6)}<#else>${"."?left_pad(6)}</#if></#list>  ${row.account}
</#list>
<#if alert.report.heat.more??>
${alert.report.heat.more}
</#if>

</#if>
<#list alert.links>
WHERE TO LOOK
<#items as link>
- ${link.label}
  ${link.address}
</#items>

</#list>
<#if !isShort>
<#list alert.keyFields>
EVENTS IN ORDER
<#items as field>
- ${field.label}: ${field.value}
</#items>

</#list>
</#if>
