package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.state.UnavailableStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A right root password that stops at the second factor. */
class PasswordKnownTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final CloudTrailEvent CHECK = check(RootRecords.BEGIN);

  private final RecordedAlerts recorded = new RecordedAlerts();

  @Test
  void aCheckWithoutASignInIsReportedAfterFiveMinutes() {
    recorded.take(CHECK);
    assertThat(recorded.alerts).isEmpty();
    assertThat(recorded.timers)
        .containsExactly(
            new RecordedAlerts.Timer("111122223333", CHECK.key(), TimerPurpose.SIGN_IN, WINDOW));
    recorded.fireTimers(TimerPurpose.SIGN_IN, WINDOW);
    assertThat(recorded.alerts).hasSize(1);
    assertThat(recorded.alerts.get(0).severity()).isEqualTo(Severity.HIGH);
    assertThat(recorded.alerts.get(0).reasons())
        .contains(
            "the MFA check succeeded but no sign-in followed within 5 minutes:"
                + " the caller probably has the password")
        .noneMatch(it -> it.contains("the MFA check failed"));
    recorded
        .monitor()
        .onTimer(
            "111122223333",
            CHECK.key(),
            TimerPurpose.SIGN_IN,
            Deadline.in(RecordedAlerts.TIME_LEFT));
    assertThat(recorded.alerts).as("once").hasSize(1);
    AttackTable.row("F11", "CheckMfa without a sign-in", "LOW, no alert", "HIGH after 5 minutes");
  }

  @Test
  void aSignInInTimeEndsTheWaitInAnyOrderOfArrival() {
    recorded.take(CHECK);
    recorded.take(signIn(RootRecords.BEGIN.plusSeconds(20), "Success", "Yes"));
    recorded.fireTimers(TimerPurpose.SIGN_IN, WINDOW);
    RecordedAlerts other = new RecordedAlerts();
    other.take(signIn(RootRecords.BEGIN.plusSeconds(20), "Success", "Yes"));
    other.take(CHECK);
    other.fireTimers(TimerPurpose.SIGN_IN, WINDOW);
    assertThat(recorded.alerts).hasSize(1);
    assertThat(other.alerts).hasSize(1);
  }

  @Test
  void aFailedSignInDoesNotEndTheWait() {
    recorded.take(CHECK);
    recorded.take(signIn(RootRecords.BEGIN.plusSeconds(20), "Failure", "No"));
    recorded.fireTimers(TimerPurpose.SIGN_IN, WINDOW);
    assertThat(recorded.alerts.stream().map(it -> it.severity()))
        .containsExactly(Severity.MEDIUM, Severity.HIGH);
  }

  @Test
  void anEarlyTimerIsRescheduled() {
    recorded.take(CHECK);
    recorded.fireTimers(TimerPurpose.SIGN_IN, Duration.ofMinutes(4));
    assertThat(recorded.alerts).isEmpty();
    assertThat(recorded.timers)
        .containsExactly(
            new RecordedAlerts.Timer(
                "111122223333", CHECK.id(), TimerPurpose.SIGN_IN, Duration.ofMinutes(1)));
  }

  @Test
  void aLostTimerIsReplacedByTheNextEvent() {
    recorded.timersFail = true;
    assertThat(recorded.take(CHECK)).isNotEmpty();
    recorded.timersFail = false;
    recorded.take(
        RootRecords.person()
            .event("s3.amazonaws.com", "ListBuckets", RootRecords.BEGIN.plusSeconds(600), ""));
    recorded.fireTimers(TimerPurpose.SIGN_IN, Duration.ZERO);
    assertThat(recorded.alerts.stream().map(it -> it.severity())).containsExactly(Severity.HIGH);
  }

  @Test
  void aStoreThatIsDownCostsNoAlert() {
    RecordedAlerts down = new RecordedAlerts(new UnavailableStore());
    down.take(CHECK);
    assertThat(down.alerts.stream().map(it -> it.severity())).containsExactly(Severity.HIGH);
  }

  @Test
  void aFailedSignInAtTheMfaPromptIsHigh() {
    RootMonitor monitor = recorded.monitor();
    Finding finding = monitor.judge(signIn(RootRecords.BEGIN, "Failure", "Yes")).orElseThrow();
    assertThat(finding.severity() + " " + finding.ruleId()).isEqualTo("HIGH root.password.known");
    assertThat(finding.reasons().get(0)).contains("probably");
    AttackTable.row("R-F13", "failed sign-in with MFAUsed Yes", "MEDIUM", "HIGH");
  }

  @Test
  void attemptsToSwitchRecordingOffAreHighAndNamed() {
    for (String error :
        List.of(
            "\"errorCode\":\"TrailNotFoundException\"",
            "\"errorCode\":\"AccessDenied\"",
            "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"with an explicit deny in a service"
                + " control policy\"")) {
      Finding finding =
          RootRecords.person()
              .judged("cloudtrail.amazonaws.com", "StopLogging", RootRecords.BEGIN, "," + error);
      assertThat(finding.severity()).isEqualTo(Severity.HIGH);
      assertThat(finding.technique().id()).isEqualTo("T1562.008");
      assertThat(finding.reasons().get(0)).startsWith("root tried to turn off recording");
    }
    AttackTable.row(
        "R-F11", "StopLogging by root, failed or denied", "MEDIUM, T1078.004", "HIGH, T1562.008");
  }

  private static CloudTrailEvent check(Instant time) {
    return RootRecords.person()
        .event(
            "signin.amazonaws.com",
            "CheckMfa",
            time,
            ",\"responseElements\":{\"CheckMfa\":\"Success\"},\"additionalEventData\":{\"MfaType\":\"Virtual"
                + " MFA\"}");
  }

  private static CloudTrailEvent signIn(Instant time, String answer, String mfa) {
    String error = answer.equals("Success") ? "" : ",\"errorMessage\":\"Failed authentication\"";
    return RootRecords.person()
        .event(
            "signin.amazonaws.com",
            "ConsoleLogin",
            time,
            ",\"responseElements\":{\"ConsoleLogin\":\""
                + answer
                + "\"},\"additionalEventData\":{\"MFAUsed\":\""
                + mfa
                + "\"}"
                + error);
  }
}
