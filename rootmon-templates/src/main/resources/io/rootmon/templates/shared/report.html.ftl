<#ftl output_format="HTML">
<#-- A report: the summary, what to do next, what happened, and the events. The charts are tables:
     no email client needs to fetch, run or support anything for them. -->
<#macro caption text>
  <p class="soft" style="margin:8px 0 0;font-size:12px;line-height:18px;color:#566070;${breaks}">${text?cap_first}.</p>
</#macro>
<#macro lines section>
<tr><td class="cell" style="padding:18px 28px 4px;">
  <@title text=section.title/>
  <ul class="ink" style="margin:0;padding:0 0 0 20px;font-size:15px;line-height:22px;color:#111827;${breaks}">
<#list section.lines as line>
    <li style="margin:0 0 6px;">${line}</li>
</#list>
  </ul>
</td></tr>
</#macro>
<#if alert.report.summary?has_content>
<tr><td class="cell" style="padding:10px 28px 4px;">
  <p class="ink" style="margin:0;font-size:15px;line-height:22px;color:#111827;${breaks}">${alert.report.summary}</p>
</td></tr>
</#if>
<#list alert.report.lead as section>
<@lines section=section/>
</#list>
<#list alert.advice>
<tr><td class="cell" style="padding:16px 28px 4px;">
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
    <td class="inset" style="padding:16px 18px 10px;background-color:#f3f5f8;border-left:4px solid ${colour};">
      <@title text="What to do next"/>
      <ol class="ink" style="margin:0;padding:0 0 0 22px;font-size:15px;line-height:22px;color:#111827;${breaks}">
<#items as step>
        <li style="margin:0 0 8px;">${step}</li>
</#items>
      </ol>
    </td>
  </tr></table>
</td></tr>
</#list>
<#list alert.report.sections as section>
<@lines section=section/>
</#list>
<#list alert.facts>
<tr><td class="cell" style="padding:16px 28px 6px;">
  <table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;">
<#items as fact>
    <tr>
      <th class="soft line" scope="row" align="left" valign="top" width="84" style="width:84px;padding:8px 12px 8px 0;border-top:1px solid #e3e6ea;font-size:14px;line-height:21px;font-weight:400;text-align:left;color:#566070;">${fact.label}</th>
      <td class="ink line" valign="top" style="padding:8px 0;border-top:1px solid #e3e6ea;font-size:15px;line-height:21px;color:#111827;${breaks}">${fact.value}</td>
    </tr>
</#items>
  </table>
</td></tr>
</#list>
<#if alert.report.timeline??>
<tr><td class="cell" style="padding:18px 28px 4px;">
  <@title text="Timeline"/>
  <table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;">
<#list alert.report.timeline.slots as slot>
    <tr>
      <th class="soft" scope="row" align="left" style="padding:1px 8px 1px 0;${mono}font-size:12px;line-height:17px;font-weight:400;text-align:left;white-space:nowrap;color:#566070;">${slot.from}</th>
      <td width="100%" style="width:100%;padding:1px 0;font-size:12px;line-height:17px;">
<#if slot.worst??>
        <table role="presentation" width="${slot.percent?c}%" cellpadding="0" cellspacing="0" border="0" style="width:${slot.percent?c}%;min-width:18px;"><tr>
          <td bgcolor="${colours[slot.worst]}" style="padding:0 5px;background-color:${colours[slot.worst]};font-size:11px;line-height:17px;font-weight:700;color:#ffffff;">${slot.letter}</td>
        </tr></table>
<#else>
        <#if slot.gap??><span class="soft" style="color:#566070;">no events for ${slot.gap}</span><#else>&nbsp;</#if>
</#if>
      </td>
      <td class="ink" align="right" style="padding:1px 0 1px 8px;font-size:12px;line-height:17px;text-align:right;white-space:nowrap;color:#111827;"><#if slot.gap??>&nbsp;<#else>${slot.count}</#if></td>
    </tr>
</#list>
  </table>
  <@caption text=alert.report.timeline.caption/>
</td></tr>
</#if>
<#if alert.report.heat??>
<tr><td class="cell" style="padding:18px 28px 4px;">
  <@title text="Accounts and days"/>
  <table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;">
    <tr>
      <th class="soft" scope="col" align="left" style="padding:0 8px 4px 0;font-size:12px;line-height:16px;font-weight:400;text-align:left;color:#566070;">Account</th>
<#list alert.report.heat.days as day>
      <th class="soft" scope="col" align="center" width="9%" style="width:9%;padding:0 1px 4px;font-size:12px;line-height:16px;font-weight:400;text-align:center;color:#566070;">${day.name}<br>${day.date}</th>
</#list>
    </tr>
<#list alert.report.heat.rows as row>
    <tr>
      <th class="ink line" scope="row" align="left" style="padding:5px 8px 5px 0;border-top:1px solid #e3e6ea;font-size:13px;line-height:17px;font-weight:400;text-align:left;color:#111827;${breaks}">${row.account}</th>
<#list row.cells as cell>
<#if cell.worst??>
      <td class="frame" align="center" bgcolor="${colours[cell.worst]}" style="padding:5px 1px;border:1px solid #ffffff;background-color:${colours[cell.worst]};font-size:12px;line-height:17px;font-weight:700;text-align:center;color:#ffffff;">${cell.count?c}&nbsp;${cell.letter}</td>
<#else>
      <td class="soft frame" align="center" style="padding:5px 1px;border:1px solid #ffffff;font-size:12px;line-height:17px;text-align:center;color:#566070;">·</td>
</#if>
</#list>
    </tr>
</#list>
  </table>
<#if alert.report.heat.more??>
  <@caption text=alert.report.heat.more/>
</#if>
  <@caption text=alert.report.heat.caption/>
</td></tr>
</#if>
<#list alert.links>
<tr><td class="cell" style="padding:20px 28px 6px;">
<#items as link>
  <#if link?is_first>
  <a class="button" href="${link.address}" style="display:inline-block;margin:0 8px 10px 0;padding:10px 16px;background-color:${colour};border:1px solid ${colour};border-radius:6px;font-size:15px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;">${link.label}</a>
  <#else>
  <a class="button plain" href="${link.address}" style="display:inline-block;margin:0 8px 10px 0;padding:10px 16px;background-color:#ffffff;border:1px solid #b4bcc8;border-radius:6px;font-size:15px;line-height:20px;font-weight:600;color:#1d4f91;text-decoration:none;">${link.label}</a>
  </#if>
</#items>
</td></tr>
</#list>
<#list alert.keyFields>
<tr><td class="cell" style="padding:14px 28px 4px;">
  <h2 class="soft" style="margin:0 0 6px;font-size:13px;line-height:18px;font-weight:700;color:#566070;">Events in order</h2>
  <table class="fields" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;">
<#items as field>
    <tr>
      <th class="soft" scope="row" align="left" valign="top" width="172" style="width:172px;padding:3px 12px 3px 0;${mono}font-size:12px;line-height:17px;font-weight:400;text-align:left;color:#566070;${breaks}">${field.label}</th>
      <td class="ink" valign="top" style="padding:3px 0;${mono}font-size:12px;line-height:17px;color:#111827;${breaks}">${field.value}</td>
    </tr>
</#items>
  </table>
</td></tr>
</#list>
