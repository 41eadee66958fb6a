package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Dispatcher;
import java.util.List;
import java.util.Map;

/** The line as it runs on a laptop: nothing remembered between runs, nothing sent. */
public final class LocalMonitor {
  private LocalMonitor() {}

  /** Judges the events of the named files; delivers nothing. */
  public static RootMonitor judging(List<String> names) {
    return of(names, AccountDirectory.of(Map.of()), List.of());
  }

  static RootMonitor of(List<String> names, AccountDirectory accounts, List<Channel> channels) {
    return RootMonitor.standard(accounts, new Dispatcher(channels), new SessionsInFiles(names));
  }
}
