<#ftl output_format="Slack">
<#list alert.links as link>
<${link.address}|${link.label}>
</#list>
