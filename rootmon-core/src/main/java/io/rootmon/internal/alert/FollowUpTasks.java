package io.rootmon.internal.alert;

import io.rootmon.account.Account;
import io.rootmon.alert.ReportSource;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The steps that remain after an incident, the most urgent first. Successful changes must be
 * undone, and credentials that another person may have must be replaced. The last step depends on
 * the severity and on the access that the caller had.
 *
 * @param entries the events in the order of their times
 */
public record FollowUpTasks(Incident incident, List<IncidentEvent> entries, ReportSource source) {
  private static final int MAX_NAME_LENGTH = 60;
  private static final int MAX_ADDRESSES = 3;
  private static final Set<String> SIGN_INS =
      Set.of("ConsoleLogin", "CheckMfa", "PasswordRecoveryRequested");

  /**
   * A step that is necessary if an event was judged by one of the rules.
   *
   * @param isDueAfterFailure whether the step is also necessary if the event failed or was denied
   */
  private record Task(String text, boolean isDueAfterFailure, Set<String> rules) {
    static Task of(String text, String... rules) {
      return new Task(text, false, Set.of(rules));
    }

    static Task evenAfterFailure(String text, String... rules) {
      return new Task(text, true, Set.of(rules));
    }

    boolean concerns(IncidentEvent entry) {
      return entry.rule().filter(rules::contains).isPresent()
          && (isDueAfterFailure || succeeded(entry));
    }
  }

  /** All tasks, the most urgent first. */
  private static final String REGISTER_MFA = "Register MFA for root again";

  private static final String REGISTER_MFA_AND_RESET_PASSWORD =
      "Register MFA for root, and reset its password unless its owner confirms the sign-in";
  private static final String CHECK_MAILBOX = "Check who can read root's mailbox";
  private static final String RESET_PASSWORD_UNLESS_KNOWN =
      "Reset root's password unless its owner confirms the attempt";
  private static final String RESET_PASSWORD_AND_CHECK_MAILBOX =
      "Reset root's password, and check who can read root's mailbox";

  /** The tasks that another task includes. */
  private static final Map<String, String> INCLUDED =
      Map.of(
          REGISTER_MFA, REGISTER_MFA_AND_RESET_PASSWORD,
          CHECK_MAILBOX, RESET_PASSWORD_AND_CHECK_MAILBOX,
          RESET_PASSWORD_UNLESS_KNOWN, RESET_PASSWORD_AND_CHECK_MAILBOX);

