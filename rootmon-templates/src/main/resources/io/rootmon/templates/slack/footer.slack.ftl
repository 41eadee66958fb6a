<#ftl output_format="Slack">
<#if (alert.report?? || (alert.standing?? && !alert.standing.isOpen)) && alert.incident??>Incident `${alert.incident.incident}`<#elseif alert.footer?has_content><#if alert.finding??>Rule `${alert.finding.ruleId}` · ATT&amp;CK ${alert.finding.technique.id} · </#if><#list alert.footer as part>${part}<#sep> · </#list><#else>rootmon · event ${alert.id}</#if>
