package io.rootmon.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.organization.OrganizationException;
import io.rootmon.time.Deadline;
import java.util.Map;

/** Says which regions an account has enabled. Safe for use by many threads. */
@FunctionalInterface
public interface EnabledRegions {
  /**
   * The enabled regions of an account.
   *
   * @return by region, whether it is enabled in every account and cannot be disabled
   * @throws OrganizationException if the regions cannot be read, such as without the permission
   */
  Map<String, Boolean> of(AccountId account, Deadline deadline) throws OrganizationException;
}
