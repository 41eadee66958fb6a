package io.rootmon.internal.coverage;

import static io.rootmon.internal.coverage.FakeOrganizations.MANAGEMENT;
import static io.rootmon.internal.coverage.FakeOrganizations.PAYMENTS;
import static io.rootmon.internal.coverage.FakeOrganizations.SANDBOX;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.control.ControlMessage.CoverageCheck;
import io.rootmon.control.ControlMessage.Heartbeat;
import io.rootmon.internal.coverage.CoverageMonitor.Check;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** An organization that is monitored, at a time that the test sets. */
abstract class CoverageScenario {
  static final Instant START = Instant.parse("2026-03-14T06:00:00Z");
  static final Duration TIME = Duration.ofSeconds(20);

  Instant now = START;
  final FakeOrganizations organization = new FakeOrganizations();
  final HeartbeatStore log = new MemoryStore(() -> now).heartbeats();
  final CoverageMonitor watch = monitor(log, Set.of());

  CoverageMonitor monitor(HeartbeatStore memory, Set<AccountId> excludedAccounts) {
    LinkedHashSet<String> regions = new LinkedHashSet<>(List.of("eu-west-1", "us-east-1"));
    return new CoverageMonitor(
        new CoverageSettings(regions, Duration.ofHours(3), excludedAccounts),
        organization,
        memory,
        AccountDirectory.of(
            Map.of(
                SANDBOX.id(),
                new Account(
                    Optional.of(SANDBOX.id()), Optional.of("playground"), Optional.empty()))),
        () -> now);
  }

  @BeforeEach
  void receiveAllHeartbeats() throws StateException {
    organization.is(MANAGEMENT, PAYMENTS, SANDBOX);
    receiveHeartbeat(MANAGEMENT, PAYMENTS, SANDBOX);
  }

  void receiveHeartbeat(OrganizationAccount... members) throws StateException {
    for (OrganizationAccount member : members) {
      for (String region : List.of("eu-west-1", "us-east-1")) {
        watch.recordHeartbeat(new Heartbeat(member.id(), region, now));
      }
    }
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Runs a check and sends its alert, if there is one. */
  Optional<Alert> check() throws StateException {
    Check check = watch.check(new CoverageCheck(now), Deadline.in(TIME)).orElseThrow();
    watch.recordNotified(check);
    return check.alert();
  }

  Optional<Check> check(CoverageMonitor other) throws StateException {
    return other.check(new CoverageCheck(now), Deadline.in(TIME));
  }
}
