package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.organization.Organizations;
import io.rootmon.internal.organization.Organizations.OrganizationException;
import io.rootmon.time.Deadline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An organization that may not answer. */
final class FakeOrganizations implements Organizations {
  static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");
  static final OrganizationAccount MANAGEMENT = member("999988887777", "management", true);
  static final OrganizationAccount PAYMENTS = member("111122223333", "payments-prod", false);
  static final OrganizationAccount SANDBOX = member("444455556666", "sandbox", false);

  private List<OrganizationAccount> members = List.of();
  private Optional<String> problem = Optional.empty();

  void is(OrganizationAccount... now) {
    members = List.of(now);
    problem = Optional.empty();
  }

  void failsWith(String why) {
    problem = Optional.of(why);
  }

  @Override
  public List<OrganizationAccount> members(Deadline deadline) throws OrganizationException {
    if (problem.isPresent()) {
      throw new OrganizationException(problem.get(), null);
    }
    return members;
  }

  static OrganizationAccount member(String id, String name, boolean isManagement) {
    return new OrganizationAccount(
        new AccountId(id), name, true, Optional.of(LONG_AGO), isManagement);
  }

  static OrganizationAccount suspended(OrganizationAccount it) {
    return new OrganizationAccount(it.id(), it.name(), false, it.joined(), it.isManagement());
  }

  static OrganizationAccount joined(OrganizationAccount it, Instant at) {
    return new OrganizationAccount(it.id(), it.name(), true, Optional.of(at), it.isManagement());
  }
}
