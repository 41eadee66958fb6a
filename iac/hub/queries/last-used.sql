-- When was root last used, per account, since a day such as 2026/01/31? Failed sign-ins and the own activity of AWS services are left out.
-- The day is the day of the delivery: events from shortly before midnight of the day before are included.
SELECT
  account,
  max(eventtime) AS last_used,
  -- Of the events of one second, the event id decides.
  max_by(eventname, eventtime || coalesce(eventid, '')) AS what,
  max_by(sourceipaddress, eventtime || coalesce(eventid, '')) AS from_address,
  -- A record can be delivered twice. Old records have no id.
  count(DISTINCT coalesce(eventid, eventtime || eventname)) AS events,
  count(DISTINCT coalesce(eventid, eventtime || eventname)) FILTER (WHERE eventname = 'ConsoleLogin') AS sign_ins
FROM trail
WHERE day >= ?
  AND (useridentity.type = 'Root' OR useridentity.sessioncontext.sessionissuer.type = 'Root')
  -- Records of event version 1.01 have no type.
  AND eventtype IS DISTINCT FROM 'AwsServiceEvent'
  -- Anybody can request a password recovery.
  AND eventname <> 'PasswordRecoveryRequested'
  AND (eventname <> 'ConsoleLogin' OR json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Success')
  AND (
    useridentity.invokedby IS NULL
    OR useridentity.invokedby LIKE 'signin.%'
    -- What root did through a service: a sign-in, a change of identities, and any call with its long-term key.
    OR eventname = 'ConsoleLogin'
    OR useridentity.accesskeyid LIKE 'AKIA%'
    OR (
      eventsource IN ('iam.amazonaws.com', 'sts.amazonaws.com', 'organizations.amazonaws.com', 'account.amazonaws.com')
      AND readonly IS DISTINCT FROM 'true'
      AND eventname NOT IN ('CreateServiceLinkedRole', 'DeleteServiceLinkedRole')
    )
  )
GROUP BY account
ORDER BY last_used DESC
