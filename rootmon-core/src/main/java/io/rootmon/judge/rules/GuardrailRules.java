package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;

import io.rootmon.cloudtrail.EventFields;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import io.rootmon.judge.Severity;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules for guardrails: limits on root, and its monitoring, from outside the account. */
final class GuardrailRules {
  /** Policy types that deny calls; the other types describe tags, backups or chat applications. */
  private static final Set<String> DENYING_TYPES =
      Set.of("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY");

  /**
   * Services that record, detect, or deploy rootmon, as the first part of their <a
   * href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html">service
   * principals</a>.
   */
  private static final List<String> OBSERVING =
      List.of(
          "cloudtrail.",
          "member.org.stacksets.cloudformation.",
          "stacksets.cloudformation.",
          "guardduty.",
          "malware-protection.guardduty.",
          "securityhub.",
          "config.",
          "config-multiaccountsetup.",
          "access-analyzer.",
          "controltower.",
          "health.",
          "detective.",
          "securitylake.",
          "account.",
          "iam.");

  /** Services whose delegated administrator can affect root or the accounts themselves. */
  private static final List<String> POWERFUL =
      List.of(
          "iam.",
          "account.",
          "member.org.stacksets.cloudformation.",
          "stacksets.cloudformation.",
          "cloudtrail.",
          "guardduty.",
          "sso.");

  /** Calls by which Control Tower updates its trail. They do not stop recording. */
  private static final Set<String> RECORDING_UPDATES = Set.of("UpdateTrail", "PutEventSelectors");

  private static final Set<String> MEMBERS =
      Set.of(
          "DisassociateMembers",
          "DeleteMembers",
          "DisassociateFromAdministratorAccount",
          "DisassociateFromMasterAccount",
          "DisableOrganizationAdminAccount",
          "DeletePublishingDestination");

  static final List<Rule> CRITICAL_RULES =
      List.of(
          new Rule(
              "guardrail.organization.deleted",
              CRITICAL,
              "the organization was deleted: the policies of the organization no longer apply",
              Techniques.MODIFY_HIERARCHY,
              List.of(
                  "Ask {actor} whether this was planned.",
                  "If not: treat the management account as compromised, and contact AWS Support."),
              DocumentationLinks.SERVICE_CONTROL,
              activity -> loosens(activity, "DeleteOrganization")),
          new Rule(
              "guardrail.policy-type.disabled",
              CRITICAL,
              "a policy type was disabled: policies of this type no longer deny anything",
              Techniques.MODIFY_HIERARCHY,
              List.of(
                  "Ask {actor} whether this was planned.",
                  "If not: re-enable {resource}, and attach its policies. All were detached. // If not: re-enable the policy type, and attach its policies. All were detached.",
                  "Search CloudTrail for root activity since then. Root of every member account was unrestricted."),
              DocumentationLinks.SERVICE_CONTROL,
              activity ->
                  loosens(activity, "DisablePolicyType")
                      && DENYING_TYPES.contains(upper(activity, "policyType"))),
          new Rule(
              "guardrail.recording.untrusted",
              CRITICAL,
              "CloudTrail lost its access to the organization: the organization trail stops recording member accounts",
              Techniques.DISABLE_CLOUD_LOGS,
              List.of(
                  "Ask {actor} whether this was planned.",
                  "If not: re-enable trusted access for CloudTrail, and check the trail's status.",
                  "Treat activity since then as unrecorded. Without the trail, rootmon receives no calls."),
              DocumentationLinks.TRUSTED_ACCESS,
              activity ->
                  loosens(activity, "DisableAWSServiceAccess")
                      && isOf(activity, List.of("cloudtrail."))),
          new Rule(
              "root.guardrail.loosened",
              CRITICAL,
              "root removed or weakened a guardrail of the organization: calls that were denied may be allowed now, and attacks may go undetected",
              Techniques.MODIFY_HIERARCHY,
              List.of(
                  "{Undo} now.",
                  "Treat root of {root} as compromised unless its owner confirms the change in person.",
                  "Search CloudTrail for what else was done from {address}. // Search CloudTrail for what else the caller did.",
                  "If {management} is the management account, an SCP does not restrict its root: contact AWS Support, and reset its root password. // "),
              DocumentationLinks.SERVICE_CONTROL,
              activity ->
                  isGuardrail(activity) && activity.underRootsPower() && !isPlaced(activity)));

