package io.rootmon.route;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.detect.ActivityKind;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The channels of alerts about the monitoring itself. */
class MonitoringAlertRoutesTest {
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final AccountId SANDBOX = new AccountId("444455556666");

  @Test
  void routesBySeverityAndAccount() {
    Routes routes =
        new Routes(
            List.of(
                route(Set.of(), MEDIUM, Set.of(), "all"),
                route(Set.of(PAYMENTS), LOW, Set.of(), "payments"),
                route(Set.of(SANDBOX), LOW, Set.of(), "sandbox"),
                route(Set.of(), LOW, Set.of(ActivityKind.DIRECT), "direct"),
                route(Set.of(), LOW, Set.of(ActivityKind.TAMPERING), "tampering")));

    assertThat(routes.monitoringChannels(key(alert(HIGH, Optional.of(PAYMENTS)))))
        .containsExactly("all", "payments", "tampering");
    assertThat(routes.monitoringChannels(key(alert(HIGH, Optional.empty()))))
        .containsExactly("all", "tampering");
    assertThat(routes.monitoringChannels(key(alert(LOW, Optional.of(PAYMENTS)))))
        .containsExactly("payments", "tampering");
  }

  @Test
  void highFindingsNeedARoute() {
    Routes routes =
        new Routes(
            List.of(
                route(Set.of(), CRITICAL, Set.of(), "pager"),
                route(Set.of(SANDBOX), LOW, Set.of(), "sandbox")));

    assertThat(routes.monitoringChannels(key(alert(HIGH, Optional.of(PAYMENTS)))))
        .containsExactly("pager");
    assertThat(routes.monitoringChannels(key(alert(LOW, Optional.of(PAYMENTS))))).isEmpty();
  }

  private static Route route(
      Set<AccountId> accounts, Severity minimum, Set<ActivityKind> kinds, String channel) {
    return new Route(accounts, minimum, kinds, Set.of(channel));
  }

  private static Alert alert(Severity severity, Optional<AccountId> account) {
    return new Alert(
        "coverage-1",
        Instant.EPOCH,
        severity,
        "not monitored",
        account.map(Account::unnamed).orElse(Account.UNKNOWN),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static RoutingKey key(Alert alert) {
    return new RoutingKey(
        alert.account().id(),
        alert.account().unit(),
        alert.finding().map(it -> it.activity().kind()),
        alert.severity());
  }
}
