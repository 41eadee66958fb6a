package io.rootmon.cloudtrail;

import io.rootmon.account.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A message of rootmon's own about its own work, in place of an event. */
public sealed interface ControlMessage {
  /** The rule that sends a spoke's heartbeat. */
  String HEARTBEAT_RULE = "rootmon-heartbeat";

  /**
   * The name of the queue of what a spoke could not deliver, and of the alarm on it. No other alarm
   * is a spoke's: anyone may name one {@code rootmon-spoke-2}.
   */
  String SPOKE_DEAD_LETTERS = "rootmon-spoke-dead-letters";

  /** When this was so. */
  Instant time();

  /** The spoke in that account and region is there, and what it sends arrives. */
  record Heartbeat(AccountId account, String region, Instant time) implements ControlMessage {}

  /**
   * A spoke's own alarm changed.
   *
   * @param isOver whether it is well again
   * @param waiting how many events the alarm counted
   */
  record SpokeAlarm(
      AccountId account, String region, Instant time, boolean isOver, Optional<Long> waiting)
      implements ControlMessage {}

  /** It is time to compare who was heard with who should be. */
  record CoverageCheck(Instant time) implements ControlMessage {}

  /** It is time to start the drift detection of the spokes' stacks. */
  record DriftCheck(Instant time) implements ControlMessage {}

  /**
   * A person asks for a test alert, which proves that the function delivers.
   *
   * @param id of the test, by which its result is found
   * @param channels the names of the channels to test; empty for all
   */
  record DeliveryTest(String id, Set<String> channels, Instant time) implements ControlMessage {
    public DeliveryTest {
      channels = Set.copyOf(channels);
    }
  }

  /** It is time to tell of the week before. */
  record WeeklyReport(Instant time) implements ControlMessage {}

  /**
   * It is time to look after an incident.
   *
   * @param account its number, or another name by which the store knows it
   */
  record IncidentTimer(String account, String incident, TimerPurpose duty, Instant time)
      implements ControlMessage {
    /** What is to be done. */
    public enum TimerPurpose {
      /** Closing it, if it is over. */
      CLOSING,
      /** Telling its threads what was appended. */
      NEWS,
      /** Telling others, if nobody has responded. */
      ESCALATION,
      /** Looking whether a sign-in followed a check of the second factor. */
      SIGN_IN
    }
  }
}
