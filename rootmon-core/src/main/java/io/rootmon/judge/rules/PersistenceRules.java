package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.HIGH;

import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;
import java.util.Set;

/** What root leaves behind in IAM, so that somebody can come back without being root. */
final class PersistenceRules {
  private static final Set<String> USER_CREDENTIALS =
      Set.of(
          "CreateLoginProfile",
          "UpdateLoginProfile",
          "CreateAccessKey",
          "UpdateAccessKey",
          "UploadSSHPublicKey",
          "UploadSigningCertificate",
          "CreateServiceSpecificCredential");

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

  static final List<Rule> HIGH_ONES =
      List.of(
          new Rule(
              "root.iam.user",
              HIGH,
              "root created a user",
              Techniques.CREATE_CLOUD_ACCOUNT,
              List.of(
                  "Ask who wanted the user {resource}; an administrator makes users, not root.",
                  "If nobody did: deactivate its keys, delete its password, look what it did."),
              Pages.BEST_PRACTICES,
              activity -> changesIam(activity, Set.of("CreateUser"))),
          new Rule(
              "root.iam.credential",
              HIGH,
              "root gave a user credentials",
              Techniques.CLOUD_CREDENTIALS,
              List.of(
                  "Ask {resource} whether they wanted them, and why from root.",
                  "If not: withdraw them, then look in CloudTrail at what was done with them."),
              Pages.BEST_PRACTICES,
              activity -> changesIam(activity, USER_CREDENTIALS) && !activity.concernsRootItself()),
          new Rule(
              "root.iam.policy",
              HIGH,
              "root gave somebody permissions",
              Techniques.CLOUD_ROLES,
              List.of(
                  "Ask who wanted it, and read the policy: {policy}, for {resource}.",
                  "If nobody did: detach it, and look at what its holder did since.",
                  "Restoring a lost administrator is the one such task that AWS leaves to root."),
              Pages.ROOT_TASKS,
              activity -> changesIam(activity, POLICIES)),
          new Rule(
              "root.iam.role",
              HIGH,
              "root created a role or changed who may take it",
              Techniques.CLOUD_ROLES,
              List.of(
                  "Ask who wanted it, and read its trust policy: {resource}.",
                  "If another account may take it that is not yours: delete the role now."),
              Pages.BEST_PRACTICES,
              activity -> changesIam(activity, ROLES)),
          new Rule(
              "root.iam.identity-provider",
              HIGH,
              "root let another identity provider vouch for users",
              Techniques.TRUST_MODIFICATION,
              List.of(
                  "Ask who runs the provider: {resource}. It decides who comes in from now on.",
                  "If nobody knows it: delete it, then look for roles that trust it."),
              Pages.BEST_PRACTICES,
              activity -> changesIam(activity, PROVIDERS)));

  private PersistenceRules() {}

  private static boolean changesIam(RootActivity activity, Set<String> names) {
    return activity.isFrom("iam") && activity.is(names) && activity.succeeded();
  }
}
