<#ftl output_format="HTML">
<#-- The pictures are tables: no mail client needs to fetch, run or understand anything for them. -->
<#macro caption text>
  <p class="soft" style="margin:8px 0 0;font-size:12px;line-height:18px;color:#566070;${breaks}">${text?cap_first}.</p>
</#macro>
<#if alert.report.timeline??>
<tr><td class="cell" style="padding:18px 28px 4px;">
  <@title text="When it happened"/>
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
        &nbsp;
</#if>
      </td>
      <td class="ink" align="right" style="padding:1px 0 1px 8px;font-size:12px;line-height:17px;text-align:right;white-space:nowrap;color:#111827;">${slot.count}</td>
    </tr>
</#list>
  </table>
  <@caption text=alert.report.timeline.caption/>
</td></tr>
</#if>
<#if alert.report.heat??>
<tr><td class="cell" style="padding:18px 28px 4px;">
  <@title text="Where and when"/>
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
<#list alert.report.sections as section>
<tr><td class="cell" style="padding:18px 28px 4px;">
  <@title text=section.title/>
  <ul class="ink" style="margin:0;padding:0 0 0 20px;font-size:15px;line-height:22px;color:#111827;${breaks}">
<#list section.lines as line>
    <li style="margin:0 0 6px;">${line}</li>
</#list>
  </ul>
</td></tr>
</#list>
