package io.rootmon.coverage;

import io.rootmon.account.AccountId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What should be watched.
 *
 * @param regions of every account, in the document's order
 * @param silentAfter how long a place may not be heard
 * @param leaveOut the accounts that need not be watched
 */
public record CoverageSettings(Set<String> regions, Duration silentAfter, Set<AccountId> leaveOut) {
  public CoverageSettings {
    regions = Collections.unmodifiableSet(new LinkedHashSet<>(regions));
    leaveOut = Set.copyOf(leaveOut);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("regions: expected at least one but was none");
    }
  }
}
