package io.rootmon.account;

import java.util.Optional;

/**
 * An AWS account with its name, owner and organizational unit. Any part may be unknown.
 *
 * @param unit the organizational unit of the account
 * @param emailDomain the domain of the address that root signs in with; never the whole address
 */
public record Account(
    Optional<AccountId> id,
    Optional<String> name,
    Optional<String> owner,
    Optional<OrganizationalUnit> unit,
    Optional<String> emailDomain) {
  /** The account of an event that contains no account number. */
  public static final Account UNKNOWN =
      new Account(Optional.empty(), Optional.empty(), Optional.empty());

  /** Creates an account whose organizational unit and email domain are unknown. */
  public Account(Optional<AccountId> id, Optional<String> name, Optional<String> owner) {
    this(id, name, owner, Optional.empty(), Optional.empty());
  }

  /** Returns an account without a name, an owner or a unit. */
  public static Account unnamed(AccountId id) {
    return new Account(Optional.of(id), Optional.empty(), Optional.empty());
  }

  /**
   * Returns this account, with missing parts filled in from another description of the same
   * account.
   */
  public Account or(Account other) {
    return new Account(
        id.or(other::id),
        name.or(other::name),
        owner.or(other::owner),
        unit.or(other::unit),
        emailDomain.or(other::emailDomain));
  }

  /** Returns the account for a table column: the name, if known, and the id. */
  public String brief() {
    return id.map(number -> name.map(it -> it + " (" + number + ")").orElse(number.value()))
        .orElse("account unknown");
  }

  /** Returns the account as the value of a fact: {@code payments-prod (111122223333)}. */
  public String factLabel() {
    return id.map(
            number ->
                name.map(it -> it + " (" + number + ")").orElse(number + " (no name on file)"))
        .orElse("Unknown");
  }

  /** Returns the account as a phrase in a sentence: {@code payments-prod (111122223333)}. */
  public String label() {
    if (id.isEmpty()) {
      return "an unknown account";
    }
    String number = id.get().value();
    return name.map(it -> it + " (" + number + ")").orElse("account " + number);
  }
}
