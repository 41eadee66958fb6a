package io.rootmon.detect;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Recognizes the calls that remove limits on root or its monitoring from outside the account:
 * policies of the organization, trusted access, delegated administrators, and the reports of
 * GuardDuty and Security Hub.
 */
final class Guardrails {
  /** The calls that remove a guardrail with any parameters. */
  static final Map<String, Set<String>> CALLS =
      Map.of(
          "organizations",
          Set.of(
              "DetachPolicy",
              "UpdatePolicy",
              "DeletePolicy",
              "DisablePolicyType",
              "MoveAccount",
              "DisableAWSServiceAccess",
              "RegisterDelegatedAdministrator",
              "DeregisterDelegatedAdministrator",
              "PutResourcePolicy",
              "DeleteResourcePolicy",
              "DeleteOrganization"),
          "cloudformation",
          Set.of("DeactivateOrganizationsAccess"),
          "cloudtrail",
          Set.of("DeregisterOrganizationDelegatedAdmin"),
          "guardduty",
          Set.of(
              "DeletePublishingDestination",
              "UpdatePublishingDestination",
              "DisassociateMembers",
              "DeleteMembers",
              "DisassociateFromAdministratorAccount",
              "DisassociateFromMasterAccount",
              "DisableOrganizationAdminAccount"),
          "securityhub",
          Set.of(
              "DisassociateMembers",
              "DeleteMembers",
              "DisassociateFromAdministratorAccount",
              "DisassociateFromMasterAccount",
              "DisableOrganizationAdminAccount",
              "BatchDisableStandards",
              "DisableImportFindingsForProduct",
              "DeleteFindingAggregator",
              "DeleteAggregatorV2",
              "BatchUpdateAutomationRules",
              "UpdateAutomationRuleV2"),
          // Without it, AWS Health reports exposed keys of member accounts only to these accounts.
          // https://docs.aws.amazon.com/health/latest/APIReference/API_DisableHealthServiceAccessForOrganization.html
          "health",
          Set.of("DisableHealthServiceAccessForOrganization"),
          "config",
          Set.of("DeleteDeliveryChannel", "DeleteConfigurationAggregator"),
          "controltower",
          Set.of("DisableControl", "DisableBaseline", "DeleteLandingZone"));

  /** GuardDuty's lists of addresses and domains that it does not report. */
  static final Set<String> TRUST_LISTS =
      Set.of("CreateIPSet", "UpdateIPSet", "CreateTrustedEntitySet", "UpdateTrustedEntitySet");

  /** Rules of Security Hub that can suppress findings. */
  static final Set<String> AUTOMATION_RULES =
      Set.of("CreateAutomationRule", "CreateAutomationRuleV2");

  /** Calls that can disable controls of Security Hub's standards. */
  static final Set<String> CONTROLS =
      Set.of("UpdateStandardsControl", "BatchUpdateStandardsControlAssociations");

  static final Set<String> FILTERS = Set.of("CreateFilter", "UpdateFilter");

  /**
   * The calls with which a role can pass as a role of StackSets, which the service control policy
   * exempts.
   */
  static final Set<String> ROLE_CALLS =
      Set.of("CreateRole", "AttachRolePolicy", "PutRolePolicy", "UpdateAssumeRolePolicy");

  static final String STACK_SETS_ROLE = "stacksets-exec-";

  /** AWS creates the roles of StackSets under this one. */
  static final String STACK_SETS_SERVICE_ROLE = "AWSServiceRoleForCloudFormationStackSetsOrgMember";

  private static final List<String> ACCOUNT_PARAMETERS =
      List.of("accountId", "targetId", "memberAccountId");

  private Guardrails() {}

  static boolean isLoosened(CloudTrailEvent event) {
    if (event.identity().hasType("AWSService")) {
      return false;
    }
    return CALLS.getOrDefault(event.service(), Set.of()).contains(event.name())
        || suppressesFindings(event)
        || automatesSuppression(event)
        || disablesControls(event)
        || trusts(event)
        || posesAsStackSets(event);
  }

  /** Returns whether a filter archives findings. An update may leave the action unchanged. */
  static boolean suppressesFindings(CloudTrailEvent event) {
    Optional<String> action = event.requestParameters().text("action");
    boolean archives = action.filter("ARCHIVE"::equalsIgnoreCase).isPresent();
    return event.isFrom("guardduty")
        && (event.isNamed("CreateFilter")
            ? archives
            : event.isNamed("UpdateFilter") && (archives || action.isEmpty()));
  }

  /**
   * Returns whether a new rule of Security Hub suppresses or closes findings: by the <a
   * href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AutomationRulesFindingFieldsUpdate.html">workflow
   * status</a>, or in the second version by the <a
   * href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AutomationRulesFindingFieldsUpdateV2.html">status</a>
   * of OCSF.
   */
  static boolean automatesSuppression(CloudTrailEvent event) {
    return event.isFrom("securityhub")
        && AUTOMATION_RULES.contains(event.name())
        && closesFindings(event.requestParameters());
  }

  /** Returns whether the actions of a rule suppress or close findings. */
  static boolean closesFindings(EventFields parameters) {
    return parameters.values().entrySet().stream()
        .anyMatch(
            it -> {
              String path = it.getKey().toLowerCase(Locale.ROOT);
              return (path.endsWith("fieldsupdate.workflow.status")
                      && Set.of("SUPPRESSED", "RESOLVED").contains(it.getValue()))
                  || (path.endsWith("fieldsupdate.statusid")
                      && Set.of("3", "4", "5").contains(it.getValue()));
            });
  }

  private static boolean disablesControls(CloudTrailEvent event) {
    return event.isFrom("securityhub")
        && CONTROLS.contains(event.name())
        && event.requestParameters().values().entrySet().stream()
            .anyMatch(
                it ->
                    it.getKey().toLowerCase(Locale.ROOT).endsWith("status")
                        && it.getValue().equals("DISABLED"));
  }

  static boolean trusts(CloudTrailEvent event) {
    return event.isFrom("guardduty")
        && TRUST_LISTS.contains(event.name())
        && event.requestParameters().flag("activate").orElse(true);
  }

  static boolean posesAsStackSets(CloudTrailEvent event) {
    return event.isFrom("iam")
        && ROLE_CALLS.contains(event.name())
        && event
            .requestParameters()
            .text("roleName")
            .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(STACK_SETS_ROLE))
            .isPresent()
        && event
            .identity()
            .sessionIssuer()
            .flatMap(it -> it.userName())
            .filter(STACK_SETS_SERVICE_ROLE::equals)
            .isEmpty();
  }

  /**
   * Returns the account that a call of AWS Organizations or Account Management concerns. AWS does
   * not document the field in its membership events.
   */
  static Optional<AccountId> account(CloudTrailEvent event) {
    Optional<AccountId> named =
        ACCOUNT_PARAMETERS.stream()
            .flatMap(it -> event.requestParameters().text(it).stream())
            .flatMap(it -> AccountId.find(it).stream())
            .findFirst();
    return named.isPresent() || !event.hasType("AwsServiceEvent")
        ? named
        : Stream.of(event.additionalData(), event.requestParameters(), event.responseElements())
            .flatMap(it -> accounts(it))
            .findFirst();
  }

  private static Stream<AccountId> accounts(EventFields fields) {
    return fields.values().entrySet().stream()
        .filter(it -> it.getKey().toLowerCase(Locale.ROOT).endsWith("accountid"))
        .flatMap(it -> AccountId.find(it.getValue()).stream());
  }
}
