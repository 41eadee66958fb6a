<#ftl output_format="Slack">
<#-- A report's sections. Each paragraph becomes a block of its own. -->
<#macro lines section>
*${section.title}*
<#list section.lines as line>
• ${line}
</#list>

</#macro>
<#if alert.report??>
<#list alert.report.lead as section>
<@lines section=section/>
</#list>
<#list alert.advice>
*What to do next*
<#items as step>
${step?counter?c}. ${step}
</#items>

</#list>
<#list alert.report.sections as section>
<@lines section=section/>
</#list>
<#if alert.report.heat??>
*Accounts and days*
```<#list alert.report.heat.days as day>${day.name?left_pad(6)}</#list>
<#list alert.report.heat.rows as row>
<#if row?index < 12><#list row.cells as cell><#if cell.worst??>${(cell.count?c + cell.letter)?left_pad(6)}<#else>${"·"?left_pad(6)}</#if></#list>  ${row.account?replace("`", "'")}
</#if>
</#list>
```
</#if>
</#if>
