-- When was root last used, per account, since a day such as 2026/01/31? What services did on its behalf is left out.
SELECT
  recipientaccountid AS account,
  max(eventtime) AS last_used,
  max_by(eventname, eventtime) AS what,
  max_by(sourceipaddress, eventtime) AS from_address,
  count(*) AS acts,
  count_if(eventname = 'ConsoleLogin') AS sign_ins
FROM trail
WHERE day >= ?
  AND (useridentity.type = 'Root' OR useridentity.sessioncontext.sessionissuer.type = 'Root')
  AND eventtype <> 'AwsServiceEvent'
  AND (useridentity.invokedby IS NULL OR useridentity.invokedby = 'signin.amazonaws.com')
GROUP BY recipientaccountid
ORDER BY last_used DESC
