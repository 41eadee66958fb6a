package io.rootmon.route;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.detect.ActivityKind;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.util.Optional;

/**
 * The values that a route reads.
 *
 * @param accountId empty if the account is not known
 * @param unit the organizational unit of the account; empty if it is not known
 * @param kind empty if the alert is about no finding, such as about a record that cannot be read
 */
public record RoutingKey(
    Optional<AccountId> accountId,
    Optional<OrganizationalUnit> unit,
    Optional<ActivityKind> kind,
    Severity severity) {
  /** Returns the key of a finding as severe as that, in the account that it concerns. */
  public static RoutingKey of(Account account, Finding finding, Severity severity) {
    return new RoutingKey(
        account.id(), account.unit(), Optional.of(finding.activity().kind()), severity);
  }

  /** Returns the key of an alert about no finding. */
  public static RoutingKey of(Account account, Severity severity) {
    return new RoutingKey(account.id(), account.unit(), Optional.empty(), severity);
  }
}
