<#ftl output_format="JSON" attributes={"texts": "exact"}>
<#-- https://docs.splunk.com/Documentation/Splunk/latest/Data/FormateventsforHTTPEventCollector -->
{
  "time": ${(alert.time?datetime.iso?long / 1000)?string("0.###")},
  "source": "rootmon",
  "sourcetype": "rootmon:alert",
  "event": {
    "id": "${alert.id}",
    "time": "${alert.time}",
    "severity": "${alert.severity}",
    "headline": "${alert.headline}",
    "account": "<#if alert.account.id??>${alert.account.id}</#if>",
    "accountName": "<#if alert.account.name??>${alert.account.name}</#if>",
    "owner": "<#if alert.account.owner??>${alert.account.owner}</#if>",
    "isReport": ${(alert.report??)?c},
    <#if alert.finding??>
    "rule": "${alert.finding.ruleId}",
    "technique": "${alert.finding.technique.id}",
    </#if>
    <#if alert.incident??>
    "incident": "${alert.incident.incident}",
    </#if>
    "facts": {<#list alert.facts as fact>"${fact?counter?c} ${fact.label}": "${fact.value}"<#sep>, </#sep></#list>},
    "reasons": [<#list alert.reasons as reason>"${reason}"<#sep>, </#sep></#list>],
    "advice": [<#list alert.advice as step>"${step}"<#sep>, </#sep></#list>],
    "notes": [<#list alert.notes as note>"${note}"<#sep>, </#sep></#list>],
    "links": [<#list alert.links as link>"${link.address}"<#sep>, </#sep></#list>]
  }
}
