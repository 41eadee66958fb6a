package io.rootmon.internal.incident.sqs;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.control.MessageScheduler;
import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Sends delayed messages to the queue of the function, with a delay of <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-timers.html">15
 * minutes at most</a>.
 */
public final class SqsMessageScheduler implements MessageScheduler {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

  private final SqsClient client;
  private final String queueUrl;

  public SqsMessageScheduler(AwsAccess access, String region, String queueUrl) {
    this.client = access.configure(SqsClient.builder(), region).build();
    this.queueUrl = queueUrl;
  }

  @Override
  public void schedule(String body, Duration delay) throws IOException {
    Duration bounded = delay.compareTo(MAX_DELAY) < 0 ? delay : MAX_DELAY;
    SendMessageRequest request =
        SendMessageRequest.builder()
            .queueUrl(queueUrl)
            // A timer that is slightly late is better than one that is early and must wait again.
            .delaySeconds(Math.toIntExact(Math.min(900, bounded.plusMillis(999).toSeconds())))
            .messageBody(body)
            .overrideConfiguration(it -> it.apiCallTimeout(CALL_TIMEOUT))
            .build();
    try {
      client.sendMessage(request);
    } catch (SdkException e) {
      // Without the cause's text, which may quote the request.
      throw new IOException(queueUrl + ": " + e.getClass().getSimpleName(), e);
    }
  }
}
