<#ftl output_format="plainText">
<#include "/shared/subject.txt.ftl">
