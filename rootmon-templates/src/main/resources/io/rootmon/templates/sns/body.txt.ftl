<#ftl output_format="plainText">
<#assign reportIsShort = true>
<#include "/shared/body.txt.ftl">
