package io.rootmon.internal.organization;

import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.time.Deadline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the accounts that must be monitored. */
@FunctionalInterface
public interface Organizations {
  /**
   * All accounts, within the time.
   *
   * @throws OrganizationException if not all could be read
   */
  List<OrganizationAccount> members(Deadline deadline) throws OrganizationException;

  /** The organization's accounts could not be read, or not all of them; the message says why. */
  public static final class OrganizationException extends Exception {
    private static final long serialVersionUID = 1L;

    public OrganizationException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