  private static final List<Task> TASKS =
      List.of(
          // A denied call proves that the key or the password works.
          Task.evenAfterFailure("Delete root's access keys", "root.access-key.used"),
          Task.of(
              "Delete root's access keys", "root.access-key.created", "root.access-key.enabled"),
          Task.evenAfterFailure(RESET_PASSWORD_UNLESS_KNOWN, "root.password.known"),
          Task.of("Delete root's signing certificates", "root.signing-certificate.created"),
          Task.of("Reset root's password, and delete its access keys", "guardduty.root-threat"),
          Task.of(REGISTER_MFA_AND_RESET_PASSWORD, "root.sign-in.without-mfa"),
          Task.of(
              "Check that root has MFA, and reset its password unless its owner confirms the"
                  + " sign-in",
              "root.sign-in.mfa-unknown"),
          Task.of(REGISTER_MFA, "root.mfa.removed", "central.mfa.removed"),
          Task.of("Check that root's MFA device is yours", "root.mfa.changed"),
          Task.of(
              RESET_PASSWORD_AND_CHECK_MAILBOX,
              "root.password.recovered",
              "root.password.changed",
              "root.password.deleted",
              "central.password.recovery-allowed"),
          Task.of(CHECK_MAILBOX, "root.password.recovery-requested"),
          Task.of("Set root's email address back", "account.email.changed"),
          Task.of("Check that root's email address is still yours", "account.email.change-started"),
          Task.of("Reopen the account", "account.closed"),
          Task.of("Invite the account to the organization again", "account.left-organization"),
          Task.of(
              "Turn recording back on, and treat activity since then as unrecorded",
              "root.logging.off",
              "watch.logging.off"),
          Task.of("Turn detection back on", "root.detection.off", "watch.detection.off"),
          Task.of(
              "Redeploy rootmon's stack",
              "watch.rootmon.removed",
              "watch.rootmon.access-changed",
              "watch.rootmon.changed"),
          Task.of("Check who subscribed to rootmon's topic", "watch.rootmon.recipient-added"),
          Task.of(
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
              "guardrail.service-access.changed",
              "guardrail.delegation.changed",
              "guardrail.control.disabled"),
          Task.of(
              "Restore the settings of GuardDuty and Security Hub",
              "guardrail.guardduty.suppressed",
              "guardrail.guardduty.trusted",
              "guardrail.securityhub.suppressed",
              "guardrail.members.removed"),
          Task.of("Remove the role that StackSets did not create", "guardrail.stack-sets-role"),
          Task.of("Delete the exposed key", "account.key.exposed", "account.user-key.exposed"),
          Task.of("Replace the secrets that were read", "root.secret.read"),
          Task.of("Remove public access", "root.resource.public"),
          Task.of(
              "Remove the access of other accounts, and replace the secrets in the shared data",
              "root.resource.shared"),
          Task.of("Close the networks that were opened to the internet", "root.network.opened"),
          Task.of(
              "Deploy the spoke in the enabled region, or disable the region",
              "account.region.enabled"),
          Task.of("Remove the users that were created", "root.iam.user"),
          Task.of("Revoke the credentials that users received", "root.iam.credential"),
          Task.of("Revoke the permissions that were granted", "root.iam.policy"),
          Task.of(
              "Remove the roles that were created, and undo changes to trust policies",
              "root.iam.role"),
          Task.of("Remove the identity providers that were added", "root.iam.identity-provider"),
          Task.of("Restore the MFA devices of the users", "root.iam.mfa"),
          Task.of("Restore the account's password policy", "root.iam.password-policy"),
          Task.of(
              "Revoke the sessions that root created: deny requests with older tokens",
              "root.credentials.minted",
              "root.sign-in.federated"),
          Task.of("Set the account's contacts back", "account.contact.changed"),
          Task.of("Find out who changed central root management", "central.switched"),
          Task.of("Check the tickets of the central root sessions", "central.session.task"),
          Task.of(
              "Find the calls of root that were reported",
              "guardduty.root-credentials",
              "cloudwatch.root-usage"),
          Task.of("Check what the unrecognized calls did", "root.unknown"),
          Task.of(
              "Find out who has the root credentials of the account that joined",
              "account.joined-organization"),
          Task.of("Find out who tried to close the account", "account.closing-failed"));

  /** Rules for activity of root, or on its credentials, by any caller. */
  private static final List<String> ROOT_RULES =
      List.of("root.", "central.", "account.email.", "account.key.", "guardduty.", "cloudwatch.");

  /** Services that report activity and change nothing themselves. */
  private static final Set<String> NOTIFIERS = Set.of("cloudwatch", "guardduty", "health");

  private static final Set<ActivityKind> ROOT_KINDS =
      Set.of(
          ActivityKind.DIRECT,
          ActivityKind.LONG_TERM_KEY,
          ActivityKind.ROOT_ISSUED_SESSION,
          ActivityKind.ASSUMED_ROOT,
          ActivityKind.ASSUME_ROOT);

  /** Returns whether a task exists for the rule. */
  static boolean covers(String rule) {
    return TASKS.stream().anyMatch(it -> it.rules().contains(rule));
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>(undo());
    unlisted(lines.isEmpty()).ifPresent(lines::add);
    failed().ifPresent(lines::add);
    if (source.hasResponses() && incident.isUnanswered()) {
      lines.add("Assign an owner: no one acknowledged the incident.");
    }
    lines.add(last(lines.isEmpty()));
    return lines;
  }

