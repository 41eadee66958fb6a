package io.rootmon.alert;

import static org.assertj.core.api.Assertions.assertThat;

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
      "Write down who it was and why; if nobody knows, treat root as stolen.";

  @Test
  void whatSucceededIsToBeUndoneTheMostUrgentFirst() {
    List<IncidentEvent> entries =
        List.of(
            entry(1, "CreateUser", "root.iam.user", EventOutcome.SUCCEEDED),
            entry(2, "CreateUser", "root.iam.user", EventOutcome.SUCCEEDED),
            entry(3, "StopLogging", "root.logging.off", EventOutcome.SUCCEEDED),
            entry(4, "CreateAccessKey", "root.access-key.created", EventOutcome.SUCCEEDED));

    assertThat(lines(Severity.CRITICAL, acknowledged(), entries))
        .containsExactly(
            "Delete root's access keys: CreateAccessKey at 2026-03-14 02:00:04 UTC in us-east-1.",
            "Switch recording on again, and take the time since as unseen: StopLogging at"
                + " 2026-03-14 02:00:03 UTC in us-east-1.",
            "Remove the users that were made: CreateUser × 2 since 2026-03-14 02:00:01 UTC in"
                + " us-east-1.",
            WHO);
  }

  @Test
  void whatFailedIsNoDamageButSomebodysAttempt() {
    List<IncidentEvent> entries =
        List.of(entry(1, "StopLogging", "root.logging.off", EventOutcome.DENIED));

    assertThat(lines(Severity.MEDIUM, IncidentTracking.NONE, entries))
        .containsExactly(
            "Find out who tried what did not succeed: StopLogging at 2026-03-14 02:00:01 UTC in"
                + " us-east-1.",
            WHO);
  }

  @Test
  void whatNobodyAnsweredIsSaidWhereItShouldHaveBeen() {
    assertThat(lines(Severity.HIGH, IncidentTracking.NONE, List.of()))
        .containsExactly("Nobody acknowledged it: name who looks into it.", WHO);
    assertThat(lines(Severity.MEDIUM, IncidentTracking.NONE, List.of()))
        .containsExactly("Nothing that is known of: nothing was changed, and nothing failed.");
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
    Incident incident =
        new Incident(
            "some",
            Optional.empty(),
            BEGIN,
            BEGIN,
            BEGIN,
            Map.of(severity, 1L),
            Set.of(ActivityKind.DIRECT),
            Set.of(),
            Map.of(),
            Optional.of(BEGIN),
            handling);
    return new FollowUpTasks(incident, entries).lines();
  }
}
