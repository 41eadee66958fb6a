package io.rootmon.account;

import java.util.Map;

class NamedAccountsTest extends AccountDirectoryContract {
  @Override
  protected AccountDirectory directory() {
    return AccountDirectory.of(Map.of(PAYMENTS, KNOWN));
  }
}
