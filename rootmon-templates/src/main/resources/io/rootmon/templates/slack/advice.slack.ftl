<#ftl output_format="Slack">
<#assign isClosed = alert.standing?? && !alert.standing.isOpen>
<#assign steps = alert.advice>
<#if isClosed && !alert.report??><#assign steps = alert.standing.remaining></#if>
<#list steps>
*${(alert.report?? || isClosed)?then("Still to do", "What to do now")}*
<#items as step>
${step?counter?c}. ${step}
</#items>
</#list>
