package io.rootmon.coverage;

import java.time.Duration;
import java.util.List;

/** Where the accounts are known that should be watched. */
@FunctionalInterface
public interface Organization {
  /**
   * All accounts, within the time.
   *
   * @throws OrganizationException if not all could be read
   */
  List<Member> members(Duration timeLeft) throws OrganizationException;
}
