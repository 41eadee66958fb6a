<#ftl output_format="JSON">
<#-- The content of an Adaptive Card 1.4, which Teams shows on every client. -->
<#assign styles = {"CRITICAL": "attention", "HIGH": "warning", "MEDIUM": "warning", "LOW": "accent", "INFO": "default"}>
<#macro heading title>{"type": "TextBlock", "text": "${title}", "weight": "Bolder", "spacing": "Medium", "wrap": true}</#macro>
<#macro section content>
    , <@heading title=content.title/>
    <#list content.lines as line>
    , {"type": "TextBlock", "text": "• ${line}", "wrap": true, "spacing": "Small"}
    </#list>
</#macro>
<#macro facts>
    <#list alert.facts>
    , {"type": "FactSet", "spacing": "Medium", "facts": [
      <#items as fact>{"title": "${fact.label}", "value": "${fact.value}"}<#sep>,</#sep>
      </#items>
    ]}
    </#list>
</#macro>
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
          "text": "${(alert.report??)?then("Report", alert.severity)}<#if alert.account.name?? || alert.account.id??> ${(alert.report??)?then("on", "in")} ${alert.account.name!alert.account.id}</#if>"
        }
      ]
    },
    {"type": "TextBlock", "text": "${alert.headlines?last}", "weight": "Bolder", "wrap": true}
    <#if alert.report?? && alert.report.summary?has_content>
    , {"type": "TextBlock", "text": "${alert.report.summary}", "wrap": true, "spacing": "Small"}
    </#if>
    <#if alert.summary??>
    , {"type": "TextBlock", "text": "${alert.summary}", "wrap": true, "spacing": "Small"}
    </#if>
    <#if alert.standing?? && !alert.report??>
    , {"type": "TextBlock", "wrap": true, "text": "<#if alert.standing.isOpen>Open<#else>Closed</#if>: ${alert.standing.events?c} <#if alert.standing.events == 1>event<#else>events</#if>, highest severity ${alert.standing.highest}"}
    </#if>
    <#list alert.notes as note>
    , {"type": "TextBlock", "text": "Note: ${note}", "color": "warning", "wrap": true}
    </#list>
    <#-- In the body, so that the buttons come before the steps. -->
    <#list alert.links>
    , {"type": "ActionSet", "spacing": "Medium", "actions": [
      <#-- Teams shows six actions of a set. -->
      <#items as link><#if link?index < 6><#if link?index != 0>,</#if>{"type": "Action.OpenUrl", "title": "${link.label}", "url": "${link.address}"}</#if>
      </#items>
    ]}
    </#list>
    <#if alert.report??>
    <#list alert.report.lead as part><@section content=part/></#list>
    </#if>
    <#list alert.advice>
    , <@heading title=(alert.report??)?then("What to do next", "What to do now")/>
    <#items as step>
    , {"type": "TextBlock", "text": "${step?counter?c}. ${step}", "wrap": true, "spacing": "Small"}
    </#items>
    </#list>
    <#if alert.report??>
    <#list alert.report.sections as part><@section content=part/></#list>
    <@facts/>
    <#else>
    <@facts/>
    <#list alert.why>
    , <@heading title="Why this is " + alert.severity/>
    <#items as reason>
    , {"type": "TextBlock", "text": "${reason}", "wrap": true, "spacing": "Small"}
    </#items>
    </#list>
    <#-- A RichTextBlock formats no Markdown, so that a command can be copied as it is. -->
    <#list alert.commands as command>
    , <@heading title=command.label/>
    <#list command.lines as line>
    , {"type": "RichTextBlock", "spacing": "None", "inlines": [{"type": "TextRun", "fontType": "Monospace", "size": "Small", "text": "${line}"}]}
    </#list>
    </#list>
    <#-- The event of a finding is a link away; what could not be read is shown. -->
    <#if !alert.finding??>
    <#list alert.keyFields>
    , <@heading title="The message"/>
    <#items as field>
    , {"type": "TextBlock", "text": "${field.label}: ${field.value}", "wrap": true, "spacing": "Small"}
    </#items>
    </#list>
    </#if>
    </#if>
    , {"type": "TextBlock", "isSubtle": true, "size": "Small", "wrap": true, "spacing": "Medium", "text": "<#if alert.finding??>Rule ${alert.finding.ruleId} · ATT&CK ${alert.finding.technique.id} · <#else>Sent by rootmon · </#if><#if alert.incident??>Incident ${alert.incident.incident}<#if alert.finding??> · </#if></#if><#if alert.finding?? || !alert.incident??>Event ${alert.id}</#if>"}
  ]
}
