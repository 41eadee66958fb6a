package io.rootmon.cli.s3;

import io.rootmon.cli.scan.ScanDays;
import io.rootmon.cli.scan.ScanScope;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides by keys which objects can contain records of a scan's scope. An object whose key is not
 * CloudTrail's can contain any.
 */
final class KeyFilter {
  private static final Pattern SERVICE =
      Pattern.compile("(?:^|.*/)AWSLogs/(?:o-[a-z0-9]+/)?[0-9]{12}/([^/]+)/.*");
  private static final Pattern DIGEST = Pattern.compile("(?:^|.*/)CloudTrail-Digest/.*");
  private static final Pattern INSIGHT = Pattern.compile("(?:^|.*/)CloudTrail-Insight/.*");

  private final ScanScope scope;
  private final boolean isOneService;
  private final Optional<LocalDate> firstDay;
  private final Optional<LocalDate> lastDay;

  /**
   * Creates a filter.
   *
   * @param prefix the prefix of the scan; a prefix within the folder of another service selects
   *     that service's objects
   */
  KeyFilter(ScanScope scope, String prefix) {
    this.scope = scope;
    this.isOneService = SERVICE.matcher(prefix).matches();
    ScanDays days = ScanDays.of(scope.range());
    this.firstDay = days.first();
    this.lastDay = days.last();
  }

  /** Returns the reason to skip an object; empty for a log file. */
  Optional<SkipReason> skipReason(String key) {
    if (DIGEST.matcher(key).matches()) {
      return Optional.of(SkipReason.DIGEST);
    } else if (INSIGHT.matcher(key).matches()) {
      return Optional.of(SkipReason.INSIGHT);
    } else if (key.endsWith("/")) {
      return Optional.of(SkipReason.FOLDER);
    }
    return Optional.empty();
  }

  /** Returns whether the object can contain records of the scope. */
  boolean mayContain(String key) {
    if (key.endsWith(".csv.metadata")) {
      return false; // of a result of Athena
    }
    Matcher service = SERVICE.matcher(key);
    if (!isOneService && service.matches() && !service.group(1).equals("CloudTrail")) {
      return false;
    }
    return TrailKey.parse(key)
        .map(
            it ->
                containsAccount(it.account()) && containsRegion(it.region()) && contains(it.day()))
        .orElse(true);
  }

  boolean containsAccount(String account) {
    return scope.accounts().isEmpty() || scope.accounts().contains(account);
  }

  boolean containsRegion(String region) {
    return scope.regions().isEmpty() || scope.regions().contains(region);
  }

  private boolean contains(LocalDate day) {
    return (firstDay.isEmpty() || !day.isBefore(firstDay.get())) && !isAfter(day);
  }

  /** Returns whether the day, and therefore every later key of the region, is after the range. */
  boolean isAfter(LocalDate day) {
    return lastDay.isPresent() && day.isAfter(lastDay.get());
  }

  /**
   * Returns the key after which the range's objects begin in the folder of a region, because
   * objects sort by day. Empty if the range has no start.
   */
  Optional<String> startAfter(String regionFolder) {
    return firstDay.map(it -> regionFolder + it.format(DateTimeFormatter.ofPattern("uuuu/MM/dd")));
  }
}
