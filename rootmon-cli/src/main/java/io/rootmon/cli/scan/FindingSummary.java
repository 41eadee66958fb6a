package io.rootmon.cli.scan;

import io.rootmon.account.AccountId;
import io.rootmon.cli.TerminalText;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The part of a finding that is needed to sort and print it.
 *
 * @param finding trimmed when it is kept
 * @param grouped the finding in its incident; empty for activity of AWS services, and when the
 *     memory limit is reached
 */
record FindingSummary(
    Severity severity,
    Instant time,
    ActivityKind kind,
    EventOutcome outcome,
    String event,
    Optional<AccountId> account,
    String actor,
    String address,
    String ruleId,
    List<String> reasons,
    String id,
    Finding finding,
    Optional<GroupedFinding> grouped) {
  /** The most severe first, then by time. */
  static final Comparator<FindingSummary> WORST_FIRST =
      Comparator.comparing(FindingSummary::severity)
          .reversed()
          .thenComparing(FindingSummary::time)
          .thenComparing(FindingSummary::id)
          .thenComparing(FindingSummary::event);

  private static final int MAX_LENGTH = 120;

  /** Creates the summary of a finding without an incident. */
  static FindingSummary of(Finding finding) {
    return of(finding, Optional.empty());
  }

  /** Creates the summary of a grouped finding. */
  static FindingSummary of(GroupedFinding grouped) {
    return of(grouped.finding(), Optional.of(grouped));
  }

  /** Returns the id of its incident. */
  Optional<String> incident() {
    return grouped.flatMap(GroupedFinding::incident);
  }

  /** Returns a copy of at most a few thousand bytes. */
  FindingSummary trimmed() {
    return grouped.isPresent()
        ? this
        : new FindingSummary(
            severity,
            time,
            kind,
            outcome,
            event,
            account,
            actor,
            address,
            ruleId,
            reasons,
            id,
            FindingTrimmer.of(finding),
            grouped);
  }

  private static FindingSummary of(Finding finding, Optional<GroupedFinding> grouped) {
    RootActivity activity = finding.activity();
    return new FindingSummary(
        finding.severity(),
        activity.event().time(),
        activity.kind(),
        activity.outcome(),
        cut(activity.event().name()),
        activity.account(),
        cut(activity.actor()),
        cut(activity.event().sourceAddress().orElse("")),
        finding.ruleId(),
        finding.reasons(),
        cut(activity.event().id()),
        finding,
        grouped);
  }

  private static String cut(String text) {
    return TerminalText.line(text, MAX_LENGTH);
  }
}
