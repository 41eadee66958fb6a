-- Records that may concern root, between two days such as 2026/01/31. rootmon scan judges them.
-- Generated from the detector's lists: run the test CandidateQueryTextTest with -Drootmon.golden=write.
-- The day is the day of the delivery: add one day at the end.
SELECT
  eventversion,
  json_format(CAST(useridentity AS json)) AS useridentity,
  eventtime,
  eventsource,
  eventname,
  awsregion,
  sourceipaddress,
  useragent,
  errorcode,
  errormessage,
  requestparameters,
  responseelements,
  additionaleventdata,
  eventid,
  eventtype,
  readonly,
  recipientaccountid,
  sharedeventid,
  serviceeventdetails,
  eventcategory,
  json_format(CAST(addendum AS json)) AS addendum
FROM trail
WHERE day BETWEEN ? AND ?
  AND (
  useridentity.type NOT IN ('AWSAccount', 'AWSService', 'AssumedRole', 'Directory', 'FederatedUser', 'IAMUser', 'IdentityCenterUser', 'Role', 'SAMLUser', 'Unknown', 'WebIdentityUser')
  OR (useridentity.type IS NULL AND useridentity.invokedby IS NULL)
  OR lower(trim(useridentity.arn)) LIKE '%:root'
  OR lower(useridentity.sessioncontext.sessionissuer.type) = 'root'
  OR lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%:root'
  OR (lower(split_part(eventsource, '.', 1)) = 'account' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('AcceptPrimaryEmailUpdate', 'CloseAccount', 'DeleteAlternateContact', 'DisableRegion', 'EnableRegion', 'PutAccountName', 'PutAlternateContact', 'PutContactInformation', 'StartPrimaryEmailUpdate'))
  OR (lower(split_part(eventsource, '.', 1)) = 'billingconsole' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('SetContactAddress'))
  OR (lower(split_part(eventsource, '.', 1)) = 'cloudformation' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('DeactivateOrganizationsAccess'))
  OR (lower(split_part(eventsource, '.', 1)) = 'cloudtrail' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('DeleteEventDataStore', 'DeleteTrail', 'DeregisterOrganizationDelegatedAdmin', 'PutEventSelectors', 'StopEventDataStoreIngestion', 'StopLogging', 'UpdateEventDataStore', 'UpdateTrail'))
  OR (lower(split_part(eventsource, '.', 1)) = 'config' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('DeleteConfigurationAggregator', 'DeleteConfigurationRecorder', 'DeleteDeliveryChannel', 'StopConfigurationRecorder'))
  OR (lower(split_part(eventsource, '.', 1)) = 'controltower' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('DeleteLandingZone', 'DisableBaseline', 'DisableControl'))
  OR (lower(split_part(eventsource, '.', 1)) = 'guardduty' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('CreateFilter', 'CreateIPSet', 'CreateTrustedEntitySet', 'DeleteDetector', 'DeleteMembers', 'DeletePublishingDestination', 'DisableOrganizationAdminAccount', 'DisassociateFromAdministratorAccount', 'DisassociateFromMasterAccount', 'DisassociateMembers', 'StopMonitoringMembers', 'UpdateDetector', 'UpdateFilter', 'UpdateIPSet', 'UpdateMemberDetectors', 'UpdateOrganizationConfiguration', 'UpdatePublishingDestination', 'UpdateTrustedEntitySet'))
  OR (lower(split_part(eventsource, '.', 1)) = 'health' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('DisableHealthServiceAccessForOrganization'))
  OR (lower(split_part(eventsource, '.', 1)) = 'iam' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('DisableOrganizationsRootCredentialsManagement', 'DisableOrganizationsRootSessions', 'EmailUpdated', 'EnableOrganizationsRootCredentialsManagement', 'EnableOrganizationsRootSessions'))
  OR (lower(split_part(eventsource, '.', 1)) = 'organizations' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('AcceptHandshake', 'AccountDepartedOrganization', 'AccountJoinedOrganization', 'CloseAccount', 'CloseAccountResult', 'DeleteOrganization', 'DeletePolicy', 'DeleteResourcePolicy', 'DeregisterDelegatedAdministrator', 'DetachPolicy', 'DisableAWSServiceAccess', 'DisablePolicyType', 'LeaveOrganization', 'MoveAccount', 'PutResourcePolicy', 'RegisterDelegatedAdministrator', 'RemoveAccountFromOrganization', 'UpdatePolicy'))
  OR (lower(split_part(eventsource, '.', 1)) = 'securityhub' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('BatchDisableStandards', 'BatchUpdateAutomationRules', 'BatchUpdateStandardsControlAssociations', 'CreateAutomationRule', 'CreateAutomationRuleV2', 'DeleteAggregatorV2', 'DeleteFindingAggregator', 'DeleteMembers', 'DisableImportFindingsForProduct', 'DisableOrganizationAdminAccount', 'DisableSecurityHub', 'DisableSecurityHubV2', 'DisassociateFromAdministratorAccount', 'DisassociateFromMasterAccount', 'DisassociateMembers', 'UpdateAutomationRuleV2', 'UpdateOrganizationConfiguration', 'UpdateStandardsControl'))
  OR (lower(split_part(eventsource, '.', 1)) = 'signin' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('EmailUpdated', 'PasswordRecoveryCompleted', 'PasswordRecoveryRequested', 'PasswordUpdated'))
  OR (lower(split_part(eventsource, '.', 1)) = 'sts' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('AssumeRoot'))
  OR (coalesce(trim(eventsource), '') = '' AND regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('AcceptHandshake', 'AcceptPrimaryEmailUpdate', 'AccountDepartedOrganization', 'AccountJoinedOrganization', 'AssumeRoot', 'BatchDisableStandards', 'BatchUpdateAutomationRules', 'BatchUpdateStandardsControlAssociations', 'CloseAccount', 'CloseAccountResult', 'CreateAutomationRule', 'CreateAutomationRuleV2', 'CreateFilter', 'CreateIPSet', 'CreateTrustedEntitySet', 'DeactivateOrganizationsAccess', 'DeleteAggregatorV2', 'DeleteAlternateContact', 'DeleteConfigurationAggregator', 'DeleteConfigurationRecorder', 'DeleteDeliveryChannel', 'DeleteDetector', 'DeleteEventDataStore', 'DeleteFindingAggregator', 'DeleteLandingZone', 'DeleteMembers', 'DeleteOrganization', 'DeletePolicy', 'DeletePublishingDestination', 'DeleteResourcePolicy', 'DeleteTrail', 'DeregisterDelegatedAdministrator', 'DeregisterOrganizationDelegatedAdmin', 'DetachPolicy', 'DisableAWSServiceAccess', 'DisableBaseline', 'DisableControl', 'DisableHealthServiceAccessForOrganization', 'DisableImportFindingsForProduct', 'DisableOrganizationAdminAccount', 'DisableOrganizationsRootCredentialsManagement', 'DisableOrganizationsRootSessions', 'DisablePolicyType', 'DisableRegion', 'DisableSecurityHub', 'DisableSecurityHubV2', 'DisassociateFromAdministratorAccount', 'DisassociateFromMasterAccount', 'DisassociateMembers', 'EmailUpdated', 'EnableOrganizationsRootCredentialsManagement', 'EnableOrganizationsRootSessions', 'EnableRegion', 'LeaveOrganization', 'MoveAccount', 'PasswordRecoveryCompleted', 'PasswordRecoveryRequested', 'PasswordUpdated', 'PutAccountName', 'PutAlternateContact', 'PutContactInformation', 'PutEventSelectors', 'PutResourcePolicy', 'RegisterDelegatedAdministrator', 'RemoveAccountFromOrganization', 'SetContactAddress', 'StartPrimaryEmailUpdate', 'StopConfigurationRecorder', 'StopEventDataStoreIngestion', 'StopLogging', 'StopMonitoringMembers', 'UpdateAutomationRuleV2', 'UpdateDetector', 'UpdateEventDataStore', 'UpdateFilter', 'UpdateIPSet', 'UpdateMemberDetectors', 'UpdateOrganizationConfiguration', 'UpdatePolicy', 'UpdatePublishingDestination', 'UpdateStandardsControl', 'UpdateTrail', 'UpdateTrustedEntitySet'))
  OR regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('ExecuteStackRefactor', 'UpdateEventBus')
  OR (regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('AddPermission', 'AttachRolePolicy', 'BatchDeleteTable', 'CancelRotateSecret', 'CancelUpdateStack', 'ContinueUpdateRollback', 'CreateChangeSet', 'CreateEmailIdentityPolicy', 'CreateEventSourceMapping', 'CreateFunctionUrlConfig', 'CreatePipe', 'CreateStackInstances', 'CreateStackRefactor', 'DeleteAlarms', 'DeleteAlias', 'DeleteArchive', 'DeleteConfigurationSet', 'DeleteDatabase', 'DeleteEmailIdentity', 'DeleteEmailIdentityPolicy', 'DeleteEventBus', 'DeleteEventSourceMapping', 'DeleteFunction', 'DeleteFunctionCodeSigningConfig', 'DeleteFunctionConcurrency', 'DeleteFunctionEventInvokeConfig', 'DeleteFunctionUrlConfig', 'DeleteIdentity', 'DeleteIdentityPolicy', 'DeleteImportedKeyMaterial', 'DeleteLogGroup', 'DeleteLogStream', 'DeleteParameter', 'DeleteParameters', 'DeleteProvisionedConcurrencyConfig', 'DeleteQueue', 'DeleteResourcePolicy', 'DeleteRole', 'DeleteRolePermissionsBoundary', 'DeleteRolePolicy', 'DeleteRule', 'DeleteSchedule', 'DeleteScheduleGroup', 'DeleteSecret', 'DeleteStack', 'DeleteStackInstances', 'DeleteStackSet', 'DeleteTable', 'DeleteTopic', 'DeleteWorkGroup', 'DetachRolePolicy', 'DisableAlarmActions', 'DisableKey', 'DisableKeyRotation', 'DisableRule', 'EnableRule', 'ExecuteChangeSet', 'ExecuteStackRefactor', 'ImportStacksToStackSet', 'PurgeQueue', 'PutAlarmMuteRule', 'PutCompositeAlarm', 'PutDataProtectionPolicy', 'PutFunctionCodeSigningConfig', 'PutFunctionConcurrency', 'PutFunctionEventInvokeConfig', 'PutFunctionRecursionConfig', 'PutFunctionScalingConfig', 'PutIdentityPolicy', 'PutKeyPolicy', 'PutMetricAlarm', 'PutParameter', 'PutPermission', 'PutProvisionedConcurrencyConfig', 'PutResourcePolicy', 'PutRetentionPolicy', 'PutRolePermissionsBoundary', 'PutRolePolicy', 'PutRule', 'PutRuntimeManagementConfig', 'PutSecretValue', 'PutTargets', 'RemovePermission', 'RemoveTargets', 'RevokeGrant', 'RollbackStack', 'RotateSecret', 'ScheduleKeyDeletion', 'SetAlarmState', 'SetQueueAttributes', 'SetStackPolicy', 'SetSubscriptionAttributes', 'SetTopicAttributes', 'StartMessageMoveTask', 'StopStackSetOperation', 'Subscribe', 'TagResource', 'TagRole', 'Unsubscribe', 'UntagResource', 'UntagRole', 'UpdateAlias', 'UpdateArchive', 'UpdateAssumeRolePolicy', 'UpdateContinuousBackups', 'UpdateDatabase', 'UpdateEmailIdentityPolicy', 'UpdateEventBus', 'UpdateEventSourceMapping', 'UpdateFunctionCode', 'UpdateFunctionConfiguration', 'UpdateFunctionEventInvokeConfig', 'UpdateFunctionUrlConfig', 'UpdatePipe', 'UpdatePrimaryRegion', 'UpdateRole', 'UpdateRoleDescription', 'UpdateSchedule', 'UpdateSecret', 'UpdateSecretVersionStage', 'UpdateStack', 'UpdateStackInstances', 'UpdateStackSet', 'UpdateTable', 'UpdateTerminationProtection', 'UpdateTimeToLive', 'UpdateWorkGroup')
    AND (strpos(lower(requestparameters), 'rootmon') > 0 OR strpos(lower(responseelements), 'rootmon') > 0))
  OR (regexp_replace(eventname, '20[0-9]{6}(v[0-9]{1,2})?$', '') IN ('AttachRolePolicy', 'CreateRole', 'PutRolePolicy', 'UpdateAssumeRolePolicy')
    AND (strpos(lower(requestparameters), 'stacksets-exec-') > 0))
)
