# Resources of rootmon that no name identifies: a call on a key names its id, and a sender identity is a domain or an
# address. The spokes' patterns cannot match them, so a rule on the default bus of this region sends their changes.

locals {
  # An address or its domain can be the identity.
  sender_identities = distinct(flatten([for it in values(local.senders) : [lower(it), lower(split("@", it)[1])]]))

  protected_resources = { for k, v in {
    kmsKeys       = [aws_kms_key.this.arn]
    sesIdentities = length(local.sender_identities) == 0 ? null : local.sender_identities
    eventBus      = local.bus_arn
  } : k => v if v != null }

  # With the real key, and with a sample of its length: the ARN is unknown until the key exists, and a plan checks the length.
  protected_keys = {
    real   = { id = aws_kms_key.this.key_id, arn = aws_kms_key.this.arn }
    sample = { id = "00000000-0000-0000-0000-000000000000", arn = local.sample_key_arn }
  }

  protected_patterns = { for name, key in local.protected_keys : name =>
    jsonencode({
      source        = ["aws.kms", "aws.ses"]
      "detail-type" = ["AWS API Call via CloudTrail"]
      detail = {
        eventName = [
          "DisableKey", "ScheduleKeyDeletion", "DeleteImportedKeyMaterial", "UpdatePrimaryRegion", "PutKeyPolicy", "RevokeGrant",
          "DisableKeyRotation", "DeleteIdentity", "DeleteEmailIdentity", "PutIdentityPolicy", "CreateEmailIdentityPolicy",
          "UpdateEmailIdentityPolicy", "DeleteIdentityPolicy", "DeleteEmailIdentityPolicy",
        ]
        requestParameters = {
          # EventBridge refuses an $or with one branch, so each name of the key has a branch of its own.
          "$or" = concat(
            [for it in [key.id, key.arn] : { keyId = [it] }],
            [for it in ["identity", "emailIdentity"] : { (it) = [for id in local.sender_identities : { "equals-ignore-case" = id }] } if length(local.sender_identities) > 0],
          )
        }
      }
    })
  }

  protected_rule = {
    bus      = "default"
    schedule = null
    about    = "Sends changes to the key and of the sender identities to the queue of rootmon"
    pattern  = local.protected_patterns.real
  }
}
