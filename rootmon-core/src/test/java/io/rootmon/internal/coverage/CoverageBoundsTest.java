package io.rootmon.internal.coverage;

import static io.rootmon.internal.coverage.FakeOrganizations.MANAGEMENT;
import static io.rootmon.internal.coverage.FakeOrganizations.PAYMENTS;
import static io.rootmon.internal.coverage.FakeOrganizations.SANDBOX;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.control.ControlMessage.Heartbeat;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is hostile, huge or wrong by its clock. */
class CoverageBoundsTest extends CoverageScenario {
  @Test
  void ignoresHeartbeatsFromTheFuture() throws Exception {
    watch.recordHeartbeat(
        new Heartbeat(PAYMENTS.id(), "eu-west-1", START.plus(Duration.ofDays(9_000))));

    assertThat(log.heard(List.of(PAYMENTS.id())).get(PAYMENTS.id()))
        .containsEntry("eu-west-1", START);
  }

  @Test
  void aHostileNameStaysInItsLine() throws Exception {
    OrganizationAccount evil =
        FakeOrganizations.member(
            "777788889999", "a\nb <!channel> https://evil.example \u202e", false);
    organization.is(MANAGEMENT, PAYMENTS, SANDBOX, evil);

    Alert alert = check().orElseThrow();

    assertThat(alert.toString()).doesNotContain("\n", "https://", "\u202e");
    // The list that was kept is understood as well.
    organization.failsWith("down");
    assertThat(watch.current(Deadline.in(TIME)).accounts()).hasSize(4);
  }

  @Test
  void thousandsOfAccountsAreOneBoundedAlert() throws Exception {
    OrganizationAccount[] members = new OrganizationAccount[3_000];
    for (int at = 0; at < members.length; at++) {
      members[at] = FakeOrganizations.member(String.format("%012d", at), "account-" + at, false);
    }
    organization.is(members);

    Alert alert = check().orElseThrow();

    assertThat(alert.facts().size()).isLessThanOrEqualTo(20);
    assertThat(alert.facts().get(alert.facts().size() - 1))
        .isEqualTo(new Fact("Others", "2,990 more accounts"));
    assertThat(alert.advice()).allMatch(it -> it.length() < 1_000);
    assertThat(check(watch)).isEmpty();
  }

  @Test
  void asManyWorseAsBetterFitTheFieldsThatSlackHas() throws Exception {
    OrganizationAccount[] members = new OrganizationAccount[60];
    for (int at = 0; at < members.length; at++) {
      members[at] = FakeOrganizations.member(String.format("%012d", at), "account-" + at, false);
    }
    organization.is(members);
    receiveHeartbeat(Arrays.copyOf(members, 30));
    check();
    pass(Duration.ofHours(4));
    receiveHeartbeat(Arrays.copyOfRange(members, 30, 60));
    organization.failsWith("throttled");

    Alert alert = check().orElseThrow();

    assertThat(alert.facts()).hasSize(19);
    assertThat(alert.facts())
        .contains(new Fact("Others", "20 more accounts"), new Fact("Others", "26 more accounts"));
  }
}
