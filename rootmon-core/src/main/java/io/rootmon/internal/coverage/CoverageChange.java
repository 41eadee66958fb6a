package io.rootmon.internal.coverage;

import io.rootmon.internal.coverage.AccountCoverage.RegionCoverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference between the current gaps and the reported ones.
 *
 * @param worse the accounts with gaps that were not reported, with these regions only
 * @param better the accounts with regions that are monitored again, with these regions only
 * @param listIsOld whether the list of accounts is too old to use and this was not reported
 * @param isReminder whether there is no new gap, but a reminder of the reported gaps is due
 */
record CoverageChange(
    List<AccountCoverage> worse,
    List<AccountCoverage> better,
    boolean listIsOld,
    boolean isReminder) {
  /** One day minus the time by which an hourly check may be early. */
  private static final Duration REMINDER = Duration.ofDays(1).minusMinutes(10);

  /** A short failure of Organizations needs no alert. */
  static final Duration OLD = Duration.ofDays(2);

  static CoverageChange since(CheckState notified, Coverage now) {
    List<AccountCoverage> worse = new ArrayList<>();
    List<AccountCoverage> better = new ArrayList<>();
    for (AccountCoverage account : now.accounts()) {
      List<RegionCoverage> lost =
          account.gaps().stream().filter(it -> !notified.isReported(account, it)).toList();
      List<RegionCoverage> found =
          account.monitored().stream().filter(it -> notified.isReported(account, it)).toList();
      if (!lost.isEmpty()) {
        worse.add(with(account, lost));
      }
      if (!found.isEmpty()) {
        better.add(with(account, found));
      }
    }
    boolean listIsOld = isOld(now) && !notified.listIsOld();
    boolean isDue = !Duration.between(notified.alerted(), now.at()).minus(REMINDER).isNegative();
    boolean isReminder =
        isDue && worse.isEmpty() && !listIsOld && (now.gapCount() > 0 || isOld(now));
    return new CoverageChange(worse, better, listIsOld, isReminder);
  }

  static boolean isOld(Coverage now) {
    Instant readAt = now.roster().readAt().orElse(Instant.EPOCH);
    return now.roster().problem().isPresent()
        && Duration.between(readAt, now.at()).compareTo(OLD) > 0;
  }

  private static AccountCoverage with(AccountCoverage account, List<RegionCoverage> places) {
    return new AccountCoverage(
        account.id(), account.name(), account.isManagement(), account.status(), places);
  }

  boolean isAlarming() {
    return !worse.isEmpty() || listIsOld || isReminder;
  }

  boolean isNothing() {
    return !isAlarming() && better.isEmpty();
  }
}
