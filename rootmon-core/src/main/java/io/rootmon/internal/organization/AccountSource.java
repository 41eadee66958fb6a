package io.rootmon.internal.organization;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import java.io.IOException;
import java.util.function.Consumer;

/** Looks up an account in a service that may be slow or unavailable. */
@FunctionalInterface
public interface AccountSource {
  /**
   * All that is to be known of an account.
   *
   * @param soFar receives the account so far, each time that more is known
   * @throws IOException if not all could be read
   */
  Account read(AccountId id, Consumer<Account> soFar) throws IOException;
}
