package io.rootmon.judge.rules;

import java.net.URI;

/** Links to AWS's documentation about root activity and the response to it. */
final class DocumentationLinks {
  private static final String IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
  private static final String ACCOUNTS = "https://docs.aws.amazon.com/accounts/latest/reference/";

  static final URI BEST_PRACTICES = URI.create(IAM + "root-user-best-practices.html");
  static final URI ROOT_TASKS = URI.create(IAM + "root-user-tasks.html");
  static final URI ROOT_KEYS = URI.create(IAM + "id_root-user_manage_delete-key.html");
  static final URI ROOT_PASSWORD = URI.create(IAM + "root-user-password.html");
  static final URI ROOT_PASSWORD_RESET = URI.create(IAM + "reset-root-password.html");
  static final URI ROOT_MFA = URI.create(IAM + "enable-mfa-for-root.html");
  static final URI CENTRAL_ROOT = URI.create(IAM + "id_root-enable-root-access.html");
  static final URI CENTRAL_TASKS = URI.create(IAM + "id_root-user-privileged-task.html");
  static final URI TEMPORARY_CREDENTIALS =
      URI.create(IAM + "id_credentials_temp_control-access_disable-perms.html");
  static final URI SIGNING_CERTIFICATES =
      URI.create(
          "https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSigningCertificate.html");
  static final URI USER_MFA = URI.create(IAM + "id_credentials_mfa.html");
  static final URI PASSWORD_POLICY =
      URI.create(IAM + "id_credentials_passwords_account-policy.html");
  static final URI SECURITY_GROUPS =
      URI.create("https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html");
  static final URI PUBLIC_ACCESS =
      URI.create("https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html");
  static final URI ROOT_EMAIL = URI.create(ACCOUNTS + "manage-acct-update-root-user-email.html");
  static final URI ACCOUNT_NAME = URI.create(ACCOUNTS + "manage-acct-update-acct-name.html");
  static final URI CONTACTS = URI.create(ACCOUNTS + "manage-acct-update-contact.html");
  static final URI CLOSING = URI.create(ACCOUNTS + "manage-acct-closing.html");
  static final URI LEAVING =
      URI.create(
          "https://docs.aws.amazon.com/organizations/latest/userguide/"
              + "orgs_manage_accounts_leave-as-member.html");
  static final URI TRAILS =
      URI.create(
          "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/"
              + "cloudtrail-turning-off-logging.html");
  static final URI GUARDDUTY =
      URI.create(
          "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html");
  static final URI SERVICE_CONTROL =
      URI.create(
          "https://docs.aws.amazon.com/organizations/latest/userguide/"
              + "orgs_manage_policies_scps.html");
  static final URI DRIFT =
      URI.create(
          "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
              + "using-cfn-stack-drift.html");

  private static final String ORGANIZATIONS =
      "https://docs.aws.amazon.com/organizations/latest/userguide/";
  private static final String GUARDDUTY_GUIDE = "https://docs.aws.amazon.com/guardduty/latest/ug/";
  static final URI TRUSTED_ACCESS = URI.create(ORGANIZATIONS + "orgs_integrate_services.html");
  static final URI DELEGATION = URI.create(ORGANIZATIONS + "orgs_delegate_policies.html");
  static final URI MOVING = URI.create(ORGANIZATIONS + "move_account_to_ou.html");
  static final URI SUPPRESSION = URI.create(GUARDDUTY_GUIDE + "findings_suppression-rule.html");
  static final URI AUTOMATION_RULES =
      URI.create("https://docs.aws.amazon.com/securityhub/latest/userguide/automation-rules.html");
  static final URI TRUST_LISTS = URI.create(GUARDDUTY_GUIDE + "guardduty_upload-lists.html");
  static final URI REGIONS = URI.create(ACCOUNTS + "manage-acct-regions.html");
  static final URI ACCESS_KEYS = URI.create(IAM + "id_credentials_access-keys.html");

  private DocumentationLinks() {}
}
