package io.rootmon.internal.alert;

import io.rootmon.alert.ReportSource;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The steps that remain after an incident, the most urgent first. Successful changes must be
 * undone; failed calls are only attempts. The last step depends on the severity and on the access
 * that the caller had.
 *
 * @param entries the events in the order of their times
 */
public record FollowUpTasks(Incident incident, List<IncidentEvent> entries, ReportSource source) {
  private static final int MAX_NAME_LENGTH = 60;
  private static final int MAX_ADDRESSES = 3;
  private static final Set<String> SIGN_INS =
      Set.of("ConsoleLogin", "CheckMfa", "PasswordRecoveryRequested");

  /** A step that is necessary if any event of the rules succeeded. */
  private record Task(String text, Set<String> rules) {
    Task(String text, String... rules) {
      this(text, Set.of(rules));
    }

    boolean concerns(IncidentEvent entry) {
      return entry.rule().filter(rules::contains).isPresent();
    }
  }

  /** All tasks, the most urgent first. */
  private static final List<Task> TASKS =
      List.of(
          new Task(
              "Delete root's access keys",
              "root.access-key.created",
              "root.access-key.enabled",
              "root.access-key.used"),
          new Task("Delete root's signing certificates", "root.signing-certificate.created"),
          new Task("Register MFA for root again", "root.mfa.removed", "central.mfa.removed"),
          new Task("Check that root's MFA device is yours", "root.mfa.changed"),
          new Task(
              "Set a new root password, and check who can read the mailbox of root",
              "root.password.recovered",
              "root.password.changed",
              "root.password.deleted",
              "central.password.recovery-allowed"),
          new Task(
              "Set root's email address back",
              "account.email.changed",
              "account.email.change-started"),
          new Task(
              "Reopen the account, or invite it to the organization again",
              "account.closed",
              "account.left-organization"),
          new Task(
              "Turn recording on again, and treat activity since then as unrecorded",
              "root.logging.off",
              "watch.logging.off"),
          new Task("Turn detection on again", "root.detection.off", "watch.detection.off"),
          new Task(
              "Apply rootmon's Terraform again",
              "watch.rootmon.removed",
              "watch.rootmon.access-changed",
              "watch.rootmon.changed"),
          new Task("Check who subscribed to rootmon's topic", "watch.rootmon.recipient-added"),
          new Task(
              "Restore the organization's policies, trusted access and units",
              "root.guardrail.loosened",
              "guardrail.organization.deleted",
              "guardrail.policy-type.disabled",
              "guardrail.recording.untrusted",
              "guardrail.policy.detached",
              "guardrail.policy.changed",
              "guardrail.account.moved",
              "guardrail.trusted-access.removed",
              "guardrail.administrator.registered",
              "guardrail.delegation.changed",
              "guardrail.control.disabled"),
          new Task(
              "Restore the settings of GuardDuty and Security Hub",
              "guardrail.guardduty.suppressed",
              "guardrail.guardduty.trusted",
              "guardrail.securityhub.suppressed",
              "guardrail.members.removed"),
          new Task("Remove the role that StackSets did not create", "guardrail.stack-sets-role"),
          new Task("Delete the exposed key", "account.key.exposed", "account.user-key.exposed"),
          new Task(
              "Deploy the spoke in the enabled region, or disable the region",
              "account.region.enabled"),
          new Task("Remove the users that were created", "root.iam.user"),
          new Task("Revoke the credentials that users received", "root.iam.credential"),
          new Task("Revoke the permissions that were granted", "root.iam.policy"),
          new Task(
              "Remove the roles that were created, and undo changes to trust policies",
              "root.iam.role"),
          new Task("Remove the identity providers that were added", "root.iam.identity-provider"),
          new Task(
              "Revoke the sessions that root created: deny requests with older tokens",
              "root.credentials.minted"),
          new Task("Set the account's contacts back", "account.contact.changed"),
          new Task("Find out who changed central root management", "central.switched"),
          new Task("Review the other changes", "root.change", "central.change"));

  public List<String> lines() {
    List<String> lines = new ArrayList<>(undo());
    failed().ifPresent(lines::add);
    if (source.hasResponses() && incident.isUnanswered()) {
      lines.add("Assign an owner: no one acknowledged the incident.");
    }
    lines.add(last(lines.isEmpty()));
    return lines;
  }

  /** Returns the steps that undo successful changes. */
  List<String> undo() {
    List<String> lines = new ArrayList<>();
    for (Task task : TASKS) {
      List<IncidentEvent> some =
          entries.stream()
              .filter(it -> task.concerns(it) && it.changes() && succeeded(it))
              .toList();
      if (!some.isEmpty()) {
        lines.add(task.text() + " (" + extent(some) + ").");
      }
    }
    return lines;
  }

  private Optional<String> failed() {
    List<IncidentEvent> failed =
        entries.stream()
            .filter(it -> !succeeded(it) && it.kind() != ActivityKind.SERVICE_ON_BEHALF)
            .toList();
    if (failed.isEmpty()) {
      return Optional.empty();
    }
    boolean areSignIns = failed.stream().allMatch(FollowUpTasks::isSignIn);
    String noun = areSignIns ? "failed sign-in" : "failed or denied call";
    String what = failed.size() == 1 ? "the " + noun : "the " + CountText.of(failed.size(), noun);
    return Optional.of("Identify the source of " + what + addresses(failed) + ".");
  }

  private static String addresses(List<IncidentEvent> events) {
    List<String> addresses =
        events.stream().flatMap(it -> it.address().stream()).distinct().toList();
    if (addresses.isEmpty()) {
      return "";
    }
    List<String> lines = addresses.stream().map(it -> SafeText.line(it, MAX_NAME_LENGTH)).toList();
    return " from " + CountText.list(lines, MAX_ADDRESSES, "addresses");
  }

  private String last(boolean isFirst) {
    boolean hadAccess =
        entries.stream().anyMatch(it -> succeeded(it) || !isSignIn(it))
            || entries.size() < incident.count();
    if (isFirst && incident.severity().compareTo(Severity.HIGH) < 0) {
      return "No action is required: nothing was changed, and nothing failed.";
    } else if (isExpected()) {
      return "Record the reason: the activity was marked as expected.";
    } else if (!hadAccess) {
      return "Ask the owner of root whether the attempt was theirs. If not, check that MFA is on.";
    } else if (incident.severity().isAtLeast(Severity.HIGH)) {
      return "Record who it was and why. If you cannot tell, treat root as compromised.";
    }
    return "Record who it was and why.";
  }

  private boolean isExpected() {
    List<Response> responses = incident.handling().responses();
    return !responses.isEmpty()
        && responses.get(responses.size() - 1).action() == Response.Action.EXPECTED;
  }

  private static boolean succeeded(IncidentEvent entry) {
    return entry.outcome() == EventOutcome.SUCCEEDED;
  }

  private static boolean isSignIn(IncidentEvent entry) {
    return SIGN_INS.contains(entry.eventName());
  }

  /** Returns the number, time range and regions of the events. */
  private static String extent(List<IncidentEvent> events) {
    String first = Facts.time(events.get(0).time());
    return (events.size() == 1 ? first : CountText.number(events.size()) + " events since " + first)
        + location(events);
  }

  private static String location(List<IncidentEvent> entries) {
    List<String> regions = entries.stream().flatMap(it -> it.region().stream()).distinct().toList();
    return switch (regions.size()) {
      case 0 -> "";
      case 1 -> ", " + SafeText.line(regions.get(0), MAX_NAME_LENGTH);
      default -> ", " + regions.size() + " regions";
    };
  }
}
