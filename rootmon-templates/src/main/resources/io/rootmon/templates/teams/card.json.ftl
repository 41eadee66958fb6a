<#ftl output_format="JSON">
<#-- The content of an Adaptive Card 1.4, which Teams shows on every client. -->
<#assign styles = {"CRITICAL": "attention", "HIGH": "warning", "MEDIUM": "warning", "LOW": "accent", "INFO": "default"}>
<#macro heading title>{"type": "TextBlock", "text": "${title}", "weight": "Bolder", "spacing": "Medium", "wrap": true}</#macro>
{
  "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
  "type": "AdaptiveCard",
  "version": "1.4",
  "fallbackText": "<#if !alert.report??>${alert.severity}: </#if>${alert.headline}",
  "body": [
    {
      "type": "Container",
      "style": "${(alert.report??)?then("default", styles[alert.severity])}",
      "bleed": true,
      "items": [
        {
          "type": "TextBlock",
          "size": "Large",
          "weight": "Bolder",
          "wrap": true,
          "text": "<#if alert.report??>Report<#else>${alert.severity}</#if><#if alert.account.name??> in ${alert.account.name}<#elseif alert.account.id??> in ${alert.account.id}</#if>"
        }
      ]
    },
    {"type": "TextBlock", "text": "${alert.headline}", "weight": "Bolder", "wrap": true}
    <#if alert.standing?? && !alert.report??>
    , {"type": "TextBlock", "wrap": true, "text": "<#if alert.standing.isOpen>Open<#else>Closed</#if>: ${alert.standing.events?c} <#if alert.standing.events == 1>event<#else>events</#if>, highest severity ${alert.standing.highest}"}
    </#if>
    <#list alert.notes as note>
    , {"type": "TextBlock", "text": "Note: ${note}", "color": "warning", "wrap": true}
    </#list>
    <#list alert.advice>
    , <@heading title=(alert.report??)?then("What remains to do", "What to do now")/>
    <#items as step>
    , {"type": "TextBlock", "text": "${step?counter?c}. ${step}", "wrap": true, "spacing": "Small"}
    </#items>
    </#list>
    <#list alert.facts>
    , {"type": "FactSet", "spacing": "Medium", "facts": [
      <#items as fact>{"title": "${fact.label}", "value": "${fact.value}"}<#sep>,</#sep>
      </#items>
    ]}
    </#list>
    <#list alert.reasons>
    , <@heading title=(alert.report??)?then("Why now", "Why this is " + alert.severity)/>
    <#items as reason>
    , {"type": "TextBlock", "text": "${reason?cap_first}", "wrap": true, "spacing": "Small"}
    </#items>
    </#list>
    <#if alert.report??>
    <#list alert.report.sections as section>
    , <@heading title=section.title/>
    <#list section.lines as line>
    , {"type": "TextBlock", "text": "${line}", "wrap": true, "spacing": "Small"}
    </#list>
    </#list>
    </#if>
    , {"type": "TextBlock", "isSubtle": true, "size": "Small", "wrap": true, "spacing": "Medium", "text": "rootmon<#if alert.finding??> · rule ${alert.finding.ruleId} · ${alert.finding.technique.id}</#if><#if alert.incident??> · incident ${alert.incident.incident}</#if> · event ${alert.id}"}
  ],
  "actions": [
    <#-- Teams shows six actions of a card. -->
    <#list alert.links as link><#if link?index < 6><#if link?index != 0>,</#if>{"type": "Action.OpenUrl", "title": "<#if link.label == "Event in CloudTrail">View in CloudTrail<#else>${link.label}</#if>", "url": "${link.address}"}</#if>
    </#list>
  ]
}
