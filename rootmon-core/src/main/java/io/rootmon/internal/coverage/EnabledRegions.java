package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.internal.organization.OrganizationException;
import io.rootmon.time.Deadline;
import java.util.Map;

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
   * @throws OrganizationException if the regions cannot be read, for example without the permission
   */
  Map<String, Boolean> of(AccountId account, Deadline deadline) throws OrganizationException;
}
