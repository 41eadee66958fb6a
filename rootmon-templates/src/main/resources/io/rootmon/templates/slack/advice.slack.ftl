<#ftl output_format="Slack">
<#-- A report prints its steps between its sections. -->
<#if !alert.report??>
<#list alert.advice>
*What to do now*
<#items as step>
${step?counter?c}. ${step}
</#items>
</#list>
</#if>
