package io.rootmon.benchmarks.warm;

import io.rootmon.RootMonitor;
import io.rootmon.alert.Alert;
import io.rootmon.benchmarks.Cases;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.internal.channel.sns.SnsMessage;
import io.rootmon.render.Templates;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measures the steps after reading. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Steps {
  private final RootMonitor monitor = Line.monitor();
  private final Templates templates = Templates.builtIn();
  private final CloudTrailEvent event = event();
  private final Alert alert = monitor.alert(monitor.judge(event).orElseThrow());

  private static CloudTrailEvent event() {
    try {
      String text = Cases.event("critical/root.sign-in.without-mfa");
      return new CloudTrailReader().events(text).get(0);
    } catch (MalformedEventException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  public Object judge() {
    return monitor.judge(event).orElseThrow();
  }

  @Benchmark
  public Object sns() {
    return SnsMessage.of(alert, templates);
  }

  @Benchmark
  public Object ses() {
    return SesMessage.of(alert, templates);
  }

  @Benchmark
  public Object slack() {
    return SlackMessage.of(alert, templates).json();
  }
}
