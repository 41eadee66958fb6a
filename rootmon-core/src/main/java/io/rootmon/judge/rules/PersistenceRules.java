package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.HIGH;

import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;
import java.util.Set;

/** Rules for access that root creates in IAM and that remains after root's own session. */
final class PersistenceRules {
  private static final Set<String> USER_CREDENTIALS =
      Set.of(
          "CreateLoginProfile",
          "UpdateLoginProfile",
          "CreateAccessKey",
          "UpdateAccessKey",
          "UploadSSHPublicKey",
          "UploadSigningCertificate",
          "UpdateSigningCertificate",
          "UpdateSSHPublicKey",
          "CreateServiceSpecificCredential",
          // Returns a new password of an existing credential.
          // https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResetServiceSpecificCredential.html
          "ResetServiceSpecificCredential",
          "UpdateServiceSpecificCredential");

  /** Calls for credentials that only users can have; the record may lack the user's name. */
  private static final Set<String> OF_USERS_ONLY =
      Set.of(
          "UploadSSHPublicKey",
          "UpdateSSHPublicKey",
          "CreateServiceSpecificCredential",
          "ResetServiceSpecificCredential",
          "UpdateServiceSpecificCredential");

  private static final Set<String> POLICIES =
      Set.of(
          "AttachUserPolicy",
          "AttachRolePolicy",
          "AttachGroupPolicy",
          "PutUserPolicy",
          "PutRolePolicy",
          "PutGroupPolicy",
          "CreatePolicy",
          "CreatePolicyVersion",
          "SetDefaultPolicyVersion",
          "AddUserToGroup",
          "DeleteUserPermissionsBoundary",
          "DeleteRolePermissionsBoundary");

  private static final Set<String> ROLES =
      Set.of(
          "CreateRole",
          "UpdateAssumeRolePolicy",
          "CreateInstanceProfile",
          "AddRoleToInstanceProfile");

  private static final Set<String> PROVIDERS =
      Set.of(
          "CreateSAMLProvider",
          "UpdateSAMLProvider",
          "CreateOpenIDConnectProvider",
          "AddClientIDToOpenIDConnectProvider",
          "UpdateOpenIDConnectProviderThumbprint");

  static final List<Rule> HIGH_RULES =
      List.of(
          new Rule(
              "root.iam.user",
              HIGH,
              "root created an IAM user: the user keeps access after root is secured",
              Techniques.CREATE_CLOUD_ACCOUNT,
              List.of(
                  "Ask {owner} why root created the user {user}. Administrators create users, not root. // Ask {owner} why root created a user. Administrators create users, not root.",
                  "If it was not them: delete the user's keys and password, and check what the user did."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> changesIam(activity, Set.of("CreateUser"))),
          new Rule(
              "root.iam.credential",
              HIGH,
              "root gave a user credentials: the credentials stay valid after root is secured",
              Techniques.CLOUD_CREDENTIALS,
              List.of(
                  "Ask {owner} why root created credentials for {user}. // Ask {owner} which user the credentials are for.",
                  "If this was not planned: delete the credentials, then search CloudTrail for their use."),
              DocumentationLinks.BEST_PRACTICES,
              activity ->
                  changesIam(activity, USER_CREDENTIALS)
                      && (!activity.targetsRootItself() || activity.is(OF_USERS_ONLY))),
          new Rule(
              "root.iam.policy",
              HIGH,
              "root granted permissions to an identity: the permissions stay after root is secured",
              Techniques.CLOUD_ROLES,
              List.of(
                  "Ask {owner} why, and read the policy {policy} of {resource}. // Ask {owner} why, and read the policy in the event.",
                  "If it was not them: revoke the permissions, and check what their holder did since.",
                  "Have an administrator grant permissions next time. AWS needs root for this only to recover a lost administrator."),
              DocumentationLinks.ROOT_TASKS,
              activity -> changesIam(activity, POLICIES)),
          new Rule(
              "root.iam.role",
              HIGH,
              "root created a role or changed who can assume it: users of the role keep access after root is secured",
              Techniques.CLOUD_ROLES,
              List.of(
                  "Ask {owner} why, and read the trust policy of \"{resource}\". // Ask {owner} why, and read the trust policy of the role.",
                  "If it trusts an account that is not yours: delete the role now."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> changesIam(activity, ROLES)),
          new Rule(
              "root.iam.identity-provider",
              HIGH,
              "root added or changed an identity provider: users of the provider can sign in",
              Techniques.TRUST_MODIFICATION,
              List.of(
                  "Find out who runs the provider \"{resource}\". // Find out who runs the provider.",
                  "If you can't tell: delete the provider, then search for roles that trust it."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> changesIam(activity, PROVIDERS)));

  private PersistenceRules() {}

  private static boolean changesIam(RootActivity activity, Set<String> names) {
    return activity.underRootsPower()
        && activity.isFrom("iam")
        && activity.is(names)
        && activity.succeeded();
  }
}
