package io.rootmon.account;

import java.util.Map;

/** Where an account's name and owner are found. An implementation never throws and never waits. */
@FunctionalInterface
public interface AccountDirectory {
  Account find(AccountId id);

  /** The accounts given here; any other is unnamed. */
  static AccountDirectory of(Map<AccountId, Account> accounts) {
    Map<AccountId, Account> known = Map.copyOf(accounts);
    return id -> known.getOrDefault(id, Account.unnamed(id));
  }
}