  /** Returns the steps of the rules: they undo changes and replace what is known to others. */
  List<String> undo() {
    Map<String, List<IncidentEvent>> steps = new LinkedHashMap<>();
    for (Task task : TASKS) {
      entries.stream()
          .filter(task::concerns)
          .forEach(it -> steps.computeIfAbsent(task.text(), text -> new ArrayList<>()).add(it));
    }
    INCLUDED.forEach(
        (text, whole) -> {
          if (steps.containsKey(text) && steps.containsKey(whole)) {
            steps.get(whole).addAll(steps.remove(text));
          }
        });
    List<String> lines = new ArrayList<>();
    steps.forEach((text, events) -> lines.add(text + " (" + extent(sorted(events)) + ")."));
    return lines;
  }

  private static List<IncidentEvent> sorted(List<IncidentEvent> events) {
    return events.stream()
        .sorted(Comparator.comparing(IncidentEvent::time).thenComparing(IncidentEvent::number))
        .toList();
  }

  /** Returns the step for changes that no task concerns. */
  private Optional<String> unlisted(boolean isOnly) {
    List<IncidentEvent> some =
        entries.stream()
            .filter(it -> isChange(it) && TASKS.stream().noneMatch(task -> task.concerns(it)))
            .toList();
    if (some.isEmpty()) {
      return Optional.empty();
    }
    String other = isOnly ? "" : "other ";
    String what =
        some.size() == 1
            ? "the " + other + "change was planned"
            : "the " + other + "changes were planned";
    return Optional.of("Confirm that " + what + " (" + extent(some) + ").");
  }

  private static boolean isChange(IncidentEvent entry) {
    return entry.changes()
        && succeeded(entry)
        && entry.kind() != ActivityKind.SERVICE_ON_BEHALF
        && entry.kind() != ActivityKind.ASSUME_ROOT
        && !NOTIFIERS.contains(entry.service());
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
    if (isFirst && isHarmless()) {
      return "No action is required: nothing was changed, and nothing failed.";
    } else if (isExpected()) {
      return "Record the reason: the activity was marked as expected.";
    } else if (!hadAccess) {
      return "Ask the owner of root whether the attempt was theirs. If not, check that MFA is on.";
    } else if (incident.severity().isAtLeast(Severity.HIGH)) {
      return "Record who it was and why. If you cannot tell, " + containment() + ".";
    }
    return "Record who it was and why.";
  }

  /**
   * Returns whether nothing was changed and nothing failed. A severity of MEDIUM or more has
   * another reason, and events that were not read may have changed something.
   */
  private boolean isHarmless() {
    return !incident.severity().isAtLeast(Severity.MEDIUM)
        && entries.size() >= incident.count()
        && entries.stream().noneMatch(FollowUpTasks::isChange);
  }

  /** Returns the step against a caller whom the organization cannot identify. */
  String containment() {
    return concernsRoot(incident, entries)
        ? "treat root as compromised"
        : "revoke the access of " + callers();
  }

  private String callers() {
    List<String> names =
        entries.stream()
            .flatMap(it -> AlertFactory.stored(it, Account.UNKNOWN).stream())
            .flatMap(it -> it.finding().stream())
            .map(Finding::activity)
            .filter(RootActivity::hasKnownActor)
            .map(it -> SafeText.line(it.actorName(), MAX_NAME_LENGTH))
            .distinct()
            .toList();
    return names.isEmpty() ? "the caller" : CountText.list(names, MAX_ADDRESSES, "callers");
  }

  /**
   * Returns whether root or a session with its permissions acted, or root's credentials were the
   * target. If not, the incident is about callers who changed the monitoring or the account.
   */
  static boolean concernsRoot(Incident incident, List<IncidentEvent> entries) {
    return incident.kinds().stream().anyMatch(ROOT_KINDS::contains)
        || entries.stream().anyMatch(FollowUpTasks::concernsRoot);
  }

  static boolean concernsRoot(IncidentEvent entry) {
    String rule = entry.rule().orElse("");
    return ROOT_KINDS.contains(entry.kind())
        || ROOT_RULES.stream().anyMatch(rule::startsWith)
        || Headline.isByRoot(entry.headline());
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
