-- Everything a root session did: its account, its first and last day such as 2026/01/31, its access key (ASIA…).
SELECT eventtime, awsregion, eventsource, eventname, errorcode, sourceipaddress, useragent, requestparameters, eventid
FROM trail
WHERE account = ?
  -- The day is the day of the delivery: CloudTrail delivers the last events of a day on the next one.
  AND day BETWEEN ? AND date_format(date_parse(?, '%Y/%m/%d') + INTERVAL '1' DAY, '%Y/%m/%d')
  AND useridentity.accesskeyid = ?
ORDER BY eventtime
