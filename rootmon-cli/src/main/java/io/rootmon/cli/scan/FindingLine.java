package io.rootmon.cli.scan;

import io.rootmon.account.AccountId;
import io.rootmon.cli.Printable;
import io.rootmon.detect.Kind;
import io.rootmon.detect.Outcome;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a finding: enough to print it, and no more than a few hundred bytes.
 *
 * @param grouped the finding itself, where a person did it and there was room
 */
record FindingLine(
    Severity severity,
    Instant time,
    Kind kind,
    Outcome outcome,
    String event,
    Optional<AccountId> account,
    String actor,
    String address,
    String ruleId,
    List<String> reasons,
    String id,
    Optional<Grouped> grouped) {
  /** The worst first, then in the order of time. */
  static final Comparator<FindingLine> WORST_FIRST =
      Comparator.comparing(FindingLine::severity)
          .reversed()
          .thenComparing(FindingLine::time)
          .thenComparing(FindingLine::id)
          .thenComparing(FindingLine::event);

  private static final int LONGEST = 120;

  /** Of one that stands alone. */
  static FindingLine of(Finding finding) {
    return of(finding, Optional.empty());
  }

  /** Of one that incidents were asked about. */
  static FindingLine of(Grouped grouped) {
    return of(grouped.finding(), Optional.of(grouped));
  }

  /** The incident that it belongs to. */
  Optional<String> incident() {
    return grouped.flatMap(Grouped::incident);
  }

  private static FindingLine of(Finding finding, Optional<Grouped> grouped) {
    RootActivity activity = finding.activity();
    return new FindingLine(
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
        grouped);
  }

  private static String cut(String text) {
    return Printable.line(text, LONGEST);
  }
}