  /** Rules for specific calls. {@link #OTHER_RULES} ends with the rule for all others. */
  private static final List<Rule> SPECIFIC =
      List.of(
          rule(
              "guardrail.account.placed",
              LOW,
              "an account was moved from the organization's root into a unit",
              List.of(
                  "Check whether {account} is a new account. If so, there is nothing to do.",
                  "If it is not: check which policies apply to its unit."),
              DocumentationLinks.MOVING,
              GuardrailRules::isPlaced),
          rule(
              "guardrail.control-tower",
              MEDIUM,
              "AWS Control Tower changed a guardrail or the settings of recording on a user's behalf",
              List.of(
                  "Check whether you updated the landing zone or a control. If so, there is nothing to do.",
                  "If not: find in CloudTrail who called Control Tower at that time."),
              DocumentationLinks.SERVICE_CONTROL,
              GuardrailRules::isByControlTower),
          rule(
              "guardrail.policy.detached",
              HIGH,
              "an organization policy was detached: calls that the policy denied are allowed again",
              List.of(
                  "Ask {actor} whether this was planned.",
                  "If not: reattach the policy {resource}, and revoke the actor's access. // If not: reattach the policy, and revoke the actor's access.",
                  "Look for root calls that the policy denied before the change."),
              DocumentationLinks.SERVICE_CONTROL,
              activity -> loosens(activity, "DetachPolicy")),
          rule(
              "guardrail.policy.changed",
              HIGH,
              "the text of an organization policy was changed: calls that the policy denied may be allowed now",
              List.of(
                  "Ask {actor} whether this was planned, and compare the old text with the new one.",
                  "If not: restore the policy {resource}, and revoke the actor's access. // If not: restore the policy, and revoke the actor's access."),
              DocumentationLinks.SERVICE_CONTROL,
              activity ->
                  loosens(activity, "UpdatePolicy")
                      && parameters(activity).text("content").isPresent()),
          rule(
              "guardrail.account.moved",
              HIGH,
              "an account was moved out of its unit: other policies apply to the account now",
              List.of(
                  "Ask {actor} whether the move of {account} was planned.",
                  "If not: move it back, and look for root calls that were denied before the move."),
              DocumentationLinks.MOVING,
              activity -> loosens(activity, "MoveAccount")),
          rule(
              "guardrail.trusted-access.removed",
              HIGH,
              "a service that records, detects, or deploys lost its access to the organization: the service may no longer cover member accounts",
              List.of(
                  "Ask {actor} whether this was planned.",
                  "If not: {undo}, and check that it works in every account.",
                  "Run 'rootmon coverage -c rootmon.json'. Coverage of new accounts may depend on this access."),
              DocumentationLinks.TRUSTED_ACCESS,
              activity ->
                  loosens(
                          activity,
                          "DeactivateOrganizationsAccess",
                          "DisableHealthServiceAccessForOrganization",
                          "DeregisterOrganizationDelegatedAdmin")
                      || (loosens(
                              activity,
                              "DisableAWSServiceAccess",
                              "DeregisterDelegatedAdministrator")
                          && isOf(activity, OBSERVING))),
          rule(
              "guardrail.administrator.registered",
              HIGH,
              "an account became a delegated administrator: the account can now act on root users or accounts of the organization",
              List.of(
                  "Ask {actor} whether the account was meant to administer {resource}. // Ask {actor} whether the account was meant to administer the service.",
                  "If not: deregister it, and read CloudTrail for what it did since then.",
                  "Check for root sessions. With IAM, the account can open them in every member account."),
              DocumentationLinks.TRUSTED_ACCESS,
              activity ->
                  loosens(activity, "RegisterDelegatedAdministrator") && isOf(activity, POWERFUL)),
          rule(
              "guardrail.delegation.changed",
              HIGH,
              "the organization's delegation policy was changed: others may manage the policies of the organization",
              List.of(
                  "Ask {actor} whether this was planned, and read the policy in the event.",
                  "If not: restore it, and check which policies have changed since then."),
              DocumentationLinks.DELEGATION,
              activity -> loosens(activity, "PutResourcePolicy", "DeleteResourcePolicy")),
          rule(
              "guardrail.guardduty.suppressed",
              HIGH,
              "GuardDuty archives findings about root automatically: your team no longer receives findings that match the filter",
              List.of(
                  "Ask {actor} why, and read the filter's criteria in the event.",
                  "If it covers findings about root: delete the filter \"{resource}\". // If it covers findings about root: delete the filter.",
                  "Look through the findings that have been archived since then."),
              DocumentationLinks.SUPPRESSION,
              activity ->
                  loosens(activity, "CreateFilter", "UpdateFilter")
                      && FindingCriteria.ofGuardDuty(parameters(activity)).mayMatchRoot()),
          rule(
              "guardrail.securityhub.suppressed",
              HIGH,
              "Security Hub hides findings about root automatically: your team no longer receives findings that the call covers",
              List.of(
                  "Ask {actor} why, and read the criteria in the event.",
                  "If it covers findings about root: {undo}.",
                  "Look through the findings that were suppressed or missed since then."),
              DocumentationLinks.AUTOMATION_RULES,
              activity ->
                  (loosens(
                              activity,
                              "CreateAutomationRule",
                              "CreateAutomationRuleV2",
                              "BatchUpdateAutomationRules",
                              "UpdateAutomationRuleV2")
                          && activity.closesFindings()
                          && FindingCriteria.ofSecurityHub(parameters(activity)).mayMatchRoot())
                      || (loosens(activity, "DisableImportFindingsForProduct")
                          && isImportOfGuardDuty(activity))),
          rule(
              "guardrail.guardduty.trusted",
              HIGH,
              "a GuardDuty trusted list was added or changed: GuardDuty no longer reports activity from the addresses or domains of the list",
              List.of(
                  "Ask {actor} whose addresses these are. The list is in the S3 object of the event.",
                  "If you can't tell: deactivate the list, and look for calls from its addresses."),
              DocumentationLinks.TRUST_LISTS,
              activity ->
                  loosens(
                      activity,
                      "CreateIPSet",
                      "UpdateIPSet",
                      "CreateTrustedEntitySet",
                      "UpdateTrustedEntitySet")),
          rule(
              "guardrail.members.removed",
              HIGH,
              "a detection service no longer reports accounts to its administrator: findings may reach no one",
              List.of(
                  "Ask {actor} whether this was planned.",
                  "If not: {undo}, and look through the findings since then."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> isGuardrail(activity) && activity.is(MEMBERS)),
          rule(
              "guardrail.control.disabled",
              HIGH,
              "a control of AWS Control Tower was disabled: the control no longer prevents or detects changes",
              List.of(
                  "Ask {actor} whether this was planned.",
                  "If not: re-enable it, and look for changes that it would have prevented."),
              DocumentationLinks.SERVICE_CONTROL,
              activity -> isGuardrail(activity) && activity.isFrom("controltower")),
          rule(
              "guardrail.stack-sets-role",
              HIGH,
              "a role was changed that rootmon's service control policy exempts: users of the role can change the spoke",
              List.of(
                  "Ask {actor} why they changed {resource}. Only AWS creates and changes roles with this name. // Ask {actor} why they changed the role. Only AWS creates and changes roles with this name.",
                  "Delete the role unless StackSets needs it, and check what was done with it."),
              DocumentationLinks.SERVICE_CONTROL,
              activity -> isGuardrail(activity) && activity.isFrom("iam")));

  static final List<Rule> OTHER_RULES =
      Stream.concat(
              SPECIFIC.stream(),
              Stream.of(
                  rule(
                      "guardrail.service-access.changed",
                      MEDIUM,
                      "a service's access to the organization, or its delegated administrator, was changed",
                      List.of(
                          "Ask {actor} whether this was planned.",
                          "If not: {undo}, and check what the actor did next."),
                      DocumentationLinks.TRUSTED_ACCESS,
                      activity -> changesServiceAccess(activity) && isOfNoOtherRule(activity)),
                  rule(
                      "guardrail.reduced",
                      MEDIUM,
                      "a policy or a detection service of the organization was reduced",
                      List.of(
                          "Ask {actor} to explain {event} on {resource}. // Ask {actor} to explain {event}.",
                          "If you can't tell: undo it, and check what the actor did next."),
                      DocumentationLinks.SERVICE_CONTROL,
                      activity ->
                          isGuardrail(activity)
                              && !changesServiceAccess(activity)
                              && isOfNoOtherRule(activity))))
          .toList();

  private GuardrailRules() {}

  private static Rule rule(
      String id,
      Severity severity,
      String reason,
      List<String> advice,
      URI page,
      Predicate<RootActivity> condition) {
    return new Rule(id, severity, reason, Techniques.MODIFY_HIERARCHY, advice, page, condition);
  }

  private static boolean isGuardrail(RootActivity activity) {
    return activity.loosensGuardrail() && activity.succeeded();
  }

  private static boolean changesServiceAccess(RootActivity activity) {
    return loosens(
        activity,
        "DisableAWSServiceAccess",
        "RegisterDelegatedAdministrator",
        "DeregisterDelegatedAdministrator");
  }

  private static boolean isOfNoOtherRule(RootActivity activity) {
    return Stream.concat(CRITICAL_RULES.stream(), SPECIFIC.stream())
        .noneMatch(it -> it.condition().test(activity));
  }

  private static boolean loosens(RootActivity activity, String... calls) {
    return isGuardrail(activity) && activity.is(calls);
  }

  /**
   * Returns whether a new account, which starts directly below the organization's root, is moved
   * into a unit.
   */
  private static boolean isPlaced(RootActivity activity) {
    return loosens(activity, "MoveAccount")
        && parameters(activity)
            .text("sourceParentId")
            .filter(it -> it.startsWith("r-"))
            .isPresent();
  }

  /** Returns whether Control Tower made the call. AWS itself writes both fields. */
  static boolean isByControlTower(RootActivity activity) {
    boolean isUpdateOfRecording =
        activity.is(RECORDING_UPDATES) && activity.is(ActivityKind.TAMPERING);
    return activity.succeeded()
        && !activity.changesRootmon()
        && (activity.loosensGuardrail() || isUpdateOfRecording)
        && (activity
                .event()
                .identity()
                .invokedBy()
                .filter(GuardrailRules::isControlTower)
                .isPresent()
            || activity.event().sourceAddress().filter(GuardrailRules::isControlTower).isPresent());
  }

  private static boolean isControlTower(String name) {
    return name.strip().equalsIgnoreCase("controltower.amazonaws.com");
  }

  private static boolean isOf(RootActivity activity, List<String> services) {
    String principal =
        parameters(activity).text("servicePrincipal").orElse("").strip().toLowerCase(Locale.ROOT);
    return services.stream().anyMatch(principal::startsWith);
  }

  private static boolean isImportOfGuardDuty(RootActivity activity) {
    return parameters(activity).values().values().stream()
        .anyMatch(it -> it.endsWith("/aws/guardduty"));
  }

  private static String upper(RootActivity activity, String parameter) {
    return parameters(activity).text(parameter).orElse("").toUpperCase(Locale.ROOT);
  }

  private static EventFields parameters(RootActivity activity) {
    return activity.event().requestParameters();
  }
}
