package io.rootmon.organization;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import java.io.IOException;
import java.util.function.Consumer;

/** Where an account is asked about; it may be slow, and it may be down. */
@FunctionalInterface
public interface AccountSource {
  /**
   * All that is to be known of an account.
   *
   * @param soFar is told what is known, each time that is more
   * @throws IOException if not all could be read
   */
  Account read(AccountId id, Consumer<Account> soFar) throws IOException;
}
