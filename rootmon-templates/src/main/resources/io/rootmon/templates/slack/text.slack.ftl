<#ftl output_format="Slack">
${alert.severity}: ${alert.headline}
