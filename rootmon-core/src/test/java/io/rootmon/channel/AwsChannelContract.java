package io.rootmon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.time.Deadline;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of a channel that calls AWS through the SDK. */
public abstract class AwsChannelContract extends ChannelContract {
  /**
   * The dispatcher gives up, not the channel: the SDK's timer and the JDK's cleaner of connections
   * can want the same lock, and then the SDK waits for the end of the response.
   */
  @Override
  @Test
  protected void givesUpAtTheDeadlineWhenTheResponseTrickles() throws Exception {
    try (FakeHttpServer warm = FakeHttpServer.answering(yes());
        BrokenHttpServer slow = BrokenHttpServer.slow()) {
      channel(warm.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));
      Dispatcher dispatcher = new Dispatcher(List.of(channel(slow.address())));

      DispatchReport report =
          dispatcher.dispatch(ExampleAlerts.signIn(), Deadline.in(SHORT_TIMEOUT));

      assertThat(report.deliveries())
          .extracting(it -> it.result())
          .containsExactly(Result.RETRYABLE);
      assertThat(slow.hasEnded()).as("the response has ended").isFalse();
    }
  }
}
