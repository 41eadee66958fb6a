<#ftl output_format="HTML">
<#assign colours = {"CRITICAL": "#b3141c", "HIGH": "#b04a00", "MEDIUM": "#856200", "LOW": "#1f5fae", "INFO": "#4b5563"}>
<#assign calls = {"CRITICAL": "Act now", "HIGH": "Investigate now", "MEDIUM": "Investigate today", "LOW": "Monitor", "INFO": "For the record"}>
<#assign titles = {"OPEN": "OPEN INCIDENT", "CLOSED": "CLOSED INCIDENT", "PAST": "INCIDENT", "WEEK": "WEEKLY REPORT"}>
<#-- The bar of a report has a neutral colour; the colours of severities are in its chart. -->
<#assign colour = (alert.report??)?then("#33415c", colours[alert.severity])>
<#assign font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;">
<#assign mono = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace;">
<#assign breaks = "word-break:break-word;overflow-wrap:anywhere;">
<#macro title text>
<h2 class="ink" style="margin:0 0 10px;font-size:16px;line-height:22px;font-weight:700;color:#111827;">${text}</h2>
</#macro>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title><#if !alert.report??>${alert.severity}: </#if>${alert.headline}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) {
  .page { padding: 0 !important; }
  .card { border-radius: 0 !important; }
  .cell { padding-left: 18px !important; padding-right: 18px !important; }
  .fields th, .fields td { display: block !important; width: auto !important; }
  .fields th { padding-bottom: 0 !important; }
  .fields td { padding-top: 0 !important; }
  .button { display: block !important; margin-right: 0 !important; text-align: center !important; }
  .head { padding-top: 10px !important; padding-bottom: 10px !important; }
}
@media (prefers-color-scheme: dark) {
  .page { background-color: #0f1216 !important; }
  .card { background-color: #1a1f26 !important; }
  .ink { color: #f1f3f5 !important; }
  .soft { color: #a9b3bf !important; }
  .line { border-color: #343c46 !important; }
<#if (alert.report.heat)??>
  .frame { border-color: #1a1f26 !important; }
</#if>
  .inset { background-color: #232a33 !important; }
  .note { background-color: #3a2f0b !important; border-color: #8a6d1a !important; color: #fbe7a8 !important; }
  .link { color: #9cc3ff !important; }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#eef0f3;">
<div style="display:none;mso-hide:all;max-height:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;color:#eef0f3;"><#if alert.report??>${alert.report.summary} <#elseif alert.summary??>${alert.summary} </#if><#if alert.advice?has_content>What to do now: ${alert.advice[0]}</#if></div>
<div role="article" aria-roledescription="email" lang="en" style="${font}">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#eef0f3;">
<tr><td class="page" align="center" style="padding:24px 12px;">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background-color:#ffffff;border-radius:10px;overflow:hidden;${font}text-align:left;">
<tr><td class="cell head" bgcolor="${colour}" style="padding:14px 28px;background-color:${colour};">
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
    <td style="font-size:20px;line-height:26px;font-weight:800;letter-spacing:1px;color:#ffffff;"><#if alert.report??>${titles[alert.report.state]}<#else>${alert.severity}</#if></td>
    <td align="right" style="font-size:14px;line-height:26px;font-weight:600;color:#ffffff;"><#if alert.report??><#if alert.report.worst??>Worst: ${alert.report.worst}</#if><#else>${calls[alert.severity]}</#if></td>
  </tr></table>
</td></tr>
<#list alert.notes>
<tr><td class="cell" style="padding:20px 28px 0;">
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
    <td class="note" style="padding:12px 14px;background-color:#fff6d6;border:1px solid #d9b13b;border-radius:6px;font-size:14px;line-height:20px;color:#5c4300;${breaks}">
      <strong>About this alert itself</strong>
<#items as note>
      <br>${note}
</#items>
    </td>
  </tr></table>
</td></tr>
</#list>
<tr><td class="cell" style="padding:20px 28px 0;">
  <h1 class="ink" style="margin:0;font-size:21px;line-height:27px;font-weight:700;color:#111827;${breaks}">${alert.headlines?last}</h1>
<#if alert.summary??>
  <p class="ink" style="margin:8px 0 0;font-size:15px;line-height:21px;color:#111827;${breaks}">${alert.summary}</p>
</#if>
</td></tr>
<#if alert.report??>
<#include "/shared/report.html.ftl">
<#else>
<#list alert.links>
<tr><td class="cell" style="padding:14px 28px 0;">
<#items as link>
  <#if link?is_first>
  <a class="button" href="${link.address}" style="display:inline-block;margin:0 12px 6px 0;padding:8px 16px;background-color:${colour};border:1px solid ${colour};border-radius:6px;font-size:15px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;">${link.label}</a>
  <#else>
  <a class="link" href="${link.address}" style="display:inline-block;margin:0 12px 6px 0;padding:5px 0;font-size:14px;line-height:20px;font-weight:600;color:#1d4f91;text-decoration:underline;">${link.label}</a>
  </#if>
</#items>
</td></tr>
</#list>
<#list alert.advice>
<tr><td class="cell" style="padding:14px 28px 4px;">
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
    <td class="inset" style="padding:14px 18px 8px;background-color:#f3f5f8;border-left:4px solid ${colour};">
      <@title text="What to do now"/>
      <ol class="ink" style="margin:0;padding:0 0 0 22px;font-size:15px;line-height:22px;color:#111827;${breaks}">
<#items as step>
        <li style="margin:0 0 8px;">${step}</li>
</#items>
      </ol>
    </td>
  </tr></table>
</td></tr>
</#list>
<#list alert.facts>
<tr><td class="cell" style="padding:14px 28px 4px;">
  <table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;">
<#items as fact>
    <tr>
      <th class="soft" scope="row" align="left" valign="top" width="84" style="width:84px;padding:3px 12px 3px 0;font-size:14px;line-height:20px;font-weight:400;text-align:left;color:#566070;">${fact.label}</th>
      <td class="ink" valign="top" style="padding:3px 0;font-size:14px;line-height:20px;color:#111827;${breaks}">${fact.value}</td>
    </tr>
</#items>
  </table>
</td></tr>
</#list>
<#list alert.why>
<tr><td class="cell" style="padding:14px 28px 4px;">
  <@title text="Why ${alert.severity}"/>
  <ul class="ink" style="margin:0;padding:0 0 0 20px;font-size:15px;line-height:22px;color:#111827;${breaks}">
<#items as reason>
    <li style="margin:0 0 6px;">${reason}</li>
</#items>
  </ul>
</td></tr>
</#list>
<#list alert.commands as command>
<tr><td class="cell" style="padding:14px 28px 4px;">
  <h2 class="ink" style="margin:0 0 6px;font-size:14px;line-height:20px;font-weight:700;color:#111827;">${command.label}</h2>
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;width:100%;"><tr>
    <td class="inset" style="padding:0;background-color:#f3f5f8;">
      <div role="region" aria-label="${command.label}" tabindex="0" style="overflow-x:auto;">
        <pre class="ink" style="margin:0;padding:10px 12px;${mono}font-size:11px;line-height:16px;white-space:pre;color:#111827;">${command.text}</pre>
      </div>
    </td>
  </tr></table>
</td></tr>
</#list>
<#-- The event of a finding is attached; what could not be read is shown. -->
<#if !alert.finding??>
<#list alert.keyFields>
<tr><td class="cell" style="padding:14px 28px 4px;">
  <h2 class="soft" style="margin:0 0 6px;font-size:13px;line-height:18px;font-weight:700;color:#566070;">The message</h2>
  <table class="fields" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;">
<#items as field>
    <tr>
      <th class="soft" scope="row" align="left" valign="top" width="226" style="width:226px;padding:3px 12px 3px 0;${mono}font-size:12px;line-height:17px;font-weight:400;text-align:left;color:#566070;${breaks}">${field.label}</th>
      <td class="ink" valign="top" style="padding:3px 0;${mono}font-size:12px;line-height:17px;color:#111827;${breaks}">${field.value}</td>
    </tr>
</#items>
  </table>
</td></tr>
</#list>
</#if>
</#if>
<tr><td class="cell" style="padding:18px 28px 24px;">
  <p class="soft line" style="margin:0;padding:14px 0 0;border-top:1px solid #e3e6ea;font-size:12px;line-height:18px;color:#566070;${breaks}"><#if alert.report?? && alert.incident??>Sent by rootmon · Incident ${alert.incident.incident}<#elseif alert.footer?has_content><#if alert.finding??>Rule ${alert.finding.ruleId} · ATT&amp;CK ${alert.finding.technique.id} · </#if><#list alert.footer as part>${part}<#sep> · </#list> · Full event attached as event.json<#else>Sent by rootmon · <#if alert.incident??>Incident ${alert.incident.incident}<#else>Event ${alert.id}</#if></#if></p>
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</div>
</body>
</html>
