package io.rootmon.cloudtrail;

import java.time.Instant;
import java.util.Set;

/** The result of reading one part of the input. */
public sealed interface ReadResult {
  /** An event was read. */
  record EventRead(CloudTrailEvent event) implements ReadResult {}

  /** The part was parsed and does not contain an event that this library processes. */
  record Skipped(SkipReason reason, String where) implements ReadResult {}

  /**
   * A record that does not involve root. A reader with a prefilter skipped it.
   *
   * @param time the time of the event
   */
  record Prefiltered(Instant time) implements ReadResult {}

  /**
   * A message that rootmon or a spoke sends to rootmon itself. It is not an event. An archive scan
   * ignores it. {@code io.rootmon.internal.control.ControlMessageParser} parses it.
   *
   * @param fields the fields of the record without {@code detail}
   * @param detail the fields of an EventBridge event's {@code detail}
   * @param raw the record's text
   */
  record ControlRecord(
      EventFields fields,
      EventFields detail,
      EventBridgeEnvelope envelope,
      String raw,
      String where)
      implements ReadResult {
    /** The description of a control message in texts. */
    public static final String LABEL = "a message of rootmon's own watch";

    /** The EventBridge rule that sends a spoke's heartbeat. */
    public static final String HEARTBEAT_RULE = "rootmon-heartbeat";

    /**
     * The name of a spoke's dead-letter queue, and of the alarm on it. Any account may name an
     * alarm {@code rootmon-spoke-2}, so the name must match exactly.
     */
    public static final String SPOKE_DEAD_LETTERS = "rootmon-spoke-dead-letters";

    /** The values of the field {@code rootmon} that identify the hub's own messages. */
    public static final Set<String> TYPES =
        Set.of(
            "coverage-check",
            "drift-check",
            "delivery-test",
            "weekly-report",
            "witness-check",
            "incident-timer");
  }

  /** The part could not be parsed. The other parts are not affected. */
  record Malformed(MalformedEventException problem) implements ReadResult {}

  /** The reason why a part was skipped. */
  enum SkipReason {
    /** A digest file of CloudTrail. */
    DIGEST("a CloudTrail digest"),
    /** An event of CloudTrail Insights. */
    INSIGHT("a CloudTrail Insights event"),
    /** Aggregated events of CloudTrail. */
    AGGREGATED("a CloudTrail summary of aggregated events"),
    /** An event of EventBridge that is not from CloudTrail. */
    OTHER_EVENT("an EventBridge event of another kind"),
    /** The test event that S3 sends when notifications are set up. */
    S3_TEST("an S3 test event"),
    /** A message that CloudTrail or CloudWatch Logs sends during set-up. */
    TRAIL_TEST("a set-up message of CloudTrail or CloudWatch Logs"),
    /** A confirmation that SNS sends when a queue subscribes. */
    SNS_CONFIRMATION("an SNS confirmation message"),
    /** A notification of S3 about a deleted object. */
    OBJECT_REMOVED("an S3 notification about a deleted object"),
    /** A notification of S3 about an empty folder. */
    FOLDER("an S3 notification about an empty folder"),
    /** A CloudWatch alarm that does not report root usage. */
    ALARM("a CloudWatch alarm that does not report root usage"),
    /** A Security Hub finding of a product other than GuardDuty. */
    OTHER_FINDING("a Security Hub finding of a product other than GuardDuty"),
    /** An OCSF record of a source other than CloudTrail. */
    OTHER_OCSF("an OCSF record of a source other than CloudTrail"),
    /** A file of another AWS service in a log archive. */
    OTHER_SERVICE("a file of another AWS service"),
    /** A list without records. */
    NOTHING("a list without records");

    private final String phrase;

    SkipReason(String phrase) {
      this.phrase = phrase;
    }

    /** Returns a description of the part without an article. */
    public String label() {
      return phrase.substring(phrase.indexOf(' ') + 1);
    }

    /**
     * Returns whether the part is rare and informative: a set-up message, or a message that
     * indicates a wrong subscription. The others arrive regularly.
     */
    public boolean isNotable() {
      return switch (this) {
        case S3_TEST, TRAIL_TEST, SNS_CONFIRMATION, ALARM, FOLDER, OBJECT_REMOVED -> true;
        default -> false;
      };
    }

    /** Returns a description of the part with its article, such as {@code an S3 test event}. */
    public String phrase() {
      return phrase;
    }
  }
}
