package io.rootmon.route;

import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.detect.ActivityKind;
import io.rootmon.internal.text.Suggestion;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds routes and channels without effect, and findings without a channel. */
record RouteValidator(List<Route> routes, Set<String> channels, Set<String> notifiedElsewhere) {

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (int at = 0; at < routes.size(); at++) {
      unknownChannels(at, problems);
      if (!routes.get(at).reachesAny()) {
        problems.add(neverFits(at));
      }
    }
    problems.addAll(routesThatAddNothing());
    for (String channel : channels) {
      if (!notifiedElsewhere.contains(channel)
          && routes.stream().noneMatch(it -> it.channels().contains(channel))) {
        problems.add(
            "channels." + channel + ": no route leads to it. Add it to a route, or remove it");
      }
    }
    unrouted(problems);
    return problems;
  }

  private void unknownChannels(int at, List<String> problems) {
    for (String channel : routes.get(at).channels()) {
      if (!channels.contains(channel)) {
        problems.add(
            path(at)
                + ".channels: must be the name of a channel but is '"
                + channel
                + "'"
                + Suggestion.ending(channel, channels));
      }
    }
  }

  private String neverFits(int at) {
    Route route = routes.get(at);
    Severity worst =
        route.kinds().stream().map(StandardRules::worst).max(Severity::compareTo).orElseThrow();
    return path(at)
        + ": can never match, because findings of its kinds are at most "
        + worst
        + ". Lower its severity, or remove it";
  }

  /** Reports the later one of two routes with the same effect. */
  private List<String> routesThatAddNothing() {
    TreeMap<Integer, String> problems = new TreeMap<>();
    List<Route> kept = new ArrayList<>(routes);
    for (int at = routes.size() - 1; at >= 0; at--) {
      Route route = kept.remove(at);
      if (route.reachesAny() && isNotifiedBy(kept, route)) {
        problems.put(
            at, path(at) + ": adds nothing, because other routes cover all of it. Remove it");
      } else {
        kept.add(at, route);
      }
    }
    return List.copyOf(problems.values());
  }

  private static boolean isNotifiedBy(List<Route> others, Route route) {
    return route.channels().stream()
        .allMatch(
            channel -> {
              List<Route> there =
                  others.stream().filter(it -> it.channels().contains(channel)).toList();
              return kindsOf(route).stream().allMatch(kind -> isNotifiedBy(there, route, kind));
            });
  }

  /**
   * Returns whether other routes cover this one: each of its accounts and units needs another route
   * with the same or a lower severity.
   */
  private static boolean isNotifiedBy(List<Route> others, Route route, ActivityKind kind) {
    List<Route> fitting =
        others.stream()
            .filter(it -> it.matches(kind) && route.minimum().isAtLeast(it.minimum()))
            .toList();
    if (route.matchesEveryAccount()) {
      return fitting.stream().anyMatch(Route::matchesEveryAccount);
    }
    return route.accounts().stream().allMatch(it -> isNotifiedBy(fitting, it))
        && route.units().stream().allMatch(it -> isNotifiedBy(fitting, it));
  }

  private static boolean isNotifiedBy(List<Route> others, AccountId account) {
    return others.stream().anyMatch(it -> it.matches(account));
  }

  private static boolean isNotifiedBy(List<Route> others, OrganizationalUnit unit) {
    return others.stream().anyMatch(it -> it.matches(unit));
  }

  private static List<ActivityKind> kindsOf(Route route) {
    return Arrays.stream(ActivityKind.values()).filter(route::reaches).toList();
  }

  /**
   * Reports findings without a channel. A route with accounts or units does not count, because it
   * does not match future accounts.
   */
  private void unrouted(List<String> problems) {
    String withoutChannel =
        Arrays.stream(ActivityKind.values())
            .filter(it -> StandardRules.worst(it) == Severity.CRITICAL)
            .filter(it -> routes.stream().noneMatch(route -> coversAllAccounts(route, it)))
            .map(ActivityKind::name)
            .collect(Collectors.joining(", "));
    if (!withoutChannel.isEmpty()) {
      problems.add(
          "routes: must lead every CRITICAL finding in every account to a channel, but lead"
              + " none of these kinds: "
              + withoutChannel
              + ". Add a route without accounts and organizationalUnits");
    }
  }

  private static boolean coversAllAccounts(Route route, ActivityKind kind) {
    return route.matchesEveryAccount() && route.reaches(kind);
  }

  private static String path(int at) {
    return "routes[" + at + "]";
  }
}
