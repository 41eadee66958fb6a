<#ftl output_format="plainText">
${alert.severity}: ${alert.headline}
