<#ftl output_format="Slack">
<#if !alert.report??>${alert.severity}: </#if>${alert.headline}
