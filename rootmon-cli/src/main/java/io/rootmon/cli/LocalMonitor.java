package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alerts;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Dispatcher;
import io.rootmon.detect.Detector;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.rules.StandardRules;
import java.util.List;
import java.util.Map;

/** The line as it runs on a laptop: nothing remembered between runs, nothing sent. */
public final class LocalMonitor {
  private LocalMonitor() {}

  /** Only judges. */
  public static RootMonitor judging() {
    return of(AccountDirectory.of(Map.of()), List.of());
  }

  static RootMonitor of(AccountDirectory accounts, List<Channel> channels) {
    return new RootMonitor(
        new Detector(), policy(), new Alerts(accounts), new Dispatcher(channels));
  }

  static SeverityPolicy policy() {
    return StandardRules.policy();
  }
}
