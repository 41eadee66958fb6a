package io.rootmon.cloudtrail.internal;

import java.util.Optional;
import java.util.Set;

/**
 * The columns of query results that contain the text of a whole record: {@code CloudTrailEvent} of
 * {@code lookup-events}, {@code eventJson} of CloudTrail Lake, and {@code @message} of CloudWatch
 * Logs Insights.
 */
final class RecordColumns {
  private static final Set<String> NAMES = Set.of("cloudtrailevent", "eventjson", "@message");

  private static final int MIN_LENGTH = "@message".length();

  private RecordColumns() {}

  /** Returns whether a column with this name, in any spelling, contains a whole record. */
  static boolean isName(String name) {
    return name.length() >= MIN_LENGTH && NAMES.contains(KeyVariants.folded(name));
  }

  /** Returns the first such column of a row; empty if there is none. */
  static Optional<String> in(JsonObject row) {
    for (String name : row.names()) {
      if (isName(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
