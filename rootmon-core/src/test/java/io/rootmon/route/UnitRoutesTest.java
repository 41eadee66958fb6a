package io.rootmon.route;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.alert.Alert;
import io.rootmon.judge.Severity;
import io.rootmon.render.ExampleAlerts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Routes that name organizational units. */
class UnitRoutesTest {
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final AccountId SANDBOX = new AccountId("444455556666");
  private static final Route ALL = new Route(Set.of(), MEDIUM, Set.of(), Set.of("all"));
  private static final String ADDS_NOTHING =
      ": adds nothing, because other routes cover all of it. Remove it";

  @Test
  void selectAccountsInTheirUnitsAndBelow() {
    Routes routes =
        new Routes(
            List.of(
                of("workloads", Set.of(), "Root/Workloads"),
                of("prod", Set.of(), "Root/Workloads/Prod"),
                of("other", Set.of(), "Root/Sandbox"),
                of("named", Set.of(PAYMENTS), "Root/Sandbox")));

    assertThat(routes.channels(key(alert("Root/Workloads/Prod"))))
        .containsExactly("workloads", "prod", "named");
    assertThat(routes.channels(key(alert("Root/Workloads")))).containsExactly("workloads", "named");
    assertThat(routes.channels(key(alert("Root/Sandbox/A")))).containsExactly("other", "named");
  }

  @Test
  void anAccountWithAnUnknownUnitMatchesEveryUnit() {
    Routes routes =
        new Routes(
            List.of(
                of("prod", Set.of(), "Root/Workloads/Prod"),
                new Route(Set.of(SANDBOX), LOW, Set.of(), Set.of("sandbox"))));

    assertThat(routes.channels(key(alert(null)))).containsExactly("prod");
    assertThat(routes.monitoringChannels(key(alert(null)))).containsExactly("prod");
  }

  @Test
  void anAlertOfManyAccountsMatchesNoSingleUnit() {
    Alert many = of(alert(null), Account.UNKNOWN);
    Routes routes = new Routes(List.of(of("prod", Set.of(), "Root/Workloads/Prod"), ALL));

    assertThat(routes.monitoringChannels(key(many))).containsExactly("all");
    // An unknown account may be in any unit.
    assertThat(routes.channels(key(many))).containsExactly("prod", "all");
  }

  @Test
  void everyAccountNeedsARoute() {
    assertThat(new Routes(List.of(of("prod", Set.of(), "Root"))).problems(Set.of("prod")))
        .singleElement()
        .asString()
        .startsWith("routes: must lead every CRITICAL finding");
  }

  @Test
  void aUnitOfAnotherRouteAddsNothing() {
    Set<String> all = Set.of("all");
    Route workloads = unit(LOW, "Root/Workloads");

    assertThat(problems(all, ALL, unit(HIGH, "Root/Workloads")))
        .containsExactly("routes[1]" + ADDS_NOTHING);
    assertThat(problems(all, ALL, workloads, unit(LOW, "Root/Workloads/Prod")))
        .containsExactly("routes[2]" + ADDS_NOTHING);
    assertThat(problems(all, ALL, workloads)).isEmpty();
    assertThat(problems(all, ALL, unit(LOW, "Root/Workloads/Prod"), workloads))
        .containsExactly("routes[1]" + ADDS_NOTHING);
    // The account's unit is unknown.
    assertThat(problems(all, ALL, workloads, new Route(Set.of(PAYMENTS), LOW, Set.of(), all)))
        .isEmpty();
    assertThat(problems(all, ALL, workloads, unit(CRITICAL, "Root/Other", "Root/Workloads")))
        .containsExactly("routes[2]" + ADDS_NOTHING);
  }

  private static List<String> problems(Set<String> channels, Route... routes) {
    return new Routes(List.of(routes)).problems(channels);
  }

  private static Route unit(Severity minimum, String... units) {
    return new Route(Set.of(), units(units), minimum, Set.of(), Set.of("all"));
  }

  private static Route of(String channel, Set<AccountId> accounts, String unit) {
    return new Route(accounts, units(unit), MEDIUM, Set.of(), Set.of(channel));
  }

  private static Set<OrganizationalUnit> units(String... paths) {
    return Set.of(paths).stream()
        .map(OrganizationalUnit::new)
        .collect(java.util.stream.Collectors.toSet());
  }

  private static Alert alert(@org.jspecify.annotations.Nullable String unit) {
    return of(
        ExampleAlerts.with(HIGH, "Root signed in"),
        new Account(
            Optional.of(PAYMENTS),
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(unit).map(OrganizationalUnit::new),
            Optional.empty()));
  }

  private static Alert of(Alert alert, Account account) {
    return new Alert(
        alert.id(),
        alert.time(),
        alert.severity(),
        alert.headline(),
        account,
        alert.finding(),
        alert.facts(),
        alert.reasons(),
        alert.advice(),
        alert.links(),
        alert.keyFields(),
        alert.notes());
  }

  private static RoutingKey key(Alert alert) {
    return new RoutingKey(
        alert.account().id(),
        alert.account().unit(),
        alert.finding().map(it -> it.activity().kind()),
        alert.severity());
  }
}
