package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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

  /**
   * A StackSet whose drift is checked.
   *
   * @param region the region of the StackSet; empty for the function's region
   */
  public record StackSetSettings(String name, CallAs callAs, Optional<String> region) {
    /**
     * The role in which the function's account calls CloudFormation: <a
     * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DetectStackSetDrift.html">API_DetectStackSetDrift</a>.
     */
    public enum CallAs {
      /**
       * The StackSet has service-managed permissions, and the account is a delegated administrator.
       */
      DELEGATED_ADMIN,
      /** The StackSet belongs to the account itself. */
      SELF
    }

    /** Creates the settings of a service-managed StackSet in the function's region. */
    public StackSetSettings(String name) {
      this(name, CallAs.DELEGATED_ADMIN, Optional.empty());
    }
  }
}
