<#ftl output_format="plainText">
[Example Corp] <#if !alert.report??>${alert.severity}: </#if>${alert.headline}
