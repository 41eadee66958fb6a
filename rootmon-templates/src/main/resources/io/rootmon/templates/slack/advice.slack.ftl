<#ftl output_format="Slack">
<#list alert.advice>
*${(alert.report??)?then("What remains to do", "What to do now")}*
<#items as step>
${step?counter?c}. ${step}
</#items>
</#list>
