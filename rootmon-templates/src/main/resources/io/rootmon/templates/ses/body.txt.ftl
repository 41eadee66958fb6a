<#ftl output_format="plainText">
<#include "/shared/body.txt.ftl">
