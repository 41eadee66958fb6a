<#ftl output_format="Slack">
<#-- The event in CloudTrail is a button. -->
<#list alert.links?filter(it -> it.label != "View in CloudTrail") as link><${link.address}|${link.label}><#sep> · </#list>
