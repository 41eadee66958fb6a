<#ftl output_format="plainText">
<#if alert.report.timeline??>
WHEN: ${alert.report.timeline.caption}
<#list alert.report.timeline.slots as slot>
${slot.from}  ${slot.letter?right_pad(1)} ${slot.count?c?left_pad(5)} ${slot.bar}
</#list>

</#if>
<#if alert.report.heat??>
WHERE AND WHEN: ${alert.report.heat.caption}
<#list alert.report.heat.days as day>${day.name?left_pad(6)}</#list>
<#list alert.report.heat.rows as row>
<#list row.cells as cell><#if cell.worst??>${(cell.count?c + cell.letter)?left_pad(6)}<#else>${"."?left_pad(6)}</#if></#list>  ${row.account}
</#list>
<#if alert.report.heat.more??>
${alert.report.heat.more}
</#if>

</#if>
<#list alert.report.sections as section>
${section.title?upper_case}
<#list section.lines as line>
- ${line}
</#list>

</#list>
