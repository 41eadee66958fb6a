package io.rootmon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.delivery.Dispatcher;
import io.rootmon.render.ExampleAlerts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a channel keeps that speaks to its far end by the SDK. */
public abstract class AwsChannelContract extends ChannelContract {
  /**
   * Its lane does: the SDK's timer and the JDK's cleaner of connections can want the same lock, and
   * then the SDK waits for the answer's end.
   */
  @Override
  @Test
  protected void givesUpInTimeWhereTheAnswerTrickles() throws Exception {
    try (FakeHttpServer warm = FakeHttpServer.answering(yes());
        BrokenHttpServer slow = BrokenHttpServer.slow()) {
      channel(warm.address()).send(ExampleAlerts.signIn(), TIMEOUT);
      Dispatcher dispatcher = new Dispatcher(List.of(channel(slow.address())));
      Duration timeLeft = Duration.ofMillis(400);

      long start = System.nanoTime();
      DispatchReport report = dispatcher.dispatch(ExampleAlerts.signIn(), timeLeft);
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      assertThat(report.deliveries())
          .extracting(it -> it.result())
          .containsExactly(Result.RETRYABLE);
      assertThat(took).isLessThan(timeLeft.plus(SLACK));
    }
  }
}
