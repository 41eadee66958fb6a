package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.rootmon.time.Deadline;
import java.time.Duration;

/** One call by Lambda, and the moment by which everybody has to have been told. */
public record Invocation(String requestId, Deadline deadline) {
  /**
   * Kept of the time that Lambda gives, to say what did not end in time, to write the log and to
   * answer: an invocation cut short makes every message of the batch come again, the delivered too.
   */
  private static final Duration RESERVE = Duration.ofMillis(1_500);

  static Invocation of(Context context) {
    Duration given = Duration.ofMillis(context.getRemainingTimeInMillis());
    return new Invocation(context.getAwsRequestId(), Deadline.in(given.minus(RESERVE)));
  }
}
