<#ftl output_format="Slack">
<#list alert.advice>
*What to do now*
<#items as step>
${step?counter}. ${step}
</#items>
</#list>
