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

/** What is kept of a finding: enough to print it, and no more than a few hundred bytes. */
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
    String id) {
  /** The worst first, then in the order of time. */
  static final Comparator<FindingLine> WORST_FIRST =
      Comparator.comparing(FindingLine::severity)
          .reversed()
          .thenComparing(FindingLine::time)
          .thenComparing(FindingLine::id)
          .thenComparing(FindingLine::event);

  private static final int LONGEST = 120;

  static FindingLine of(Finding finding) {
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
        cut(activity.event().id()));
  }

  private static String cut(String text) {
    return Printable.line(text, LONGEST);
  }
}
