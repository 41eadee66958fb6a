package io.rootmon.coverage;

import io.rootmon.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An organization that may not answer. */
final class Org implements Organization {
  static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");
  static final Member MANAGEMENT = member("999988887777", "management", true);
  static final Member PAYMENTS = member("111122223333", "payments-prod", false);
  static final Member SANDBOX = member("444455556666", "sandbox", false);

  private List<Member> members = List.of();
  private Optional<String> problem = Optional.empty();

  void is(Member... now) {
    members = List.of(now);
    problem = Optional.empty();
  }

  void failsWith(String why) {
    problem = Optional.of(why);
  }

  @Override
  public List<Member> members(Duration timeLeft) throws OrganizationException {
    if (problem.isPresent()) {
      throw new OrganizationException(problem.get(), null);
    }
    return members;
  }

  static Member member(String id, String name, boolean isManagement) {
    return new Member(new AccountId(id), name, true, Optional.of(LONG_AGO), isManagement);
  }

  static Member suspended(Member it) {
    return new Member(it.id(), it.name(), false, it.joined(), it.isManagement());
  }

  static Member joined(Member it, Instant at) {
    return new Member(it.id(), it.name(), true, Optional.of(at), it.isManagement());
  }
}
