package io.rootmon.account;

import java.time.Duration;
import java.util.Map;

/**
 * Finds an account's name, owner and organizational unit. An implementation never throws, waits at
 * most {@link #LONGEST_WAIT}, and is safe for use by multiple threads.
 */
@FunctionalInterface
public interface AccountDirectory {
  /** The longest delay that a lookup may add to an alert. */
  Duration LONGEST_WAIT = Duration.ofMillis(300);

  /** Returns the account with this id. Of an unknown account it returns the id only. */
  Account find(AccountId id);

  /**
   * Returns a directory that looks an account up here first, and fills in missing parts from the
   * other.
   */
  default AccountDirectory or(AccountDirectory other) {
    return id -> find(id).or(other.find(id));
  }

  /** Creates a directory of these accounts. Other accounts have no name. */
  static AccountDirectory of(Map<AccountId, Account> accounts) {
    Map<AccountId, Account> known = Map.copyOf(accounts);
    // A class: an AOT cache contains no lambdas of an interface with a static initializer.
    return new AccountDirectory() {
      @Override
      public Account find(AccountId id) {
        return known.getOrDefault(id, Account.unnamed(id));
      }
    };
  }
}
