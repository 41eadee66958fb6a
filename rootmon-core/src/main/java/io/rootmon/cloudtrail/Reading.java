package io.rootmon.cloudtrail;

import java.time.Instant;

/** What became of one piece of the input. */
public sealed interface Reading {
  /** An event was read. */
  record Read(CloudTrailEvent event) implements Reading {}

  /** The piece was understood, and is not an event of this library's concern. */
  record Skipped(SkipReason reason, String where) implements Reading {}

  /**
   * A record in which root has no part, passed over by a reader that was told to.
   *
   * @param time of the event
   */
  record Passed(Instant time) implements Reading {}

  /** The piece is no event but a message of rootmon's own; of no concern in an archive. */
  record Signalled(Signal signal, String where) implements Reading {
    public static final String LABEL = "a message of rootmon's own watch";
  }

  /** The piece was not understood. Its neighbours are not affected. */
  record Malformed(MalformedEventException problem) implements Reading {}

  /** Why a piece was skipped. */
  enum SkipReason {
    DIGEST("CloudTrail digest"),
    INSIGHT("CloudTrail Insights event"),
    OTHER_EVENT("EventBridge event of another kind");

    private final String label;

    SkipReason(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}
