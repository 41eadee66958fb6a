package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.UserIdentity;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The fields of a record that determine its kind. */
final class RootIndicators {
  /** Events that are about an account's root user or the account itself, by service. */
  static final Map<String, Set<String>> TARGETING =
      Map.of(
          "signin",
          Set.of(
              "PasswordRecoveryRequested",
              "PasswordRecoveryCompleted",
              "PasswordUpdated",
              "EmailUpdated"),
          "iam",
          Set.of(
              "EmailUpdated",
              "EnableOrganizationsRootSessions",
              "DisableOrganizationsRootSessions",
              "EnableOrganizationsRootCredentialsManagement",
              "DisableOrganizationsRootCredentialsManagement"),
          "account",
          Set.of(
              "StartPrimaryEmailUpdate",
              "AcceptPrimaryEmailUpdate",
              "PutContactInformation",
              "PutAlternateContact",
              "DeleteAlternateContact",
              "CloseAccount",
              "EnableRegion",
              "DisableRegion"),
          // The billing console's contact, before the account API had one.
          "billingconsole",
          Set.of("SetContactAddress"),
          "organizations",
          Set.of(
              "CloseAccount",
              "LeaveOrganization",
              "RemoveAccountFromOrganization",
              "AccountDepartedOrganization",
              "AccountJoinedOrganization"));

  /** Calls that, where no user is named, change root's own credentials. */
  private static final Set<String> CREDENTIALS =
      Set.of(
          "CreateAccessKey",
          "UpdateAccessKey",
          "DeleteAccessKey",
          "CreateLoginProfile",
          "UpdateLoginProfile",
          "DeleteLoginProfile",
          "EnableMFADevice",
          "DeactivateMFADevice",
          "ResyncMFADevice",
          "DeleteVirtualMFADevice");

  private RootIndicators() {}

  static boolean isRoot(CloudTrailEvent event) {
    return event.identity().isRoot();
  }

  /** The member account's copy of the same call, of type AWSAccount, is not a second request. */
  static boolean isAssumeRoot(CloudTrailEvent event) {
    return event.isFrom("sts")
        && event.isNamed("AssumeRoot")
        && !event.identity().hasType("AWSAccount");
  }

  /** A finding may say who acted, or only be of the type that is about root alone. */
  static boolean isGuardDutyOnRoot(CloudTrailEvent event) {
    return event.hasType(CloudTrailEvent.GUARDDUTY_FINDING)
        && (isRoot(event) || event.name().contains("RootCredentialUsage"));
  }

  static boolean isRootsLongTermKey(CloudTrailEvent event) {
    return isRoot(event)
        && event.identity().accessKeyId().filter(it -> it.startsWith("AKIA")).isPresent();
  }

  /**
   * Whether an AWS service made the call. Records of the console's early years name {@code
   * signin.amazonaws.com} on acts of a person: that service does not count. Nor can a service sign
   * in for a person, or need root's own credentials changed.
   */
  static boolean isByService(CloudTrailEvent event) {
    boolean namesNobody = event.requestParameters().text("userName").isEmpty();
    return !event.isFrom("signin")
        && !(changesCredentials(event) && namesNobody)
        && (event.hasType("AwsServiceEvent")
            || event.identity().invokedBy().filter(RootIndicators::isServicePrincipal).isPresent());
  }

  /**
   * Whether an AWS service acted for the account by itself; what it did on root's order is root's
   * activity.
   */
  static boolean isServicesOwnAct(CloudTrailEvent event) {
    return isByService(event) && (event.hasType("AwsServiceEvent") || !Deputies.actsForRoot(event));
  }

  private static boolean isServicePrincipal(String invokedBy) {
    String name = invokedBy.strip().toLowerCase(Locale.ROOT);
    boolean service =
        name.endsWith(".amazonaws.com")
            || name.endsWith(".amazonaws.com.cn")
            || name.endsWith(".aws.internal")
            || name.equals("aws internal");
    return service && !name.startsWith("signin.");
  }

  static boolean changesCredentials(CloudTrailEvent event) {
    return (event.isFrom("iam") || event.source().isEmpty()) && CREDENTIALS.contains(event.name());
  }

  static boolean targetsRoot(CloudTrailEvent event) {
    return event.hasType(CloudTrailEvent.HEALTH_EVENT)
        || event.hasType(CloudTrailEvent.REGION_STATUS)
        || contains(TARGETING, event);
  }

  /** Whether the call is listed for its service; for any, where the record does not name one. */
  static boolean contains(Map<String, Set<String>> calls, CloudTrailEvent event) {
    return event.source().isEmpty()
        ? calls.values().stream().anyMatch(it -> it.contains(event.name()))
        : calls.getOrDefault(event.service(), Set.of()).contains(event.name());
  }

  static boolean isIssuedByRoot(CloudTrailEvent event) {
    UserIdentity identity = event.identity();
    boolean issuer =
        identity.sessionIssuer().filter(it -> it.type().equalsIgnoreCase("Root")).isPresent();
    boolean federatedByRoot =
        identity.hasType("FederatedUser")
            && identity
                .sessionIssuer()
                .flatMap(UserIdentity.SessionIssuer::arn)
                .filter(it -> it.endsWith(":root"))
                .isPresent();
    return issuer || federatedByRoot;
  }
}
