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
 * An incident, told.
 *
 * @param acts at least one, in the order of time; copies of an act are left out
 */
record ScannedIncident(String id, Optional<AccountId> account, List<GroupedFinding> acts) {
  /** The worst first, then in the order of time. */
  static final Comparator<ScannedIncident> WORST_FIRST =
      Comparator.comparing(ScannedIncident::severity)
          .reversed()
          .thenComparing(ScannedIncident::opened)
          .thenComparing(ScannedIncident::id);

  ScannedIncident {
    acts = List.copyOf(acts);
    if (acts.isEmpty()) {
      throw new IllegalArgumentException("acts: expected at least one but was none");
    }
  }

  Instant opened() {
    return acts.get(0).time();
  }

  Instant latest() {
    return acts.get(acts.size() - 1).time();
  }

  /** The highest. */
  Severity severity() {
    return worst().finding().severity();
  }

  /** The first of the highest severity: what the incident is about. */
  GroupedFinding worst() {
    GroupedFinding worst = acts.get(0);
    for (GroupedFinding act : acts) {
      if (act.finding().severity().compareTo(worst.finding().severity()) > 0) {
        worst = act;
      }
    }
    return worst;
  }

  /** So many of each severity, the highest first. */
  Map<Severity, Long> counts() {
    Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    acts.forEach(it -> counts.merge(it.finding().severity(), 1L, Long::sum));
    return counts;
  }
}
