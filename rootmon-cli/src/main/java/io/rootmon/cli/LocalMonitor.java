package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alerts;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Dispatcher;
import io.rootmon.detect.Detector;
import io.rootmon.judge.Rule;
import io.rootmon.judge.Severity;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.Technique;
import java.net.URI;
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
    return new SeverityPolicy(
        List.of(),
        List.of(
            new Rule(
                "root.other",
                Severity.HIGH,
                "root acted",
                new Technique("T1078.004", "Valid Accounts: Cloud Accounts"),
                List.of("Ask who did this.", "If nobody did, change root's password."),
                URI.create("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html"),
                activity -> true)));
  }
}
