package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.UserIdentity;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Evaluates the fields of a record that determine its kind. */
final class RootIndicators {
  /** Events about an account's root user or the account itself, by service. */
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
              "DisableRegion",
              "PutAccountName"),
          // The contact in the billing console, before the account API had one.
          "billingconsole",
          Set.of("SetContactAddress"),
          "organizations",
          Set.of(
              "CloseAccount",
              // https://docs.aws.amazon.com/organizations/latest/APIReference/API_CloseAccount.html
              "CloseAccountResult",
              "LeaveOrganization",
              // https://docs.aws.amazon.com/organizations/latest/APIReference/API_AcceptHandshake.html
              "AcceptHandshake",
              "RemoveAccountFromOrganization",
              "AccountDepartedOrganization",
              "AccountJoinedOrganization"));

  /** Calls that change root's own credentials if they name no user. */
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
          "DeleteVirtualMFADevice",
          // https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSigningCertificate.html
          "UploadSigningCertificate",
          "UpdateSigningCertificate",
          "DeleteSigningCertificate");

  /** Calls with which root's credentials can be taken, if they concern root itself. */
  static final Set<String> CREDENTIAL_TAKEOVERS =
      Set.of(
          "CreateAccessKey",
          "UpdateAccessKey",
          "UploadSigningCertificate",
          "UpdateSigningCertificate",
          "CreateLoginProfile",
          "UpdateLoginProfile",
          "ChangePassword",
          "CreateVirtualMFADevice",
          "EnableMFADevice",
          "ResyncMFADevice",
          "DeactivateMFADevice",
          "DeleteVirtualMFADevice");

  /** Calls with which an account can be taken from its organization or its owner. */
  static final Set<String> TAKEOVERS =
      Set.of(
          "PasswordUpdated",
          "EmailUpdated",
          "StartPrimaryEmailUpdate",
          "AcceptPrimaryEmailUpdate",
          "CloseAccount",
          "LeaveOrganization",
          "AcceptHandshake",
          "RemoveAccountFromOrganization");

  private RootIndicators() {}

  static boolean isRoot(CloudTrailEvent event) {
    return event.identity().isRoot();
  }

  /**
   * Returns whether it is a request of a session. The member account's copy of the same call, of
   * type AWSAccount, is no second request.
   */
  static boolean isAssumeRoot(CloudTrailEvent event) {
    return event.isFrom("sts")
        && event.isNamed("AssumeRoot")
        && !event.identity().hasType("AWSAccount");
  }

  /**
   * Returns whether a finding is about root: it names root as the actor, or its type is only for
   * root.
   */
  static boolean isGuardDutyOnRoot(CloudTrailEvent event) {
    return event.hasType(CloudTrailEvent.GUARDDUTY_FINDING)
        && (isRoot(event) || event.name().contains("RootCredentialUsage"));
  }

  static boolean isRootsLongTermKey(CloudTrailEvent event) {
    return isRoot(event) && event.identity().longTermAccessKeyId().isPresent();
  }

  /**
   * Returns whether an AWS service made the call. Records of the console's early years name {@code
   * signin.amazonaws.com} on a person's calls, so that service does not count. Nor can a service
   * sign in for a person, or need to change root's own credentials.
   */
  static boolean isByService(CloudTrailEvent event) {
    boolean namesNoUser = event.requestParameters().text("userName").isEmpty();
    return !event.isFrom("signin")
        && !(changesCredentials(event) && namesNoUser)
        && (event.hasType("AwsServiceEvent")
            || event.identity().invokedBy().filter(RootIndicators::isServicePrincipal).isPresent());
  }

  /**
   * Returns whether an AWS service worked for the account on its own initiative. A service that
   * executes root's instructions counts as root.
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
        || (contains(TARGETING, event) && !acceptsAnotherHandshake(event));
  }

  /**
   * Returns whether a handshake was accepted that is not the invitation of an organization. Only
   * the answer of a successful call contains the action.
   */
  static boolean acceptsAnotherHandshake(CloudTrailEvent event) {
    return event.isNamed("AcceptHandshake")
        && event
            .responseElements()
            .text("handshake.action")
            .filter(it -> !it.equalsIgnoreCase("INVITE"))
            .isPresent();
  }

  /**
   * Returns whether the call is listed for its service, or for any service if the record does not
   * name one.
   */
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
