package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.HIGH;

import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;
import java.util.Set;

/** Access that root creates in IAM, and that outlives root's own session. */
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

  static final List<Rule> HIGH_RULES =
      List.of(
          new Rule(
              "root.iam.user",
              HIGH,
              "root created a user",
              Techniques.CREATE_CLOUD_ACCOUNT,
              List.of(
                  "Ask {owner} about the user {user}. Administrators create users, not root. // Ask"
                      + " {owner} about the user. Administrators create users, not root.",
                  "If not theirs: delete the user's keys and password, and check what it did."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> changesIam(activity, Set.of("CreateUser"))),
          new Rule(
              "root.iam.credential",
              HIGH,
              "root gave a user credentials",
              Techniques.CLOUD_CREDENTIALS,
              List.of(
                  "Ask {user} whether they wanted them, and why from root. // Ask {owner} which"
                      + " user they are for.",
                  "If not planned: delete them, then search CloudTrail for their use."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> changesIam(activity, USER_CREDENTIALS) && !activity.concernsRootItself()),
          new Rule(
              "root.iam.policy",
              HIGH,
              "root gave an identity permissions",
              Techniques.CLOUD_ROLES,
              List.of(
                  "Ask {owner} why, and read the policy {policy} of {resource}. // Ask {owner} why,"
                      + " and read the policy in the event.",
                  "If not theirs: remove the permissions, and check what their holder did since.",
                  "AWS leaves only the recovery of a lost administrator to root."),
              DocumentationLinks.ROOT_TASKS,
              activity -> changesIam(activity, POLICIES)),
          new Rule(
              "root.iam.role",
              HIGH,
              "root created a role or changed who may assume it",
              Techniques.CLOUD_ROLES,
              List.of(
                  "Ask {owner} why, and read the trust policy of {resource}. // Ask {owner} why,"
                      + " and read the trust policy of the role.",
                  "If it trusts an account that is not yours: delete the role now."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> changesIam(activity, ROLES)),
          new Rule(
              "root.iam.identity-provider",
              HIGH,
              "root let another identity provider authenticate users",
              Techniques.TRUST_MODIFICATION,
              List.of(
                  "Ask who runs the provider {resource}: its users can sign in now. // Ask who runs"
                      + " the provider: its users can sign in now.",
                  "If it is not known: delete it, then search for roles that trust it."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> changesIam(activity, PROVIDERS)));

  private PersistenceRules() {}

  private static boolean changesIam(RootActivity activity, Set<String> names) {
    return activity.isFrom("iam") && activity.is(names) && activity.succeeded();
  }
}
