package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.channel.Channel;
import io.rootmon.detect.AssumedRootSessionStore;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.Severity;
import io.rootmon.judge.SignInLog;
import io.rootmon.route.Route;
import io.rootmon.route.Routes;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates pipelines for the command line, which keep no state between runs. */
public final class LocalMonitor {
  private LocalMonitor() {}

  /** Creates a pipeline that judges the events of the named files and sends nothing. */
  public static RootMonitor judging(List<String> names) {
    return judging(
        new FileSessionStore(names), new SignInsInFiles(names), ConfigurationDocument.EMPTY);
  }

  /**
   * Creates a pipeline that judges the events of the named files by the policy of a configuration
   * and sends nothing.
   */
  static RootMonitor judging(List<String> names, ConfigurationDocument configuration) {
    return judging(new FileSessionStore(names), new SignInsInFiles(names), configuration);
  }

  /** Creates a pipeline that judges events that are read once, in any order, and sends nothing. */
  public static RootMonitor judging(ConfigurationDocument configuration) {
    return judging(AssumedRootSessionStore.inMemory(), SignInLog.NONE, configuration);
  }

  private static RootMonitor judging(
      AssumedRootSessionStore sessions, SignInLog signIns, ConfigurationDocument configuration) {
    return of(sessions, signIns, configuration, List.of(), Routes.NONE, InstantSource.system());
  }

  /**
   * Creates a pipeline for the events of the named files, which uses only the names in the
   * document. With channels, the document's routes decide; without channels, the minimum severity
   * does, for all channels.
   */
  static RootMonitor of(
      List<String> names,
      ConfigurationDocument configuration,
      List<Channel> channels,
      Severity minimum,
      InstantSource clock) {
    Set<String> all = channels.stream().map(Channel::name).collect(Collectors.toSet());
    Routes routes =
        configuration.channels().isEmpty()
            ? new Routes(List.of(new Route(Set.of(), minimum, Set.of(), all)))
            : configuration.routes();
    return of(
        new FileSessionStore(names),
        new SignInsInFiles(names),
        configuration,
        channels,
        routes,
        clock);
  }

  private static RootMonitor of(
      AssumedRootSessionStore sessions,
      SignInLog signIns,
      ConfigurationDocument configuration,
      List<Channel> channels,
      Routes routes,
      InstantSource clock) {
    MemoryStore store = new MemoryStore(clock);
    return RootMonitor.builder()
        .sessions(sessions)
        .protectedResources(configuration.protectedResources())
        .policy(configuration.severityPolicy(configuration.accountDirectory()).knowing(signIns))
        .accounts(configuration.accountDirectory())
        .links(configuration.links())
        .locator(configuration.locator())
        .routes(routes)
        .grouping(configuration.incident())
        .store(store)
        .channels(channels)
        .clock(clock)
        .build();
  }
}
