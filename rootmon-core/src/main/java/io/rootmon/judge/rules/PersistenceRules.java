package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.HIGH;

import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;
import java.util.Set;

/** What root leaves behind in IAM, so that somebody can come back without being root. */
final class PersistenceRules {
  private static final Set<String> USERS =
      Set.of(
          "CreateUser",
          "CreateLoginProfile",
          "UpdateLoginProfile",
          "CreateAccessKey",
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
              "root created a user or gave one credentials",
              Techniques.CREATE_CLOUD_ACCOUNT,
              List.of(
                  "Ask who wanted the user or credential: {resource}.",
                  "If nobody did: deactivate its keys, delete its password, then look what it did.",
                  "Root needs no such call in daily work; an administrator makes users."),
              Pages.BEST_PRACTICES,
              activity ->
                  changesIam(activity, USERS)
                      && (activity.is("CreateUser") || !activity.concernsRootItself())),
          new Rule(
              "root.iam.policy",
              HIGH,
              "root gave somebody permissions",
              Techniques.CLOUD_ROLES,
              List.of(
                  "Ask who wanted it, and read the policy: {resource}.",
                  "If nobody did: detach it, and look at what its holder did since.",
                  "Restoring a lost administrator is the one such task that AWS gives to root."),
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
