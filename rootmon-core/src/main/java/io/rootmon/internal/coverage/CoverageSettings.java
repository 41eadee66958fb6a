package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The accounts and regions to monitor.
 *
 * @param regions the regions of every account, in the document's order
 * @param silentAfter the maximum age of the last heartbeat
 * @param excludedAccounts the accounts that need no monitoring
 * @param excludedRegions the enabled regions that need no monitoring
 * @param deadLetterQueue the name of the queue of undelivered events in each region
 * @param stackSets the StackSets whose drift is checked; none if drift is not checked
 */
public record CoverageSettings(
    Set<String> regions,
    Duration silentAfter,
    Set<AccountId> excludedAccounts,
    Set<String> excludedRegions,
    String deadLetterQueue,
    List<StackSetSettings> stackSets) {
  public static final String DEAD_LETTER_QUEUE = "rootmon-spoke-dead-letters";

  public CoverageSettings {
    regions = Collections.unmodifiableSet(new LinkedHashSet<>(regions));
    excludedAccounts = Set.copyOf(excludedAccounts);
    excludedRegions = Set.copyOf(excludedRegions);
    stackSets = List.copyOf(stackSets);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("regions: must contain at least one region");
    }
    if (stackSets.stream().map(StackSetSettings::name).distinct().count() != stackSets.size()) {
      throw new IllegalArgumentException(
          "stackSets: must have different names, but two are the same");
    }
  }

  /** Creates settings with the default queue and without StackSets. */
  public CoverageSettings(
      Set<String> regions, Duration silentAfter, Set<AccountId> excludedAccounts) {
    this(regions, silentAfter, excludedAccounts, Set.of(), DEAD_LETTER_QUEUE, List.of());
  }
}
