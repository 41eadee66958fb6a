package io.rootmon.route;

import static io.rootmon.detect.ActivityKind.ASSUME_ROOT;
import static io.rootmon.detect.ActivityKind.DIRECT;
import static io.rootmon.detect.ActivityKind.SERVICE_ON_BEHALF;
import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.INFO;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.cases.CaseFiles;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.Detector;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.render.ExampleAlerts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final AccountId SANDBOX = new AccountId("444455556666");
  private static final Route ALL = route(Set.of(), MEDIUM, Set.of(), "all");

  /** A sign-in, so of kind DIRECT, in {@link #PAYMENTS}. */
  private static Alert alert(Severity severity) {
    return ExampleAlerts.with(severity, "Root signed in");
  }

  @Test
  void notifiesEveryRoutedChannelInOrder() {
    Routes routes =
        new Routes(
            List.of(
                route(Set.of(), CRITICAL, Set.of(), "pager"),
                route(Set.of(PAYMENTS), HIGH, Set.of(), "payments"),
                route(Set.of(SANDBOX), INFO, Set.of(), "sandbox"),
                route(Set.of(), INFO, Set.of(DIRECT), "direct", "pager"),
                route(Set.of(), INFO, Set.of(ASSUME_ROOT), "central")));

    assertThat(routes.channels(key(alert(CRITICAL))))
        .containsExactly("pager", "payments", "direct");
    assertThat(routes.channels(key(alert(HIGH)))).containsExactly("payments", "direct", "pager");
    assertThat(routes.channels(key(alert(MEDIUM)))).containsExactly("direct", "pager");
  }

  @Test
  void toAllIsMediumAndAbove() {
    Routes routes = Routes.toAll(Set.of("mail"));

    assertThat(routes.channels(key(alert(MEDIUM)))).containsExactly("mail");
    assertThat(routes.channels(key(alert(LOW)))).isEmpty();
    assertThat(routes.problems(Set.of("mail"))).isEmpty();
  }

  @Test
  void anUnreadableEventMatchesEveryRoute() {
    Routes routes =
        new Routes(List.of(route(Set.of(SANDBOX), CRITICAL, Set.of(ASSUME_ROOT), "narrow")));

    assertThat(routes.channels(key(ExampleAlerts.unreadable()))).containsExactly("narrow");
    assertThat(routes.channels(key(alert(CRITICAL)))).isEmpty();
  }

  @Test
  void anUnknownAccountMayBeAny() {
    Routes routes = new Routes(List.of(route(Set.of(SANDBOX), HIGH, Set.of(), "sandbox")));

    assertThat(routes.channels(key(of(alert(HIGH), Account.UNKNOWN)))).containsExactly("sandbox");
    assertThat(routes.channels(key(of(alert(MEDIUM), Account.UNKNOWN)))).isEmpty();
  }

  @Test
  void findsAnUnknownChannel() {
    assertThat(problems(Set.of("all"), ALL, route(Set.of(), INFO, Set.of(), "all", "pagr")))
        .contains("routes[1].channels: must be the name of a channel but is 'pagr'");
  }

  @Test
  void findsARouteThatNeverFits() {
    assertThat(
            problems(
                Set.of("all", "noise"),
                ALL,
                route(Set.of(), LOW, Set.of(SERVICE_ON_BEHALF), "noise")))
        .containsExactly(
            "routes[1]: can never match, because findings of its kinds are at most INFO. Lower its"
                + " severity, or remove it");
    assertThat(
            problems(
                Set.of("all", "noise"),
                ALL,
                route(Set.of(), INFO, Set.of(SERVICE_ON_BEHALF), "noise")))
        .isEmpty();
  }

  @Test
  void findsARouteThatAddsNothing() {
    String redundant = ": adds nothing, because other routes cover all of it. Remove it";
    Set<String> all = Set.of("all");

    assertThat(problems(all, ALL, route(Set.of(PAYMENTS), HIGH, Set.of(), "all")))
        .containsExactly("routes[1]" + redundant);
    assertThat(problems(all, route(Set.of(), HIGH, Set.of(DIRECT), "all"), ALL))
        .containsExactly("routes[0]" + redundant);
    assertThat(problems(all, ALL, ALL)).containsExactly("routes[1]" + redundant);
    assertThat(
            problems(
                all,
                ALL,
                route(Set.of(PAYMENTS), LOW, Set.of(), "all"),
                route(Set.of(SANDBOX), LOW, Set.of(), "all"),
                route(Set.of(PAYMENTS, SANDBOX), LOW, Set.of(DIRECT), "all")))
        .containsExactly("routes[3]" + redundant);
  }

  @Test
  void leavesARouteThatAddsAnything() {
    Set<String> both = Set.of("all", "other");

    assertThat(problems(both, ALL, route(Set.of(), MEDIUM, Set.of(DIRECT), "all", "other")))
        .isEmpty();
    assertThat(problems(Set.of("all"), ALL, route(Set.of(), LOW, Set.of(DIRECT), "all"))).isEmpty();
    assertThat(problems(Set.of("all"), ALL, route(Set.of(PAYMENTS), INFO, Set.of(), "all")))
        .isEmpty();
    assertThat(
            problems(
                Set.of("all"),
                ALL,
                route(Set.of(PAYMENTS), LOW, Set.of(), "all"),
                route(Set.of(PAYMENTS, SANDBOX), LOW, Set.of(DIRECT), "all")))
        .isEmpty();
  }

  @Test
  void findsAChannelThatNoRouteLeadsTo() {
    assertThat(problems(Set.of("all", "pager"), ALL))
        .containsExactly("channels.pager: no route leads to it. Add it to a route, or remove it");
  }

  @Test
  void findsCriticalFindingsWithoutARoute() {
    String missing =
        "routes: must lead every CRITICAL finding in every account to a channel, but lead none of"
            + " these kinds: ";
    String remedy = ". Add a route without accounts and organizationalUnits";
    Set<ActivityKind> most =
        Set.of(
            DIRECT,
            ActivityKind.LONG_TERM_KEY,
            ActivityKind.ASSUMED_ROOT,
            ActivityKind.ROOT_ISSUED_SESSION,
            ActivityKind.ROOT_TARGETED);

    assertThat(problems(Set.of("all"), route(Set.of(), CRITICAL, most, "all")))
        .containsExactly(missing + "ASSUME_ROOT, TAMPERING" + remedy);
    assertThat(problems(Set.of("all"), route(Set.of(PAYMENTS), INFO, Set.of(), "all")))
        .containsExactly(
            missing
                + "DIRECT, LONG_TERM_KEY, ASSUMED_ROOT, ASSUME_ROOT, ROOT_ISSUED_SESSION,"
                + " ROOT_TARGETED, TAMPERING"
                + remedy);
    assertThat(
            problems(
                Set.of("all"),
                route(Set.of(), CRITICAL, most, "all"),
                route(Set.of(), HIGH, Set.of(ASSUME_ROOT, ActivityKind.TAMPERING), "all")))
        .isEmpty();
  }

  @Test
  void leadsSomewhere() {
    assertThatThrownBy(() -> route(Set.of(), INFO, Set.of()))
        .hasMessage("channels: must name at least one channel");
  }

  /** What the checks take for granted of the policy. */
  @Test
  void noCaseIsWorseThanItsKindCanBe() {
    for (var file : CaseFiles.judged()) {
      var finding =
          StandardRules.policy().judge(new Detector().detect(CaseFiles.event(file)).orElseThrow());
      assertThat(StandardRules.worst(finding.activity().kind()).isAtLeast(finding.severity()))
          .as("%s", file)
          .isTrue();
    }
  }

  private static List<String> problems(Set<String> channels, Route... routes) {
    return new Routes(List.of(routes)).problems(channels);
  }

  private static Route route(
      Set<AccountId> accounts, Severity minimum, Set<ActivityKind> kinds, String... channels) {
    return new Route(accounts, minimum, kinds, new LinkedHashSet<>(List.of(channels)));
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
