<#ftl output_format="Slack">
<#-- The built-in footer, with the team that is on call. -->
Example Corp security, +1 555 0100<#if alert.incident??> · Incident `${alert.incident.incident}`</#if><#if alert.finding??> · Rule `${alert.finding.ruleId}`</#if><#list alert.footer as part> · ${part}</#list>
