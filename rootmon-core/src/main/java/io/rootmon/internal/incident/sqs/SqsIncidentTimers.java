package io.rootmon.internal.incident.sqs;

import io.rootmon.aws.AwsAccess;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.incident.IncidentTimers;
import io.rootmon.internal.json.JsonStreams;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Sends delayed messages to the queue of the function, with a delay of <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-timers.html">15
 * minutes at most</a>.
 */
public final class SqsIncidentTimers implements IncidentTimers {
  /** The permission that the role needs on the queue. */
  public static final String ACTION = "sqs:SendMessage";

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

  private final SqsClient client;
  private final String queueUrl;
  private final InstantSource clock;

  public SqsIncidentTimers(AwsAccess access, String region, String queueUrl, InstantSource clock) {
    this.client = access.configure(SqsClient.builder(), region).build();
    this.queueUrl = queueUrl;
    this.clock = clock;
  }

  @Override
  public void schedule(String account, String incident, TimerPurpose duty, Duration delay)
      throws IOException {
    SendMessageRequest request =
        SendMessageRequest.builder()
            .queueUrl(queueUrl)
            // A timer that is slightly late is better than one that is early and must wait again.
            .delaySeconds(Math.toIntExact(Math.min(900, delay.plusMillis(999).toSeconds())))
            .messageBody(message(account, incident, duty))
            .overrideConfiguration(it -> it.apiCallTimeout(CALL_TIMEOUT))
            .build();
    try {
      client.sendMessage(request);
    } catch (SdkException e) {
      // Without the cause's text, which may quote the request.
      throw new IOException(queueUrl + ": " + e.getClass().getSimpleName(), e);
    }
  }

  private String message(String account, String incident, TimerPurpose duty) throws IOException {
    return JsonStreams.text(
        json -> {
          json.writeStringField("rootmon", "incident-timer");
          json.writeStringField("account", account);
          json.writeStringField("incident", incident);
          json.writeStringField("duty", duty.name());
          json.writeStringField("time", clock.instant().toString());
        });
  }
}
