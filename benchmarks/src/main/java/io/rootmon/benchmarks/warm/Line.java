package io.rootmon.benchmarks.warm;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.benchmarks.Cases;
import io.rootmon.channel.Channel;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult.EventRead;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.internal.channel.sns.SnsMessage;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Runs rootmon's pipeline from a message's text to each channel's message, with its dispatcher and
 * threads, but without the remote services. The state is in memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Line {
  private static final Duration TIME = Duration.ofMinutes(1);
  private static final int OF_AN_INCIDENT = 10;

  private final CloudTrailReader reader = new CloudTrailReader();
  private final RootMonitor monitor = monitor();
  private final Renumbered signIn =
      new Renumbered(Cases.event("critical/root.sign-in.without-mfa"));
  private final Renumbered reading = new Renumbered(Cases.event("low/root.read"));
  private long number;

  static RootMonitor monitor() {
    Templates templates = Templates.builtIn();
    List<Channel> three =
        List.of(
            new Printing("sns", it -> SnsMessage.of(it, templates).body().length()),
            new Printing("ses", it -> SesMessage.of(it, templates).html().length()),
            new Printing("slack", it -> SlackMessage.of(it, templates).json().length()));
    return RootMonitor.builder().channels(three).build();
  }

  /** Each event is a sign-in to another account. */
  @Benchmark
  public ProcessingResult incidents() {
    number++;
    return tell(signIn.of(number, number), IncidentAction.OPEN);
  }

  /** Each account has a sign-in and nine further calls, of which no channel is notified. */
  @Benchmark
  public ProcessingResult ordinary() {
    long account = number / OF_AN_INCIDENT;
    boolean first = number % OF_AN_INCIDENT == 0;
    Renumbered event = first ? signIn : reading;
    number++;
    return tell(event.of(account, number), first ? IncidentAction.OPEN : IncidentAction.APPEND);
  }

  private ProcessingResult tell(String message, IncidentAction expected) {
    try (ReadResultIterator readings = reader.read(message, "message")) {
      var finding = monitor.judge(((EventRead) readings.next()).event()).orElseThrow();
      ProcessingResult outcome = monitor.process(finding, Deadline.in(TIME));
      if (outcome.action() != expected) {
        throw new IllegalStateException("expected " + expected + " but was " + outcome);
      }
      return outcome;
    }
  }
}
