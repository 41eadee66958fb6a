package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.internal.coverage.GapMonitor.GapScan;
import io.rootmon.internal.organization.Organizations.OrganizationException;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds regions that an account enabled and that are not monitored. Each check reads the accounts
 * with the oldest results, so that every account of a large organization is read within a day. Safe
 * for use by multiple threads and workers.
 */
public final class EnabledRegionMonitor {
  private static final String NOTE = "coverage-enabled-regions";
  private static final Duration FRESH = Duration.ofHours(20);

  /**
   * The maximum number of accounts per check. A call takes about 100 ms, and the service throttles
   * early.
   */
  private static final int MAX_ACCOUNTS = 40;

  /** The number of failures that end a check. Without the permission, every call fails. */
  private static final int MAX_FAILURES = 3;

  private final CoverageSettings settings;
  private final EnabledRegions api;
  private final HeartbeatStore log;

  public EnabledRegionMonitor(CoverageSettings settings, EnabledRegions api, HeartbeatStore log) {
    this.settings = settings;
    this.api = api;
    this.log = log;
  }

  /**
   * The regions of an account that are not monitored, and whether they are enabled in every
   * account.
   */
  private record Seen(Instant at, Map<String, Boolean> unmonitored) {
    String text(AccountId account) {
      StringBuilder text = new StringBuilder(account.value()).append(' ').append(at);
      unmonitored.forEach(
          (region, isDefault) -> text.append(' ').append(isDefault ? '*' : '+').append(region));
      return text.append('\n').toString();
    }

    static Seen parse(String... part) {
      TreeMap<String, Boolean> regions = new TreeMap<>();
      for (int at = 2; at < part.length; at++) {
        regions.put(part[at].substring(1), part[at].charAt(0) == '*');
      }
      return new Seen(Instant.parse(part[1]), regions);
    }
  }

  /**
   * The result of a check.
   *
   * @param problem the reason why some accounts could not be read
   */
  public record Result(GapScan scan, Optional<String> problem) {}

  /** Reads some of the active accounts, and returns the known state of all. */
  public Result poll(Instant at, Set<AccountId> active, Deadline deadline) throws StateException {
    Map<AccountId, Seen> all = read();
    all.keySet().removeIf(it -> !active.contains(it) || settings.excludedAccounts().contains(it));
    Optional<String> problem = Optional.empty();
    int failures = 0;
    int asked = 0;
    for (AccountId account : due(all, active, at)) {
      if (asked++ == MAX_ACCOUNTS || failures == MAX_FAILURES || deadline.left().toMillis() < 100) {
        break;
      }
      try {
        TreeMap<String, Boolean> unmonitored = new TreeMap<>(api.of(account, deadline));
        unmonitored.keySet().removeAll(settings.regions());
        unmonitored.keySet().removeAll(settings.excludedRegions());
        all.put(account, new Seen(at, unmonitored));
        failures = 0;
      } catch (OrganizationException e) {
        failures++;
        problem = Optional.of(String.valueOf(e.getMessage()));
      }
    }
    StringBuilder text = new StringBuilder();
    all.forEach((account, seen) -> text.append(seen.text(account)));
    if (asked > failures) {
      log.store(NOTE, text.toString());
    }
    return new Result(scan(all), problem);
  }

  private List<AccountId> due(Map<AccountId, Seen> all, Set<AccountId> active, Instant at) {
    List<AccountId> due = new ArrayList<>();
    for (AccountId account : new TreeSet<>(active)) {
      Seen seen = all.get(account);
      boolean isFresh = seen != null && Duration.between(seen.at(), at).compareTo(FRESH) < 0;
      if (!isFresh && !settings.excludedAccounts().contains(account)) {
        due.add(account);
      }
    }
    due.sort(
        Comparator.comparing(
            it -> Optional.ofNullable(all.get(it)).map(Seen::at).orElse(Instant.EPOCH)));
    return due;
  }

  private GapScan scan(Map<AccountId, Seen> all) {
    List<Gap> gaps = new ArrayList<>();
    Set<String> everywhere = new TreeSet<>();
    all.forEach(
        (account, seen) ->
            seen.unmonitored()
                .forEach(
                    (region, isDefault) -> {
                      if (isDefault) {
                        everywhere.add(region);
                      } else if (!isCovered(region)) {
                        gaps.add(Gap.ofEnabledRegion(Optional.of(account), region));
                      }
                    }));
    everywhere.removeIf(this::isCovered);
    everywhere.forEach(it -> gaps.add(Gap.ofEnabledRegion(Optional.empty(), it)));
    return GapScan.complete(Gap.Kind.ENABLED_REGION, gaps);
  }

  /**
   * Returns whether the configuration covers the region. It may have changed since the account was
   * read.
   */
  private boolean isCovered(String region) {
    return settings.regions().contains(region) || settings.excludedRegions().contains(region);
  }

  private Map<AccountId, Seen> read() throws StateException {
    TreeMap<AccountId, Seen> all = new TreeMap<>();
    for (String line : log.stored(NOTE).orElse("").lines().toList()) {
      try {
        String[] part = line.split(" ", -1);
        all.put(new AccountId(part[0]), Seen.parse(part));
      } catch (RuntimeException e) {
        // Another version wrote the line; the account is read again.
      }
    }
    return all;
  }

  /**
   * Reads the regions that an account has enabled. Implementations are safe for use by multiple
   * threads.
   */
  @FunctionalInterface
  public interface EnabledRegions {
    /**
     * Returns the enabled regions of an account.
     *
     * @return by region, whether it is enabled in every account and cannot be disabled
     * @throws OrganizationException if the regions cannot be read, for example without the
     *     permission
     */
    Map<String, Boolean> of(AccountId account, Deadline deadline) throws OrganizationException;
  }
}
