package io.rootmon.cli.scan;

import io.rootmon.account.AccountId;
import io.rootmon.cli.UsageException;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.judge.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The part of an archive that a scan reports: a time range, accounts and regions.
 *
 * @param accounts account ids; empty for every account
 * @param regions region names; empty for every region
 */
public record ScanScope(TimeRange range, Set<String> accounts, Set<String> regions) {
  /** The scope of a whole archive. */
  public static final ScanScope ALL = new ScanScope(TimeRange.ALL, Set.of(), Set.of());

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");

  public ScanScope {
    accounts = Set.copyOf(accounts);
    regions = Set.copyOf(regions);
  }

  /**
   * Parses the options. A value may contain several names, separated by commas.
   *
   * @throws UsageException if a value is not an account id or a region
   */
  public static ScanScope parse(TimeRange range, List<String> accounts, List<String> regions) {
    return new ScanScope(
        range,
        split("--account", accounts, ACCOUNT, "an account id of 12 digits"),
        split("--region", regions, REGION, "a region, such as eu-west-1"));
  }

  private static Set<String> split(
      String option, List<String> values, Pattern pattern, String expected) {
    Set<String> names = new TreeSet<>();
    for (String value : values) {
      for (String name : value.split(",", -1)) {
        if (!pattern.matcher(name.strip()).matches()) {
          throw new UsageException(
              "'" + name.strip() + "' is not valid for " + option + ". Use " + expected + ".");
        }
        names.add(name.strip());
      }
    }
    return names;
  }

  /**
   * Returns whether the scope includes the account and the region in which an event was recorded.
   */
  boolean contains(CloudTrailEvent event) {
    return containsRegion(event.region())
        && (accounts.isEmpty()
            || isSelected(event.recipientAccount())
            || isSelected(event.identity().accountId())
            || (event.recipientAccount().isEmpty() && event.identity().accountId().isEmpty()));
  }

  /**
   * Returns whether the finding concerns a selected account, even if its event was recorded
   * elsewhere.
   */
  boolean concerns(Finding finding) {
    return containsRegion(finding.activity().event().region())
        && isSelected(finding.activity().account());
  }

  /**
   * Returns whether the scope includes the region. An event without a region belongs to every
   * region.
   */
  private boolean containsRegion(Optional<String> region) {
    return regions.isEmpty() || region.isEmpty() || regions.contains(region.get());
  }

  private boolean isSelected(Optional<AccountId> account) {
    return account.map(AccountId::value).filter(accounts::contains).isPresent();
  }
}
