package io.rootmon.internal.organization;

import io.rootmon.time.Deadline;
import java.util.List;

/** Lists the accounts that must be monitored. */
@FunctionalInterface
public interface Organizations {
  /**
   * All accounts, within the time.
   *
   * @throws OrganizationException if not all could be read
   */
  List<OrganizationAccount> members(Deadline deadline) throws OrganizationException;
}
