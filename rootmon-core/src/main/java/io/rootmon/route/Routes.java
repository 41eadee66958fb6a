package io.rootmon.route;

import io.rootmon.detect.ActivityKind;
import io.rootmon.judge.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All routes: every channel that any of them names is notified.
 *
 * @param everything the channels that receive every finding that their routes want, one message
 *     each, and not only those that an incident's policy picks
 */
public record Routes(List<Route> routes, Set<String> everything) {
  public static final Routes NONE = new Routes(List.of());

  public Routes {
    routes = List.copyOf(routes);
    everything = Set.copyOf(everything);
  }

  /** Routes to channels that are notified by incidents. */
  public Routes(List<Route> routes) {
    this(routes, Set.of());
  }

  /** What is worth a page, of every account and kind, to all channels. */
  public static Routes toAll(Set<String> channels) {
    return new Routes(List.of(new Route(Set.of(), Severity.MEDIUM, Set.of(), channels)));
  }

  /** Every finding to all channels. */
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
   * Returns the channels of an alert about the monitoring itself: those of routes with the kind
   * TAMPERING, which is nearest, by severity. An alert that is HIGH or worse always has a channel:
   * if no such route wants it, it goes to all routes with TAMPERING in every account.
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

  /** Whether any asks in which unit an account is. */
  public boolean nameUnits() {
    return routes.stream().anyMatch(it -> !it.units().isEmpty());
  }

  /** What is wrong with them where the channels are these; every problem names its path. */
  public List<String> problems(Set<String> channels) {
    return problems(channels, Set.of());
  }

  /** The same where some channels are told by other than routes as well. */
  public List<String> problems(Set<String> channels, Set<String> toldElsewhere) {
    return new RouteValidator(routes, channels, toldElsewhere).problems();
  }
}
