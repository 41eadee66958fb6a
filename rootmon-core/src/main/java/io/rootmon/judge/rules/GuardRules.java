package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.HIGH;

import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Rules for protections of users and resources that root weakens. */
final class GuardRules {
  private static final Set<String> MFA =
      Set.of(
          "DeactivateMFADevice",
          "DeleteVirtualMFADevice",
          "EnableMFADevice",
          "ResyncMFADevice",
          "CreateVirtualMFADevice");

  /** Network ACLs and security groups, of EC2 and of databases. */
  private static final Set<String> INGRESS =
      Set.of(
          "AuthorizeSecurityGroupIngress",
          "ModifySecurityGroupRules",
          "AuthorizeDBSecurityGroupIngress",
          "AuthorizeCacheSecurityGroupIngress",
          "AuthorizeClusterSecurityGroupIngress",
          "CreateNetworkAclEntry",
          "ReplaceNetworkAclEntry",
          "OpenInstancePublicPorts",
          "PutInstancePublicPorts");

  private static final Set<String> SHARED =
      Set.of(
          "ModifyImageAttribute",
          "ModifySnapshotAttribute",
          "ModifyFpgaImageAttribute",
          "ModifyDBSnapshotAttribute",
          "ModifyDBClusterSnapshotAttribute",
          "AuthorizeSnapshotAccess",
          "ModifyDocumentPermission");

  private static final Set<String> POLICIES =
      Set.of(
          "PutBucketPolicy",
          "PutBucketAcl",
          "PutObjectAcl",
          "PutAccessPointPolicy",
          "PutResourcePolicy",
          "PutKeyPolicy",
          "SetRepositoryPolicy",
          "PutRepositoryPolicy",
          "SetTopicAttributes",
          "SetQueueAttributes",
          "CreateQueue",
          "CreateTopic",
          "AddPermission",
          "AddPermission20150331",
          "AddPermission20150331v2",
          "AddLayerVersionPermission20181031",
          "PutBackupVaultAccessPolicy",
          "PutFileSystemPolicy",
          "UpdateDomainConfig",
          "UpdateElasticsearchDomainConfig");

  /** Account-wide and bucket-wide blocks of public access. */
  private static final Set<String> UNBLOCKED =
      Set.of(
          "DeleteBucketPublicAccessBlock",
          "DeleteAccountPublicAccessBlock",
          "DeletePublicAccessBlock",
          "DisableImageBlockPublicAccess",
          "DisableSnapshotBlockPublicAccess");

  private static final Set<String> BLOCKS =
      Set.of(
          "PutBucketPublicAccessBlock",
          "PutAccountPublicAccessBlock",
          "PutPublicAccessBlock",
          "PutBlockPublicAccessConfiguration");

  private static final Set<String> PUBLIC_ENDPOINTS =
      Set.of("CreateFunctionUrlConfig", "UpdateFunctionUrlConfig");

  private static final Set<String> EVERYONE =
      Set.of("*", "all", "public-read", "public-read-write", "authenticated-read");

