package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alerts;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Dispatcher;
import io.rootmon.detect.Detector;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.route.Routes;
import io.rootmon.state.MemoryStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The line as it runs on a laptop: nothing remembered between runs, nothing sent. */
final class LocalMonitor {
  private LocalMonitor() {}

  /** Judges the events of the named files; delivers nothing. */
  static RootMonitor judging(List<String> names) {
    return of(names, AccountDirectory.of(Map.of()), List.of());
  }

  static RootMonitor of(List<String> names, AccountDirectory accounts, List<Channel> channels) {
    InstantSource clock = InstantSource.system();
    Dispatcher dispatcher = new Dispatcher(channels);
    return new RootMonitor(
        new Detector(new SessionsInFiles(names)),
        StandardRules.policy(),
        new Alerts(accounts),
        Routes.everythingTo(dispatcher.channels()),
        new MemoryStore(clock),
        dispatcher,
        clock);
  }
}
