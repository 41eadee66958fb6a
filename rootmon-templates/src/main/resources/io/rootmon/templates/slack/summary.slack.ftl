<#ftl output_format="Slack">
*${alert.headline}*
