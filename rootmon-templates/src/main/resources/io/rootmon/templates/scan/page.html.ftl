<#ftl output_format="HTML">
<#macro badge severity>
<span class="badge ${severity?lower_case}">${severity}</span></#macro>
<#macro shape severity>
<#switch severity>
<#case "CRITICAL"><path d="M0-9 9 0 0 9-9 0Z"/><#break>
<#case "HIGH"><path d="M0-8 8.5 7H-8.5Z"/><#break>
<#case "MEDIUM"><path d="M-6.5-6.5H6.5V6.5H-6.5Z"/><#break>
<#case "LOW"><circle r="6.5"/><#break>
<#default><circle r="4"/>
</#switch>
</#macro>
<#macro timeline line number>
<figure class="timeline">
<div class="rows" aria-hidden="true">
<#list line.rows as row>
<span class="${row.severity?lower_case}">${row.severity}</span>
</#list>
</div>
<svg role="img" width="100%" height="${line.height}" aria-labelledby="line-${number}-title line-${number}-text">
<title id="line-${number}-title">Timeline by severity</title>
<desc id="line-${number}-text">${line.description}</desc>
<#list line.rows as row>
<line class="row" x1="0" x2="100%" y1="${row.y}" y2="${row.y}"/>
<#list row.marks as mark>
<svg class="${row.severity?lower_case}" x="${mark.x}%" y="${row.y}" overflow="visible"><g class="mark"><title>${mark.title}</title><@shape severity=row.severity/></g><#if mark.count??><text x="${mark.textX}" y="4" text-anchor="${mark.anchor}">${mark.count}</text></#if></svg>
</#list>
</#list>
</svg>
<figcaption><time datetime="${line.first}">${line.start}</time><#if line.end??><span class="lasted">${line.lasted}</span><time datetime="${line.last}">${line.end}</time></#if></figcaption>
</figure>
</#macro>
<#macro details what>
<#list what.reasons>
<h4>Why</h4>
<ul>
<#items as reason>
<li>${reason}</li>
</#items>
</ul>
</#list>
<#list what.advice>
<h4>What to do</h4>
<ol>
<#items as step>
<li>${step}</li>
</#items>
</ol>
</#list>
<#list what.facts>
<h4>Facts</h4>
<dl class="facts">
<#items as fact>
<div><dt>${fact.label}</dt><dd>${fact.value}</dd></div>
</#items>
</dl>
</#list>
<#list what.links>
<p class="links"><#items as link><a href="${link.address}" rel="noreferrer">${link.label}</a><#sep> · </#sep></#items></p>
</#list>
</#macro>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${page.styleHash}'; script-src '${page.scriptHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>${page.headline} · rootmon</title>
<style><#include "style.css" parse=false></style>
</head>
<body>
<a class="skip" href="#findings-heading">Skip to the findings</a>
<header class="${page.tone}">
<p class="brand">rootmon scan</p>
<h1>${page.headline}</h1>
<p class="lead">${page.lead}</p>
</header>
<main>
<section aria-labelledby="totals-heading">
<h2 id="totals-heading" class="unseen">Totals</h2>
<dl class="totals">
<#list page.totals as total>
<div><dt>${total.label}</dt><dd>${total.value}</dd></div>
</#list>
</dl>
<#list page.notes>
<ul class="notes">
<#items as note>
<li>${note}</li>
</#items>
</ul>
</#list>
</section>

<section aria-labelledby="incidents-heading">
<h2 id="incidents-heading">Incidents</h2>
<#list page.incidents as incident>
<article class="card ${incident.severity?lower_case}" id="incident-${incident.number}" aria-labelledby="incident-${incident.number}-heading">
<p class="over"><@badge severity=incident.severity/> <span>Incident ${incident.number}</span> <span>${incident.account}</span></p>
<h3 id="incident-${incident.number}-heading">${incident.headline}</h3>
<dl class="facts">
<#list incident.facts as fact>
<div><dt>${fact.label}</dt><dd>${fact.value}</dd></div>
</#list>
</dl>
<@timeline line=incident.timeline number=incident.number/>
<details>
<summary>Events in order<span class="unseen"> of incident ${incident.number}</span></summary>
<ol class="events">
<#list incident.steps as step>
<li><time datetime="${step.instant}">${step.time}</time> <@badge severity=step.severity/> <span>${step.headline}</span></li>
</#list>
</ol>
<#if incident.more??>
<p class="soft">${incident.more}</p>
</#if>
</details>
</article>
<#else>
<p class="card">${page.noIncident}</p>
</#list>
<#if page.moreIncidents??>
<p class="soft">${page.moreIncidents}</p>
</#if>
</section>

