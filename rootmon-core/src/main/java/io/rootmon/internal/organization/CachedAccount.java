package io.rootmon.internal.organization;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An account as it was read last. Each account is an item of its own: few of 10,000 accounts have
 * events, and concurrent workers do not overwrite each other.
 */
record CachedAccount(Account account, Instant readAt) {
  static String name(AccountId id) {
    return "account-" + id;
  }

  /** A line each; what is not known is empty. */
  String text() {
    return String.join(
        "\n",
        readAt.toString(),
        account.name().orElse(""),
        account.owner().orElse(""),
        account.unit().map(OrganizationalUnit::path).orElse(""),
        account.emailDomain().orElse(""));
  }

  /** What {@link #text} wrote; empty for what another version wrote. */
  static Optional<CachedAccount> parse(AccountId id, String text) {
    List<String> lines = List.of(text.split("\n", -1));
    if (lines.size() != 5) {
      return Optional.empty();
    }
    try {
      Account account =
          new Account(
              Optional.of(id),
              current(lines.get(1)),
              current(lines.get(2)),
              current(lines.get(3)).map(OrganizationalUnit::new),
              current(lines.get(4)));
      return Optional.of(new CachedAccount(account, Instant.parse(lines.get(0))));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> current(String line) {
    return Optional.of(line).filter(it -> !it.isEmpty());
  }
}