  static final List<Rule> HIGH_RULES =
      List.of(
          new Rule(
              "root.iam.mfa",
              HIGH,
              "root changed an MFA device: another person may be able to sign in as its owner",
              Techniques.MODIFY_MFA,
              List.of(
                  "Ask {user} and {owner} whether this was agreed. // Ask {owner} whether this was agreed.",
                  "If not: restore the MFA device of {user}, and set a new password. // If not: {undo}.",
                  "Check the sign-ins of {user} since then. // Check whether root and every user have MFA now."),
              DocumentationLinks.USER_MFA,
              of(MFA, activity -> activity.isFrom("iam") && !activity.targetsRootItself())),
          new Rule(
              "root.iam.password-policy",
              HIGH,
              "root changed the account's password policy: weaker passwords may be accepted now",
              Techniques.MODIFY_AUTHENTICATION,
              List.of(
                  "Ask {owner} whether this was planned.",
                  "If not: restore the previous password policy of {account}.",
                  "Check which passwords were changed since then."),
              DocumentationLinks.PASSWORD_POLICY,
              of(
                  Set.of("UpdateAccountPasswordPolicy", "DeleteAccountPasswordPolicy"),
                  activity -> true)),
          new Rule(
              "root.network.opened",
              HIGH,
              "root opened a network to every address: anyone on the internet may reach the resources in this network",
              Techniques.CLOUD_FIREWALL,
              List.of(
                  "Ask {owner} whether {resource} is meant to be open. // Ask {owner} whether the network is meant to be open.",
                  "If not: revoke the rule for 0.0.0.0/0 and ::/0 in {resource}. // If not: revoke the rule for 0.0.0.0/0 and ::/0.",
                  "Check which connections came in since then."),
              DocumentationLinks.SECURITY_GROUPS,
              of(INGRESS, GuardRules::opensToEveryAddress)),
          new Rule(
              "root.resource.public",
              HIGH,
              "root gave everyone access to a resource: anyone may read or use the resource",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {owner} whether {resource} is meant to be public. // Ask {owner} whether this is meant to be public.",
                  "If not: {undo} now.",
                  "Check who read it since then. It may have been copied."),
              DocumentationLinks.PUBLIC_ACCESS,
              activity -> activity.underRootsPower() && activity.succeeded() && opens(activity)),
          new Rule(
              "root.resource.shared",
              HIGH,
              "root changed who may copy an image, a snapshot or a document: another account may have the data now",
              Techniques.TRANSFER_DATA,
              List.of(
                  "Ask {owner} which accounts should have {resource}. // Ask {owner} which accounts should have it.",
                  "If it was not them: remove the new permissions of {resource}. // If it was not them: remove the new permissions.",
                  "Replace the secrets that the copy contains. A copy in another account stays there."),
              DocumentationLinks.BEST_PRACTICES,
              of(SHARED, activity -> !opens(activity))));

  private GuardRules() {}

  private static Predicate<RootActivity> of(Set<String> names, Predicate<RootActivity> condition) {
    return activity ->
        activity.is(names)
            && activity.underRootsPower()
            && activity.succeeded()
            && condition.test(activity);
  }

  private static boolean opensToEveryAddress(RootActivity activity) {
    boolean isOutgoing = activity.event().requestParameters().isTrue("egress");
    boolean denies =
        activity
            .event()
            .requestParameters()
            .text("ruleAction")
            .filter("deny"::equalsIgnoreCase)
            .isPresent();
    return !isOutgoing
        && !denies
        && values(activity, it -> it.equals("0.0.0.0/0") || it.equals("::/0"));
  }

  private static boolean opens(RootActivity activity) {
    return activity.is(UNBLOCKED)
        || (activity.is(BLOCKS) && values(activity, "false"::equalsIgnoreCase))
        || (activity.is(SHARED) && grantsEveryone(activity))
        || (activity.is(PUBLIC_ENDPOINTS)
            && activity
                .event()
                .requestParameters()
                .text("authType")
                .filter("NONE"::equalsIgnoreCase)
                .isPresent())
        || (activity.is(POLICIES)
            && (grantsEveryone(activity)
                || PublicPolicies.grantEveryone(activity.event().requestParameters().values())
                || values(
                    activity,
                    it ->
                        it.endsWith("/global/AllUsers")
                            || it.endsWith("/global/AuthenticatedUsers"))))
        || (activity.is("ModifyDBInstance", "CreateDBInstance", "ModifyCluster", "CreateCluster")
            && activity.event().requestParameters().isTrue("publiclyAccessible"));
  }

  /**
   * Returns whether everyone gains access. Removed statements are below {@code remove} or in {@code
   * valuesToRemove}.
   */
  private static boolean grantsEveryone(RootActivity activity) {
    return activity.event().requestParameters().values().entrySet().stream()
        .filter(it -> !it.getKey().toLowerCase(Locale.ROOT).contains("remove"))
        .filter(it -> isGrantee(it.getKey().toLowerCase(Locale.ROOT)))
        .anyMatch(it -> EVERYONE.contains(it.getValue().toLowerCase(Locale.ROOT)));
  }

  private static boolean isGrantee(String path) {
    return path.contains("group")
        || path.contains("valuestoadd")
        || path.contains("accountidstoadd")
        || path.contains("accountwithrestoreaccess")
        || path.contains("x-amz-acl")
        || path.contains("acl");
  }

  private static boolean values(RootActivity activity, Predicate<String> condition) {
    return activity.event().requestParameters().values().values().stream().anyMatch(condition);
  }
}
