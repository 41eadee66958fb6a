<#ftl output_format="Slack">
<#-- A report prints its steps between its sections. -->
<#if !alert.report??>
<#assign isClosed = alert.standing?? && !alert.standing.isOpen>
<#assign steps = alert.advice>
<#if isClosed><#assign steps = alert.standing.remaining></#if>
<#list steps>
*${isClosed?then("Still to do", "What to do now")}*
<#items as step>
${step?counter?c}. ${step}
</#items>
</#list>
</#if>
