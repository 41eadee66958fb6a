package io.rootmon.cli.scan;

import io.rootmon.account.AccountId;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An incident in an archive.
 *
 * @param acts its findings, at least one, in the order of time, including corrections and copies
 *     with another id
 */
record ScannedIncident(String id, Optional<AccountId> account, List<GroupedFinding> acts) {
  /** The most severe first, then by time. */
  static final Comparator<ScannedIncident> WORST_FIRST =
      Comparator.comparing(ScannedIncident::severity)
          .reversed()
          .thenComparing(ScannedIncident::opened)
          .thenComparing(ScannedIncident::id);

  ScannedIncident {
    acts = List.copyOf(acts);
    if (acts.isEmpty()) {
      throw new IllegalArgumentException("acts: expected at least one finding but was none");
    }
  }

  Instant opened() {
    return acts.get(0).time();
  }

  Instant latest() {
    return acts.get(acts.size() - 1).time();
  }

  /** Returns the highest severity. */
  Severity severity() {
    return worst().finding().severity();
  }

  /** Returns the first finding of the highest severity, which is the subject of the incident. */
  GroupedFinding worst() {
    GroupedFinding worst = acts.get(0);
    for (GroupedFinding act : acts) {
      if (act.finding().severity().compareTo(worst.finding().severity()) > 0) {
        worst = act;
      }
    }
    return worst;
  }

  /** Returns the number of findings of each severity, the highest severity first. */
  Map<Severity, Long> counts() {
    Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    acts.forEach(it -> counts.merge(it.finding().severity(), 1L, Long::sum));
    return counts;
  }
}
