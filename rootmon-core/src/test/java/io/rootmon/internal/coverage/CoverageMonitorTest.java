package io.rootmon.internal.coverage;

import static io.rootmon.internal.coverage.FakeOrganizations.MANAGEMENT;
import static io.rootmon.internal.coverage.FakeOrganizations.PAYMENTS;
import static io.rootmon.internal.coverage.FakeOrganizations.SANDBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.control.ControlMessage.CoverageCheck;
import io.rootmon.internal.coverage.CoverageMonitor.Check;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.Severity;
import io.rootmon.state.StateException;
import io.rootmon.state.UnavailableStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageMonitorTest extends CoverageScenario {
  @Test
  void sendsNothingWhileEverythingIsMonitored() throws Exception {
    pass(Duration.ofHours(3));

    assertThat(check()).isEmpty();
    assertThat(watch.current(Deadline.in(TIME)).gapCount()).isZero();
    assertThat(watch.current(Deadline.in(TIME)).monitored()).isEqualTo(6);
  }

  @Test
  void reportsASilentRegionAndItsReturnOnceEach() throws Exception {
    pass(Duration.ofHours(4));
    receiveHeartbeat(MANAGEMENT, SANDBOX);
    Alert alert = check().orElseThrow();

    assertThat(alert.severity()).isEqualTo(Severity.HIGH);
    assertThat(alert.headline())
        .isEqualTo("Root activity is not monitored in payments-prod, 2 regions");
    assertThat(alert.account().id()).contains(PAYMENTS.id());
    assertThat(alert.facts())
        .containsExactly(
            Fact.when(now),
            new Fact("Monitored", "4 of 6 account-regions"),
            new Fact(
                "payments-prod (111122223333)",
                "no heartbeat from eu-west-1, us-east-1 since " + Fact.when(START).value()));
    assertThat(alert.reasons())
        .containsExactly(
            "root activity there is not detected and causes no alert",
            "each region sends a heartbeat every hour; it counts as monitored for 3 hours after the"
                + " last one");

    pass(Duration.ofHours(1));
    receiveHeartbeat(MANAGEMENT, SANDBOX);
    assertThat(check()).isEmpty();

    pass(Duration.ofHours(1));
    receiveHeartbeat(MANAGEMENT, SANDBOX, PAYMENTS);
    Alert recovered = check().orElseThrow();
    assertThat(recovered.severity()).isEqualTo(Severity.LOW);
    assertThat(recovered.headline())
        .isEqualTo("Root activity is monitored again in payments-prod, 2 regions");
    pass(Duration.ofHours(1));
    assertThat(check()).isEmpty();
  }

  @Test
  void oneAlertReportsEveryChange() throws Exception {
    OrganizationAccount late = FakeOrganizations.member("777788889999", "late", false);
    organization.is(MANAGEMENT, PAYMENTS, SANDBOX, late);
    assertThat(check().orElseThrow().headline())
        .startsWith("Root activity is not monitored in late, ");

    pass(Duration.ofHours(4));
    receiveHeartbeat(MANAGEMENT, late);
    Alert alert = check().orElseThrow();

    assertThat(alert.headline())
        .isEqualTo("Root activity is not monitored in 4 account-regions (2 accounts)");
    assertThat(alert.account()).isEqualTo(Account.UNKNOWN);
    assertThat(alert.facts().subList(2, 5))
        .extracting(Fact::label)
        .containsExactly(
            "payments-prod (111122223333)", "playground (444455556666)", "late (777788889999)");
    assertThat(alert.facts().get(4).value()).isEqualTo("monitored again in eu-west-1, us-east-1");
  }

  @Test
  void reportsAMissingSpokeWithItsDeployCommand() throws Exception {
    organization.is(
        MANAGEMENT, PAYMENTS, SANDBOX, FakeOrganizations.member("777788889999", "late", false));

    Alert alert = check().orElseThrow();

    assertThat(alert.reasons())
        .containsExactly("root activity there is not detected and causes no alert");
    assertThat(alert.facts())
        .contains(
            new Fact("late (777788889999)", "never sent a heartbeat from eu-west-1, us-east-1"));
    assertThat(alert.advice())
        .anyMatch(it -> it.contains("rootmon coverage -c rootmon.json --fix-hint"))
        .noneMatch(it -> it.startsWith("aws "));
    assertThat(alert.commands())
        .singleElement()
        .satisfies(
            it -> assertThat(it.text()).startsWith("aws cloudformation create-stack-instances "));
  }

  @Test
  void aNewAccountHasADay() throws Exception {
    OrganizationAccount late =
        FakeOrganizations.joined(FakeOrganizations.member("777788889999", "late", false), START);
    organization.is(MANAGEMENT, PAYMENTS, SANDBOX, late);
    pass(Duration.ofHours(23));
    receiveHeartbeat(MANAGEMENT, PAYMENTS, SANDBOX);
    assertThat(check()).isEmpty();
    assertThat(statuses(watch.current(Deadline.in(TIME))))
        .containsEntry(late.id(), CoverageStatus.NEW);

    pass(Duration.ofHours(1));
    assertThat(check().orElseThrow().headline())
        .startsWith("Root activity is not monitored in late, ");
  }

  @Test
  void showsSuspendedAndExcludedAccountsWithoutAnAlert() throws Exception {
    organization.is(MANAGEMENT, FakeOrganizations.suspended(PAYMENTS), SANDBOX);
    pass(Duration.ofHours(4));
    receiveHeartbeat(MANAGEMENT);
    CoverageMonitor leaving = monitor(log, Set.of(SANDBOX.id()));

    Check check = leaving.check(new CoverageCheck(now), Deadline.in(TIME)).orElseThrow();

    assertThat(check.alert()).isEmpty();
    assertThat(statuses(check.coverage()))
        .isEqualTo(
            Map.of(
                MANAGEMENT.id(), CoverageStatus.MONITORED,
                PAYMENTS.id(), CoverageStatus.SUSPENDED,
                SANDBOX.id(), CoverageStatus.EXCLUDED));
  }

  /** Regression: the check was daily, so that silence was reported after up to 27 hours. */
  @Test
  void anHourlyCheckReportsSilenceWithinFourHoursOnceAndThenDaily() throws Exception {
    List<Integer> reported = new ArrayList<>();
    for (int hour = 1; hour <= 54; hour++) {
      pass(Duration.ofMinutes(59).plusSeconds(hour % 2 == 0 ? 90 : 30));
      receiveHeartbeat(MANAGEMENT, SANDBOX);
      Optional<Alert> alert = check();
      if (alert.isPresent()) {
        assertThat(alert.get().headline())
            .startsWith(
                (reported.isEmpty() ? "Root" : "Still: root")
                    + " activity is not monitored in payments-prod");
        reported.add(hour);
      }
    }

    assertThat(reported).containsExactly(4, 28, 52);
  }

  @Test
  void reportsThatNoHeartbeatArrived() throws Exception {
    CoverageMonitor fresh = monitor(new MemoryStore(() -> now).heartbeats(), Set.of());

    Alert alert =
        fresh
            .check(new CoverageCheck(START), Deadline.in(TIME))
            .orElseThrow()
            .alert()
            .orElseThrow();

    assertThat(alert.headline())
        .isEqualTo("No account is monitored yet: no heartbeat has ever arrived");
  }

  @Test
  void reportsThatHeartbeatsStopped() throws Exception {
    pass(Duration.ofDays(1));

    Alert alert = check().orElseThrow();

    assertThat(alert.headline())
        .isEqualTo(
            "No account is monitored: no heartbeat has arrived since " + Fact.when(START).value());
    assertThat(alert.advice().get(0)).startsWith("Check the hub first");
  }

  @Test
  void retriesAnUndeliveredCoverageAlertWithItsId() throws Exception {
    pass(Duration.ofHours(4));
    receiveHeartbeat(MANAGEMENT, SANDBOX);
    CoverageCheck signal = new CoverageCheck(now);
    Check untold = watch.check(signal, Deadline.in(TIME)).orElseThrow();
    pass(Duration.ofMinutes(3));
    Check again = watch.check(signal, Deadline.in(TIME)).orElseThrow();
    assertThat(again.alert()).isEqualTo(untold.alert()).isPresent();

    watch.recordNotified(again);

    assertThat(watch.check(signal, Deadline.in(TIME))).isEmpty();
    assertThat(watch.check(new CoverageCheck(START), Deadline.in(TIME))).isEmpty();
  }

  @Test
  void showsATransientOrganizationsFailureInTheTableOnly() throws Exception {
    check();
    Instant listed = now;
    pass(Duration.ofHours(1));
    receiveHeartbeat(MANAGEMENT, PAYMENTS, SANDBOX);
    organization.failsWith("list accounts: TooManyRequestsException");

    assertThat(check()).isEmpty();
    Coverage coverage = watch.current(Deadline.in(TIME));
    assertThat(coverage.accounts()).hasSize(3);
    assertThat(coverage.roster().readAt()).contains(listed);
    assertThat(coverage.roster().problem()).contains("list accounts: TooManyRequestsException");
  }

  @Test
  void reportsAnOldListOnceAndThenWeekly() throws Exception {
    check();
    organization.failsWith("list accounts: AccessDeniedException");
    pass(Duration.ofDays(3));
    receiveHeartbeat(MANAGEMENT, PAYMENTS, SANDBOX);
    Alert alert = check().orElseThrow();

    assertThat(alert.headline()).startsWith("Cannot list the organization's accounts: ");
    assertThat(alert.severity()).isEqualTo(Severity.HIGH);
    assertThat(alert.facts().get(2).value())
        .isEqualTo(
            "as listed at "
                + Fact.when(START).value()
                + "; the list cannot be read now: list accounts: AccessDeniedException");
    pass(Duration.ofHours(1));
    assertThat(check()).isEmpty();
    pass(Duration.ofDays(7));
    receiveHeartbeat(MANAGEMENT, PAYMENTS, SANDBOX);
    assertThat(check().orElseThrow().headline())
        .startsWith("Still cannot list the organization's accounts");
  }

  @Test
  void reportsAMissingAccountListAndKeepsItsState() throws Exception {
    organization.failsWith("list accounts: AccessDeniedException");

    Alert alert = check().orElseThrow();

    assertThat(alert.facts().get(2).value())
        .isEqualTo("the list was never read: list accounts: AccessDeniedException");
  }

  @Test
  void aStoreThatIsDownFailsTheCheck() {
    CoverageMonitor down = monitor(new UnavailableStore().heartbeats(), Set.of());

    assertThatThrownBy(() -> check(down)).isInstanceOf(StateException.class);
  }

  private static Map<AccountId, CoverageStatus> statuses(Coverage coverage) {
    return coverage.accounts().stream()
        .collect(java.util.stream.Collectors.toMap(AccountCoverage::id, AccountCoverage::status));
  }
}
