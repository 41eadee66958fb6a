package io.rootmon.benchmarks.warm;

import io.rootmon.Plan;
import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.benchmarks.Cases;
import io.rootmon.channel.Dispatcher;
import io.rootmon.channel.ses.SesMessage;
import io.rootmon.channel.slack.SlackMessage;
import io.rootmon.channel.sns.SnsMessage;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.Reading.Read;
import io.rootmon.cloudtrail.Readings;
import io.rootmon.judge.Finding;
import io.rootmon.render.Templates;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Read, judged, grouped in memory and rendered three times: everything but the far ends. Each event
 * is of an account of its own, so each is told.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Line {
  private final CloudTrailReader reader = new CloudTrailReader();
  private final RootMonitor monitor = monitor();
  private final Templates templates = Templates.builtIn();
  private final Renumbered events =
      new Renumbered(Cases.event("critical/root.sign-in.without-mfa"));

  static RootMonitor monitor() {
    Dispatcher nobody =
        new Dispatcher(List.of(new Nobody("topic"), new Nobody("mail"), new Nobody("chat")));
    return RootMonitor.standard(AccountDirectory.of(Map.of()), nobody);
  }

  @Benchmark
  public void whole(Blackhole hole) {
    Finding finding = monitor.judge(read(events.next())).orElseThrow();
    Plan plan = monitor.plan(finding);
    if (plan.channels().size() != 3) {
      throw new IllegalStateException("channels: expected 3 but was " + plan.channels());
    }
    hole.consume(SnsMessage.of(plan.alert(), templates));
    hole.consume(SesMessage.of(plan.alert(), templates));
    hole.consume(SlackMessage.of(plan.alert(), templates).json());
  }

  private CloudTrailEvent read(byte[] json) {
    try (Readings readings = reader.read(new ByteArrayInputStream(json), "input")) {
      return ((Read) readings.next()).event();
    }
  }
}
