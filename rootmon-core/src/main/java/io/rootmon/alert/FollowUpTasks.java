package io.rootmon.alert;

import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Severity;
import io.rootmon.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What remains to do after an incident, by what was done in it. */
record FollowUpTasks(Incident incident, List<IncidentEvent> entries) {
  private static final int MAX_CALLS = 4;
  private static final int CALL_TIMEOUT = 60;

  /** What is to be undone where any of the rules' acts succeeded. */
  private record Task(String text, Set<String> rules) {
    Task(String text, String... rules) {
      this(text, Set.of(rules));
    }

    boolean concerns(IncidentEvent entry) {
      return entry.rule().filter(rules::contains).isPresent();
    }
  }

  /** The most urgent first. */
  private static final List<Task> TASKS =
      List.of(
          new Task(
              "Delete root's access keys",
              "root.access-key.created",
              "root.access-key.enabled",
              "root.access-key.used"),
          new Task("Register MFA for root again", "root.mfa.removed", "central.mfa.removed"),
          new Task("Look whose second factor root has now", "root.mfa.changed"),
          new Task(
              "Set root's password anew, and look who reads its mailbox",
              "root.password.recovered",
              "root.password.changed",
              "root.password.deleted",
              "central.password.recovery-allowed"),
          new Task(
              "Set root's e-mail address back",
              "account.email.changed",
              "account.email.change-started"),
          new Task("Bring the account back", "account.closed", "account.left-organization"),
          new Task(
              "Switch recording on again, and take the time since as unseen",
              "root.logging.off",
              "watch.logging.off"),
          new Task("Switch detection on again", "root.detection.off", "watch.detection.off"),
          new Task(
              "Apply rootmon's Terraform again",
              "watch.rootmon.removed",
              "watch.rootmon.access-changed",
              "watch.rootmon.changed"),
          new Task("Check who subscribed to rootmon's topic", "watch.rootmon.recipient-added"),
          new Task(
              "Restore the organization's policies, trusted access, and units",
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
              "Restore what GuardDuty and Security Hub report",
              "guardrail.guardduty.suppressed",
              "guardrail.guardduty.trusted",
              "guardrail.members.removed"),
          new Task("Remove the role that StackSets did not create", "guardrail.stack-sets-role"),
          new Task("Delete the exposed key", "account.key.exposed", "account.user-key.exposed"),
          new Task("Deploy the spoke in the region, or disable it", "account.region.enabled"),
          new Task("Remove the users that were made", "root.iam.user"),
          new Task("Withdraw the credentials that users got", "root.iam.credential"),
          new Task("Withdraw the permissions that were given", "root.iam.policy"),
          new Task("Remove the roles that were made, or who may take them now", "root.iam.role"),
          new Task("Remove the identity providers that were added", "root.iam.identity-provider"),
          new Task(
              "Revoke the credentials that root made: deny what was issued before now",
              "root.credentials.minted"),
          new Task("Set the account's contacts back", "account.contact.changed"),
          new Task("Look who switched central root management", "central.switched"),
          new Task("Go through what else was changed", "root.change", "central.change"));

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Task task : TASKS) {
      calls(it -> task.concerns(it) && it.changes() && it.outcome() == EventOutcome.SUCCEEDED)
          .ifPresent(it -> lines.add(task.text() + ": " + it + "."));
    }
    calls(
            it ->
                it.outcome() != EventOutcome.SUCCEEDED
                    && it.kind() != ActivityKind.SERVICE_ON_BEHALF)
        .ifPresent(it -> lines.add("Find out who tried what did not succeed: " + it + "."));
    if (isUnanswered(incident)) {
      lines.add("Nobody acknowledged it: name who looks into it.");
    }
    lines.add(
        lines.isEmpty()
            ? "Nothing that is known of: nothing was changed, and nothing failed."
            : "Write down who it was and why; if nobody knows, treat root as stolen.");
    return lines;
  }

  /** Whether somebody should have responded, and nobody did. */
  static boolean isUnanswered(Incident incident) {
    return incident.severity().isAtLeast(Severity.HIGH)
        && incident.handling().responses().isEmpty();
  }

  /** Which calls, how often, since when and where; empty where there was none. */
  private Optional<String> calls(Predicate<IncidentEvent> wanted) {
    List<IncidentEvent> some = entries.stream().filter(wanted).toList();
    if (some.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    some.forEach(it -> counts.merge(SafeText.line(it.eventName(), CALL_TIMEOUT), 1L, Long::sum));
    String names =
        counts.entrySet().stream()
            .limit(MAX_CALLS)
            .map(it -> it.getKey() + (it.getValue() == 1 ? "" : " × " + it.getValue()))
            .collect(Collectors.joining(", "));
    int more = counts.size() - MAX_CALLS;
    return Optional.of(
        names
            + (more > 0 ? " and " + more + " more" : "")
            + (some.size() == 1 ? " at " : " since ")
            + Facts.time(some.get(0).time())
            + where(some));
  }

  private static String where(List<IncidentEvent> entries) {
    List<String> regions = entries.stream().flatMap(it -> it.region().stream()).distinct().toList();
    return switch (regions.size()) {
      case 0 -> "";
      case 1 -> " in " + SafeText.line(regions.get(0), CALL_TIMEOUT);
      default -> " in " + regions.size() + " regions";
    };
  }
}
