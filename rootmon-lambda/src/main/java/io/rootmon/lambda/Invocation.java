package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.rootmon.time.Deadline;
import java.time.Duration;

/** An invocation by Lambda, with the deadline of its deliveries. */
public record Invocation(String requestId, Deadline deadline) {
  /**
   * The time that is reserved for reporting unfinished deliveries, for the log and for the
   * response. If Lambda times out, every message of the batch returns to the queue, including
   * delivered ones.
   */
  private static final Duration RESERVE = Duration.ofMillis(1_500);

  static Invocation of(Context context) {
    Duration given = Duration.ofMillis(context.getRemainingTimeInMillis());
    return new Invocation(context.getAwsRequestId(), Deadline.in(given.minus(RESERVE)));
  }
}
