<#ftl output_format="JSON">
<#-- https://developers.google.com/workspace/chat/api/reference/rest/v1/cards -->
{
  "text": "<#if !alert.report??>${alert.severity}: </#if>${alert.headline}",
  "cardsV2": [
    {
      "cardId": "rootmon",
      "card": {
        "header": {"title": "<#if alert.report??>Report<#else>${alert.severity}</#if><#if alert.account.name??> in ${alert.account.name}<#elseif alert.account.id??> in ${alert.account.id}</#if>", "subtitle": "rootmon"},
        "sections": [
          <#if alert.summary??>
          {"widgets": [{"decoratedText": {"text": "${alert.summary}", "wrapText": true}}]},
          </#if>
          <#if alert.report??>
          <#list alert.report.lead as section><#if section.lines?has_content>
          {"header": "${section.title}", "widgets": [<#list section.lines as line>{"decoratedText": {"text": "${line}", "wrapText": true}}<#sep>, </#sep></#list>]},
          </#if></#list>
          </#if>
          <#list alert.advice>
          {"header": "${(alert.report??)?then("What to do next", "What to do now")}", "widgets": [<#items as step>{"decoratedText": {"text": "${step?counter?c}. ${step}", "wrapText": true}}<#sep>, </#sep></#items>]},
          </#list>
          <#if alert.report??>
          <#list alert.report.sections as section><#if section.lines?has_content>
          {"header": "${section.title}", "widgets": [<#list section.lines as line>{"decoratedText": {"text": "${line}", "wrapText": true}}<#sep>, </#sep></#list>]},
          </#if></#list>
          </#if>
          <#list alert.facts>
          {"header": "Facts", "widgets": [<#items as fact>{"decoratedText": {"topLabel": "${fact.label}", "text": "${fact.value}", "wrapText": true}}<#sep>, </#sep></#items>]},
          </#list>
          {"widgets": [
            <#list alert.notes as note>{"decoratedText": {"topLabel": "Note", "text": "${note}", "wrapText": true}}, </#list>
            {"buttonList": {"buttons": [<#list alert.links as link>{"text": "${link.label}", "onClick": {"openLink": {"url": "${link.address}"}}}<#sep>, </#sep></#list>]}},
            {"decoratedText": {"text": "<#if alert.incident?? && !alert.finding??>Incident ${alert.incident.incident}<#else>Event ${alert.id}</#if>", "wrapText": true}}
          ]}
        ]
      }
    }
  ]
}
