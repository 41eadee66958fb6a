package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.alert.Alerts;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Dispatcher;
import io.rootmon.config.Configuration;
import io.rootmon.detect.AssumedRootSessions;
import io.rootmon.detect.Detector;
import io.rootmon.detect.RecentSessions;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.route.Routes;
import io.rootmon.state.MemoryStore;
import java.time.InstantSource;
import java.util.List;

/** The line as it runs on a laptop: nothing remembered between runs, nothing sent. */
public final class LocalMonitor {
  private LocalMonitor() {}

  /** Judges the events of the named files; delivers nothing. */
  public static RootMonitor judging(List<String> names) {
    return of(names, Configuration.EMPTY, List.of());
  }

  /** Judges events that are read once, in any order; delivers nothing. */
  public static RootMonitor judging(Configuration configuration) {
    return of(new RecentSessions(), configuration, List.of());
  }

  /**
   * For the events of the named files: accounts, links and expected windows as the document says,
   * and nobody is asked.
   */
  static RootMonitor of(List<String> names, Configuration configuration, List<Channel> channels) {
    return of(new SessionsInFiles(names), configuration, channels);
  }

  private static RootMonitor of(
      AssumedRootSessions sessions, Configuration configuration, List<Channel> channels) {
    InstantSource clock = InstantSource.system();
    Dispatcher dispatcher = new Dispatcher(channels);
    return new RootMonitor(
        new Detector(sessions, configuration.protectedResources()),
        StandardRules.policy().expecting(configuration.expected()),
        new Alerts(configuration.accountDirectory(), configuration.links()),
        Routes.everythingTo(dispatcher.channels()),
        new MemoryStore(clock),
        dispatcher,
        clock);
  }
}
