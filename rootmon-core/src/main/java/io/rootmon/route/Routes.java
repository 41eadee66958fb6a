package io.rootmon.route;

import io.rootmon.detect.ActivityKind;
import io.rootmon.judge.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The configured routes. Every channel of every matching route is notified.
 *
 * @param everything the channels that receive every finding that their routes match in a message of
 *     its own, independent of the incident's notification policy
 */
public record Routes(List<Route> routes, Set<String> everything) {
  /** No routes: no channel receives a finding. */
  public static final Routes NONE = new Routes(List.of());

  public Routes {
    routes = List.copyOf(routes);
    everything = Set.copyOf(everything);
  }

  /** Creates routes to channels that the incident's policy notifies. */
  public Routes(List<Route> routes) {
    this(routes, Set.of());
  }

  /**
   * Creates routes that send findings of MEDIUM or higher, of every account and kind, to these
   * channels.
   */
  public static Routes toAll(Set<String> channels) {
    return new Routes(List.of(new Route(Set.of(), Severity.MEDIUM, Set.of(), channels)));
  }

  /** Creates routes that send every finding to these channels. */
  public static Routes everythingTo(Set<String> channels) {
    return channels.isEmpty()
        ? NONE
        : new Routes(List.of(new Route(Set.of(), Severity.INFO, Set.of(), channels)));
  }

  /** Returns the names of the channels, in the order of the routes. */
  public Set<String> channels(RoutingKey key) {
    Set<String> channels = new LinkedHashSet<>();
    for (Route route : routes) {
      if (route.fits(key)) {
        channels.addAll(route.channels());
      }
    }
    return channels;
  }

  /**
   * Returns the channels that are notified by the policy of incidents. A channel that receives
   * every finding is one of them from MEDIUM on.
   */
  public Set<String> notifiedChannels(RoutingKey key) {
    Set<String> channels = channels(key);
    if (!key.severity().isAtLeast(Severity.MEDIUM)) {
      channels.removeAll(everything);
    }
    return channels;
  }

  /** Returns the channels that receive every finding. */
  public Set<String> everyFindingChannels(RoutingKey key) {
    Set<String> channels = channels(key);
    channels.retainAll(everything);
    return channels;
  }

  /**
   * Returns the channels of an alert about the monitoring setup: those of routes with the kind
   * TAMPERING, the most similar kind, by severity. An alert of HIGH or CRITICAL always has a
   * channel: if no such route matches, it goes to all routes that match TAMPERING in every account.
   */
  public Set<String> monitoringChannels(RoutingKey key) {
    Set<String> channels = new LinkedHashSet<>();
    routes.stream()
        .filter(it -> it.fitsMonitoring(key))
        .forEach(it -> channels.addAll(it.channels()));
    if (channels.isEmpty() && key.severity().isAtLeast(Severity.HIGH)) {
      routes.stream()
          .filter(it -> it.matchesEveryAccount() && it.matches(ActivityKind.TAMPERING))
          .forEach(it -> channels.addAll(it.channels()));
    }
    return channels;
  }

  /** Returns whether a route depends on the organizational unit of an account. */
  public boolean nameUnits() {
    return routes.stream().anyMatch(it -> !it.units().isEmpty());
  }

  /** Returns the problems of the routes with these channels. Every problem names its path. */
  public List<String> problems(Set<String> channels) {
    return problems(channels, Set.of());
  }

  /**
   * Returns the problems of the routes.
   *
   * @param notifiedElsewhere the channels that are notified by other means than routes as well
   */
  public List<String> problems(Set<String> channels, Set<String> notifiedElsewhere) {
    return new RouteValidator(routes, channels, notifiedElsewhere).problems();
  }
}
