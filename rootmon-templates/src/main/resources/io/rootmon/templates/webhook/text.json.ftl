<#ftl output_format="JSON">
<#-- For services that take {"text": …}, and in place of a template of your own that failed. -->
{"text": "<#if !alert.report??>${alert.severity}: </#if>${alert.headline}<#list alert.notes as note>\nNote: ${note}</#list><#list alert.facts as fact>\n${fact.label}: ${fact.value}</#list><#list alert.advice as step>\n${step?counter?c}. ${step}</#list><#list alert.links as link>\n${link.label}: ${link.address}</#list>"}
