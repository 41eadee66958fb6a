package io.rootmon.route;

import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.detect.ActivityKind;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the routes and channels of no use, and the findings that nobody would be told of. */
record RouteValidator(List<Route> routes, Set<String> channels, Set<String> toldElsewhere) {

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
      if (!toldElsewhere.contains(channel)
          && routes.stream().noneMatch(it -> it.channels().contains(channel))) {
        problems.add("channels." + channel + ": expected a route to it but no route leads to it");
      }
    }
    unrouted(problems);
    return problems;
  }

  private void unknownChannels(int at, List<String> problems) {
    for (String channel : routes.get(at).channels()) {
      if (!channels.contains(channel)) {
        problems.add(
            path(at) + ".channels: expected the name of a channel but was '" + channel + "'");
      }
    }
  }

  private String neverFits(int at) {
    Route route = routes.get(at);
    Severity worst =
        route.kinds().stream().map(StandardRules::worst).max(Severity::compareTo).orElseThrow();
    return path(at) + ": expected a route that can fit but its kinds are " + worst + " at worst";
  }

  /** Of two routes that say the same, the later one. */
  private List<String> routesThatAddNothing() {
    TreeMap<Integer, String> problems = new TreeMap<>();
    List<Route> kept = new ArrayList<>(routes);
    for (int at = routes.size() - 1; at >= 0; at--) {
      Route route = kept.remove(at);
      if (route.reachesAny() && isNotifiedBy(kept, route)) {
        problems.put(
            at, path(at) + ": expected a route that adds something but others tell all of it");
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

  /** Every account and unit of the route needs one other that wants as little or less. */
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

  /** A route with accounts or units does not count: it knows none that joins tomorrow. */
  private void unrouted(List<String> problems) {
    String untold =
        Arrays.stream(ActivityKind.values())
            .filter(it -> StandardRules.worst(it) == Severity.CRITICAL)
            .filter(it -> routes.stream().noneMatch(route -> coversAllAccounts(route, it)))
            .map(ActivityKind::name)
            .collect(Collectors.joining(", "));
    if (!untold.isEmpty()) {
      problems.add(
          "routes: expected somebody to be told of every CRITICAL finding in every account"
              + " but nobody would be of "
              + untold);
    }
  }

  private static boolean coversAllAccounts(Route route, ActivityKind kind) {
    return route.matchesEveryAccount() && route.reaches(kind);
  }

  private static String path(int at) {
    return "routes[" + at + "]";
  }
}
