<#ftl output_format="JSON">
<#-- https://developers.mattermost.com/integrate/reference/message-attachments/ -->
<#assign colors = {"CRITICAL": "#c0392b", "HIGH": "#d35400", "MEDIUM": "#b7950b", "LOW": "#2471a3", "INFO": "#7f8c8d"}>
{
  "username": "rootmon",
  "text": "<#if !alert.report??>**${alert.severity}:** </#if>${alert.headline}",
  "attachments": [
    {
      "fallback": "${alert.headline}",
      "color": "${colors[alert.severity]}",
      "text": "<#if alert.summary??>${alert.summary}\n</#if><#list alert.notes as note>Note: ${note}\n</#list><#if alert.report??><#list alert.report.lead as section>**${section.title}**\n<#list section.lines as line>• ${line}\n</#list></#list></#if><#list alert.advice as step>${step?counter?c}. ${step}\n</#list><#if alert.report??><#list alert.report.sections as section>**${section.title}**\n<#list section.lines as line>• ${line}\n</#list></#list></#if><#list alert.commands as command>**${command.label}**\n```\n<#list command.lines as line>${line}\n</#list>```\n</#list><#list alert.links as link>[${link.label}](${link.address})<#sep> · </#sep></#list>",
      "fields": [<#list alert.facts as fact>{"short": ${(fact.value?length < 40)?c}, "title": "${fact.label}", "value": "${fact.value}"}<#sep>, </#sep></#list>],
      "footer": "<#if alert.incident?? && !alert.finding??>incident ${alert.incident.incident}<#else>event ${alert.id}</#if>"
    }
  ]
}
