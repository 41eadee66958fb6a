<#ftl output_format="plainText">
<#if !alert.report??>${alert.severity}: </#if>${alert.headline}
