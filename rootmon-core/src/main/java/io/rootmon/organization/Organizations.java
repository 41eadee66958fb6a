package io.rootmon.organization;

import java.time.Duration;
import java.util.List;

/** Lists the accounts that must be monitored. */
@FunctionalInterface
public interface Organizations {
  /**
   * All accounts, within the time.
   *
   * @throws OrganizationException if not all could be read
   */
  List<OrganizationAccount> members(Duration timeLeft) throws OrganizationException;
}
