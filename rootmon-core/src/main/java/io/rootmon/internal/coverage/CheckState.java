package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.internal.coverage.AccountCoverage.RegionCoverage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The gaps that the checks reported.
 *
 * @param checked the time of the last check
 * @param alerted the time of the last alert about gaps
 * @param listIsOld whether an alert reported that the list of accounts is old
 * @param gaps the regions of each account that were reported as not monitored
 */
record CheckState(
    Instant checked, Instant alerted, boolean listIsOld, Map<AccountId, Set<String>> gaps) {
  static final CheckState NOTHING = new CheckState(Instant.EPOCH, Instant.EPOCH, false, Map.of());

  CheckState {
    gaps = Map.copyOf(gaps);
  }

  static Map<AccountId, Set<String>> gaps(Coverage coverage) {
    Map<AccountId, Set<String>> gaps = new HashMap<>();
    for (AccountCoverage account : coverage.withGaps()) {
      Set<String> regions = new TreeSet<>();
      account.gaps().forEach(it -> regions.add(it.region()));
      gaps.put(account.id(), regions);
    }
    return gaps;
  }

  boolean isReported(AccountCoverage account, RegionCoverage place) {
    return gaps.getOrDefault(account.id(), Set.of()).contains(place.region());
  }

  /** Returns the stored format: three lines, then one line per account. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(checked).append('\n').append(alerted).append('\n').append(listIsOld).append('\n');
    new TreeMap<>(gaps)
        .forEach(
            (account, regions) ->
                text.append(account).append(' ').append(String.join(" ", regions)).append('\n'));
    return text.toString();
  }

  /**
   * Parses the format of {@link #text}.
   *
   * @throws RuntimeException if the text is invalid
   */
  static CheckState parse(String text) {
    List<String> lines = text.lines().toList();
    Map<AccountId, Set<String>> gaps = new HashMap<>();
    for (String line : lines.subList(3, lines.size())) {
      List<String> part = List.of(line.split(" ", -1));
      gaps.put(new AccountId(part.get(0)), new TreeSet<>(part.subList(1, part.size())));
    }
    return new CheckState(
        Instant.parse(lines.get(0)),
        Instant.parse(lines.get(1)),
        Boolean.parseBoolean(lines.get(2)),
        gaps);
  }
}
