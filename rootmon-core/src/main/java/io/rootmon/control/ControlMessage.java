package io.rootmon.control;

import io.rootmon.account.AccountId;
import io.rootmon.internal.control.WitnessProgress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** A queue message for rootmon itself: a heartbeat, a spoke alarm, a timer, or a request. */
public sealed interface ControlMessage {
  /** Returns the time at which the message was sent. */
  Instant time();

  /** The spoke in this account and region works, and its events arrive. */
  record Heartbeat(AccountId account, String region, Instant time) implements ControlMessage {}

  /**
   * The alarm on a spoke's dead-letter queue changed its state.
   *
   * @param isOver whether the alarm returned to OK
   * @param waiting the number of events that the alarm counted
   */
  record SpokeAlarm(
      AccountId account, String region, Instant time, boolean isOver, Optional<Long> waiting)
      implements ControlMessage {}

  /** Requests the comparison of received heartbeats with the expected ones. */
  record CoverageCheck(Instant time) implements ControlMessage {}

  /** Requests the drift detection of the spokes' stacks. */
  record DriftCheck(Instant time) implements ControlMessage {}

  /**
   * Requests a test alert, which proves that the function delivers.
   *
   * @param id the id of the test and of its result
   * @param channels the names of the channels to test; empty for all
   */
  record DeliveryTest(String id, Set<String> channels, Instant time) implements ControlMessage {
    public DeliveryTest {
      channels = Set.copyOf(channels);
    }
  }

  /** Requests the report on the previous week. */
  record WeeklyReport(Instant time) implements ControlMessage {}

  /**
   * Requests the comparison of CloudTrail's log files with the delivered events.
   *
   * @param time the time of the daily message that started the comparison
   * @param day the day of the log files; empty for the days that are due
   * @param progress empty before the query of the day was started
   */
  record WitnessCheck(Instant time, Optional<LocalDate> day, Optional<WitnessProgress> progress)
      implements ControlMessage {}

  /**
   * An incident timer is due.
   *
   * @param account the account id, or another key of the store
   */
  record IncidentTimer(String account, String incident, TimerPurpose duty, Instant time)
      implements ControlMessage {
    /** The work that a timer starts. */
    public enum TimerPurpose {
      /** Closes the incident after its inactivity period. */
      CLOSING,
      /** Sends the digest to the incident's threads. */
      NEWS,
      /** Escalates an incident without a response. */
      ESCALATION,
      /** Reports an MFA check that no sign-in followed. */
      SIGN_IN
    }
  }
}
