package io.rootmon.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.IncidentEventFixtures;
import io.rootmon.alert.ReportSource;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
            "Turn recording on again, and treat activity since then as unrecorded"
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
        .containsExactly("No action is required: nothing was changed, and nothing failed.");
    assertThat(lines(Severity.HIGH, IncidentTracking.NONE, List.of(), ReportSource.FILES))
        .containsExactly(WHO);
    assertThat(lines(Severity.HIGH, IncidentTracking.NONE, List.of(), ReportSource.LIVE))
        .containsExactly(WHO);
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
    Incident incident =
        new Incident(
            "some",
            Optional.empty(),
            BEGIN,
            BEGIN,
            BEGIN,
            Map.of(severity, (long) Math.max(1, entries.size())),
            Set.of(ActivityKind.DIRECT),
            Set.of(),
            Map.of(),
            Optional.of(BEGIN),
            handling);
    return new FollowUpTasks(incident, entries, source).lines();
  }
}
