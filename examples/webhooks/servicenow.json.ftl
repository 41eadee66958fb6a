<#ftl output_format="JSON" attributes={"texts": "exact"}>
<#-- POST https://INSTANCE.service-now.com/api/global/em/jsonv2: a record of Event Management. An event
     with the same message_key updates the alert; severity 1 is critical, 0 clears it. -->
<#assign severities = {"CRITICAL": "1", "HIGH": "2", "MEDIUM": "3", "LOW": "4", "INFO": "5"}>
{
  "records": [
    {
      "source": "rootmon",
      "event_class": "rootmon",
      "resource": "<#if alert.account.id??>${alert.account.id}<#else>unknown</#if>",
      "node": "<#if alert.account.name??>${alert.account.name}<#elseif alert.account.id??>${alert.account.id}<#else>unknown</#if>",
      "metric_name": "<#if alert.finding??>${alert.finding.ruleId}<#else>rootmon</#if>",
      "type": "AWS root activity",
      "message_key": "<#if alert.incident??>${alert.incident.incident}<#else>${alert.id}</#if>",
      "severity": "${(alert.report??)?then("0", severities[alert.severity])}",
      "time_of_event": "${alert.time?replace("T", " ")?replace("Z", "")?keep_before(".")}",
      "description": "${alert.headline}<#if alert.summary??>\n${alert.summary}</#if><#list alert.notes as note>\nNote: ${note}</#list><#list alert.facts as fact>\n${fact.label}: ${fact.value}</#list><#list alert.advice as step>\n${step?counter?c}. ${step}</#list><#list alert.commands as command>\n${command.label}:<#list command.lines as line>\n${line}</#list></#list><#list alert.links as link>\n${link.label}: ${link.address}</#list>",
      "additional_info": {<#list alert.facts as fact>"${fact?counter?c} ${fact.label}": "${fact.value}"<#sep>, </#sep></#list>}
    }
  ]
}