<section aria-labelledby="findings-heading">
<h2 id="findings-heading" tabindex="-1">Findings</h2>
<#if page.rows?has_content>
<div class="filters" role="search" aria-label="Findings" hidden>
<p><label for="least">Severity</label> <select id="least">
<option value="0">All severities</option>
<option value="4">CRITICAL</option>
<option value="3">HIGH or above</option>
<option value="2">MEDIUM or above</option>
<option value="1">LOW or above</option>
</select></p>
<p><label for="account">Account</label> <select id="account">
<option value="">All accounts</option>
<#list page.accounts as account>
<option>${account}</option>
</#list>
</select></p>
<p class="wide"><label for="text">Text</label> <input id="text" type="search" placeholder="event, account, address" autocomplete="off" spellcheck="false"></p>
<p class="count" role="status"></p>
</div>
<table id="findings" role="table" aria-labelledby="findings-heading">
<thead role="rowgroup">
<tr role="row">
<th role="columnheader" scope="col" aria-sort="descending">Severity</th>
<th role="columnheader" scope="col">Time (UTC)</th>
<th role="columnheader" scope="col">Account</th>
<th role="columnheader" scope="col">What happened</th>
<th role="columnheader" scope="col">From</th>
<th role="columnheader" scope="col">Incident</th>
</tr>
</thead>
<tbody role="rowgroup">
<#list page.rows as row>
<tr role="row" data-rank="${row.rank}" data-account="${row.account}">
<td role="cell" data-sort="${row.rank}"><@badge severity=row.severity/></td>
<td role="cell" class="time" data-sort="${row.instant}"><time datetime="${row.instant}">${row.time}</time></td>
<td role="cell" class="account">${row.account}</td>
<td role="cell" class="what" data-sort="${row.event}"><span class="event">${row.event}</span> <span class="outcome">${row.outcome}</span>
<#if row.headline??>
<span class="sentence">${row.headline}</span>
</#if>
<#if row.details??>
<details>
<summary>Details<span class="unseen"> of ${row.event}, ${row.time}</span></summary>
<@details what=row.details/>
</details>
<#else>
<ul class="reasons">
<#list row.reasons as reason>
<li>${reason}</li>
</#list>
</ul>
</#if>
</td>
<td role="cell" class="from">${row.address}</td>
<td role="cell" class="incident" data-sort="${row.incidentOrder}"><#if row.incident??><a href="#incident-${row.incident}"><span class="narrow">Incident </span>${row.incident}</a><#else><span class="none">none</span></#if></td>
</tr>
</#list>
</tbody>
</table>
<#else>
<p class="card">No findings.</p>
</#if>
<#if page.moreRows??>
<p class="soft">${page.moreRows}</p>
</#if>
</section>

<#if page.services?has_content>
<section aria-labelledby="services-heading">
<h2 id="services-heading">Activities of AWS services</h2>
<p class="soft">${page.servicesLead}</p>
<ul class="counts">
<#list page.services as service>
<li><span>${service.label}</span> <strong>${service.value}</strong></li>
</#list>
</ul>
</section>
</#if>

<#if page.problems?has_content>
<section aria-labelledby="problems-heading">
<h2 id="problems-heading">Parts that could not be read</h2>
<p class="soft">${page.problemsLead}</p>
<ul class="problems">
<#list page.problems as problem>
<li>${problem}</li>
</#list>
</ul>
</section>
</#if>
</main>
<footer><p>Created by rootmon scan. This page loads no external resources.</p></footer>
<script><#include "script.js" parse=false></script>
</body>
</html>
