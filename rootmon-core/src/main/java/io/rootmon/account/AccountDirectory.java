package io.rootmon.account;

import java.time.Duration;
import java.util.Map;

/**
 * Where an account's name, owner and unit are found. An implementation never throws, waits no
 * longer than {@link #LONGEST_WAIT}, and is safe for use by many threads.
 */
@FunctionalInterface
public interface AccountDirectory {
  /** An alert is late for a name by no more than this. */
  Duration LONGEST_WAIT = Duration.ofMillis(300);

  /** The account of that number; of one that is not known, the number alone. */
  Account find(AccountId id);

  /** What this one knows, and what it does not know from the other. */
  default AccountDirectory or(AccountDirectory other) {
    return id -> find(id).or(other.find(id));
  }

  /** The accounts given here; any other is unnamed. */
  static AccountDirectory of(Map<AccountId, Account> accounts) {
    Map<AccountId, Account> known = Map.copyOf(accounts);
    return id -> known.getOrDefault(id, Account.unnamed(id));
  }
}
