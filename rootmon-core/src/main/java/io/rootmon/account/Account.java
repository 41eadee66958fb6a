package io.rootmon.account;

import java.util.Optional;

/**
 * An account as a person knows it; every part may be unknown.
 *
 * @param unit where in the organization it stands
 * @param emailDomain of the address that root signs in with: never the whole address
 */
public record Account(
    Optional<AccountId> id,
    Optional<String> name,
    Optional<String> owner,
    Optional<OrganizationalUnit> unit,
    Optional<String> emailDomain) {
  public static final Account UNKNOWN =
      new Account(Optional.empty(), Optional.empty(), Optional.empty());

  /** One whose place in an organization is not known. */
  public Account(Optional<AccountId> id, Optional<String> name, Optional<String> owner) {
    this(id, name, owner, Optional.empty(), Optional.empty());
  }

  public static Account unnamed(AccountId id) {
    return new Account(Optional.of(id), Optional.empty(), Optional.empty());
  }

  /** What is known here, and what only the other knows of the same account. */
  public Account or(Account other) {
    return new Account(
        id.or(other::id),
        name.or(other::name),
        owner.or(other::owner),
        unit.or(other::unit),
        emailDomain.or(other::emailDomain));
  }

  /** As a column of a list holds it: the name, if known, and the number. */
  public String brief() {
    return id.map(number -> name.map(it -> it + " (" + number + ")").orElse(number.value()))
        .orElse("account unknown");
  }

  /** As the value of a fact: {@code payments-prod (111122223333)}. */
  public String factLabel() {
    return id.map(
            number ->
                name.map(it -> it + " (" + number + ")").orElse(number + " (no name on file)"))
        .orElse("Unknown");
  }

  /** As a phrase in a sentence: {@code payments-prod (111122223333)}. */
  public String label() {
    if (id.isEmpty()) {
      return "an unknown account";
    }
    String number = id.get().value();
    return name.map(it -> it + " (" + number + ")").orElse("account " + number);
  }
}
