-- Everything a root session did: its account, its first and last day such as 2026/01/31, its access key (ASIA…).
SELECT eventtime, awsregion, eventsource, eventname, errorcode, sourceipaddress, useragent, requestparameters, eventid
FROM trail
WHERE account = ?
  AND day BETWEEN ? AND ?
  AND useridentity.accesskeyid = ?
ORDER BY eventtime
