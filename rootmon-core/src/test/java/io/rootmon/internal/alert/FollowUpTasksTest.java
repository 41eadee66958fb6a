package io.rootmon.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.IncidentEventFixtures;
import io.rootmon.alert.ReportSource;
import io.rootmon.cases.CaseFiles;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.Detector;
import io.rootmon.detect.EventOutcome;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Rule;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowUpTasksTest {
  private static final Instant BEGIN = Instant.parse("2026-03-14T02:00:00Z");
  private static final String WHO =
      "Record who it was and why. If you cannot tell, treat root as compromised.";

  @Test
  void succeededActivitiesAreUndoneTheMostUrgentFirst() {
    List<IncidentEvent> entries =
        List.of(
            entry(1, "CreateUser", "root.iam.user", EventOutcome.SUCCEEDED),
            entry(2, "CreateUser", "root.iam.user", EventOutcome.SUCCEEDED),
            entry(3, "StopLogging", "root.logging.off", EventOutcome.SUCCEEDED),
            entry(4, "CreateAccessKey", "root.access-key.created", EventOutcome.SUCCEEDED));

    assertThat(lines(Severity.CRITICAL, acknowledged(), entries))
        .containsExactly(
            "Delete root's access keys (2026-03-14 02:00:04 UTC, us-east-1).",
            "Turn recording back on, and treat activity since then as unrecorded"
                + " (2026-03-14 02:00:03 UTC, us-east-1).",
            "Remove the users that were created"
                + " (2 events since 2026-03-14 02:00:01 UTC, us-east-1).",
            WHO);
  }

  @Test
  void aDeniedCallIsAnAttemptByACallerWithCredentials() {
    List<IncidentEvent> entries =
        List.of(entry(1, "StopLogging", "root.logging.off", EventOutcome.DENIED));

    assertThat(lines(Severity.HIGH, acknowledged(), entries))
        .containsExactly("Identify the source of the failed or denied call from 192.0.2.10.", WHO);
    assertThat(lines(Severity.MEDIUM, IncidentTracking.NONE, entries))
        .endsWith("Record who it was and why.");
  }

  @Test
  void failedSignInsAreNoReasonToTreatRootAsCompromised() {
    List<IncidentEvent> entries =
        List.of(
            entry(1, "ConsoleLogin", "root.sign-in.failed", EventOutcome.FAILED),
            entry(2, "ConsoleLogin", "root.sign-in.failed", EventOutcome.FAILED));

    for (Severity severity : List.of(Severity.MEDIUM, Severity.HIGH)) {
      assertThat(lines(severity, acknowledged(), entries))
          .containsExactly(
              "Identify the source of the 2 failed sign-ins from 192.0.2.10.",
              "Ask the owner of root whether the attempt was theirs. If not, check that MFA is on.");
    }
  }

  @Test
  void aMissingResponseIsReportedWhenOneIsPossibleAndDue() {
    assertThat(lines(Severity.HIGH, IncidentTracking.NONE, List.of()))
        .containsExactly("Assign an owner: no one acknowledged the incident.", WHO);
    assertThat(lines(Severity.MEDIUM, IncidentTracking.NONE, List.of()))
        .containsExactly("Record who it was and why.");
    assertThat(lines(Severity.HIGH, IncidentTracking.NONE, List.of(), ReportSource.FILES))
        .containsExactly(WHO);
    assertThat(lines(Severity.HIGH, IncidentTracking.NONE, List.of(), ReportSource.LIVE))
        .containsExactly(WHO);
  }

  @Test
  void noActionIsRequiredOnlyIfEveryEventIsKnownAndHarmless() {
    IncidentEvent read = of(ActivityKind.DIRECT, "root.read", Severity.LOW, false);
    IncidentEvent moved =
        of(ActivityKind.TAMPERING, "guardrail.account.placed", Severity.LOW, true);

    assertThat(lines(Severity.LOW, IncidentTracking.NONE, List.of(read)))
        .containsExactly("No action is required: nothing was changed, and nothing failed.");
    assertThat(lines(Severity.LOW, IncidentTracking.NONE, List.of()))
        .containsExactly("Record who it was and why.");
    assertThat(lines(Severity.LOW, IncidentTracking.NONE, List.of(moved)))
        .containsExactly(
            "Confirm that the change was planned (2026-03-14 02:00:00 UTC, us-east-1).",
            "Record who it was and why.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "medium/guardrail.reduced | Confirm that the change was planned",
        "medium/account.joined-organization | Find out who has the root credentials",
        "medium/account.name.changed | Confirm that the change was planned",
        "medium/account.region.disabled | Confirm that the change was planned",
        "medium/watch.rootmon.touched | Confirm that the change was planned",
        "medium/guardrail.control-tower | Confirm that the change was planned",
        "medium/guardrail.service-access.changed | Restore the organization's policies",
        "medium/account.closing-failed | Find out who tried to close the account",
        "critical/root.access-key.used | Delete root's access keys",
        "critical/root.access-key.used--denied-by-scp | Delete root's access keys",
        "critical/root.sign-in.without-mfa | Register MFA for root",
        "critical/guardduty.root-threat | Reset root's password",
        "high/root.credentials.minted | Revoke the sessions that root created",
        "high/root.secret.read | Replace the secrets that were read",
        "high/root.resource.public | Remove public access",
        "high/root.resource.shared | Remove the access of other accounts",
        "high/root.network.opened | Close the networks",
        "high/root.password.known | Reset root's password",
        "critical/account.left-organization | Invite the account",
        "critical/account.closed | Reopen the account"
      })
  void theReportOfACaseBeginsWithItsRemediation(String file, String expected) {
    assertThat(ofCase(file).get(0)).startsWith(expected);
  }

  @Test
  void onlyAnIncidentOfRootTreatsRootAsCompromised() {
    assertThat(ofCase("critical/watch.rootmon.removed--mapping-disabled"))
        .last()
        .isEqualTo("Record who it was and why. If you cannot tell, revoke the access of alice.");
    assertThat(ofCase("critical/root.logging.off")).last().isEqualTo(WHO);
    assertThat(ofCase("critical/account.closed--by-root-of-the-management-account"))
        .last()
        .isEqualTo(WHO);
  }

  /** A HIGH rule without a task needs a reason here. */
  @Test
  void everySevereRuleHasATaskOrAReasonForNone() {
    Set<String> confirmedAsChanges =
        Set.of(
            "root.change",
            "root.access-key.withdrawn",
            "root.signing-certificate.withdrawn",
            "central.change",
            "central.credentials.removed");
    Set<String> confirmedByTheLastStep = Set.of("root.sign-in");

    assertThat(StandardRules.policy().rules())
        .filteredOn(it -> it.severity().isAtLeast(Severity.HIGH))
        .extracting(Rule::id)
        .filteredOn(it -> !it.endsWith("-attempted")) // the step for failed calls
        .filteredOn(it -> !confirmedAsChanges.contains(it) && !confirmedByTheLastStep.contains(it))
        .allMatch(FollowUpTasks::covers);
  }

  private static List<String> ofCase(String file) {
    Finding finding =
        StandardRules.policy()
            .judge(
                new Detector()
                    .detect(CaseFiles.event(CaseFiles.FOLDER.resolve(file + ".json")))
                    .orElseThrow());
    RootActivity activity = finding.activity();
    Alert alert = new AlertFactory(AccountDirectory.of(Map.of())).about(finding);
    IncidentEvent event =
        new IncidentEvent(
            1,
            BEGIN,
            "event-1",
            activity.event().name(),
            activity.service(),
            activity.kind(),
            activity.outcome(),
            finding.severity(),
            alert.headline(),
            Optional.of("192.0.2.10"),
            Optional.of("us-east-1"),
            !activity.readOnly().orElse(false) && !activity.isSignIn(),
            true,
            List.of(),
            AlertJson.write(alert),
            Optional.of(finding.ruleId()));
    return tasks(
        finding.severity(), activity.kind(), acknowledged(), List.of(event), ReportSource.LIVE);
  }

  private static IncidentEvent of(
      ActivityKind kind, String rule, Severity severity, boolean changes) {
    return new IncidentEvent(
        1,
        BEGIN,
        "event-1",
        "Some",
        "organizations",
        kind,
        EventOutcome.SUCCEEDED,
        severity,
        "alice did it",
        Optional.empty(),
        Optional.of("us-east-1"),
        changes,
        true,
        Optional.of(rule));
  }

  @Test
  void expectedActivityNeedsAReason() {
    IncidentTracking expected =
        IncidentTracking.NONE.with(new Response(BEGIN, "ana", Response.Action.EXPECTED, "chat"));
    List<IncidentEvent> entries =
        List.of(entry(1, "CreateUser", "root.iam.user", EventOutcome.SUCCEEDED));

    assertThat(lines(Severity.HIGH, expected, entries))
        .endsWith("Record the reason: the activity was marked as expected.");
  }

  private static IncidentEvent entry(long number, String name, String rule, EventOutcome outcome) {
    return IncidentEventFixtures.of(
        number, BEGIN.plusSeconds(number), Severity.CRITICAL, name, rule, outcome);
  }

  private static IncidentTracking acknowledged() {
    return IncidentTracking.NONE.with(
        new Response(BEGIN, "ana", Response.Action.ACKNOWLEDGED, "chat"));
  }

  private static List<String> lines(
      Severity severity, IncidentTracking handling, List<IncidentEvent> entries) {
    return lines(severity, handling, entries, ReportSource.LIVE_WITH_RESPONSES);
  }

  private static List<String> lines(
      Severity severity,
      IncidentTracking handling,
      List<IncidentEvent> entries,
      ReportSource source) {
    return tasks(severity, ActivityKind.DIRECT, handling, entries, source);
  }

  private static List<String> tasks(
      Severity severity,
      ActivityKind kind,
      IncidentTracking handling,
      List<IncidentEvent> entries,
      ReportSource source) {
    Incident incident =
        new Incident(
            "some",
            Optional.empty(),
            BEGIN,
            BEGIN,
            BEGIN,
            Map.of(severity, (long) Math.max(1, entries.size())),
            Set.of(kind),
            Set.of(),
            Map.of(),
            Optional.of(BEGIN),
            handling);
    return new FollowUpTasks(incident, entries, source).lines();
  }
}
