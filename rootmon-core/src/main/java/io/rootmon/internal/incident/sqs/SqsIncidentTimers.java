package io.rootmon.internal.incident.sqs;

import io.rootmon.aws.AwsAccess;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.incident.IncidentTimers;
import io.rootmon.internal.control.MessageScheduler;
import io.rootmon.internal.json.JsonStreams;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Sends the timers as delayed messages to the queue of the function. */
public final class SqsIncidentTimers implements IncidentTimers {
  /** The permission that the role needs on the queue. */
  public static final String ACTION = "sqs:SendMessage";

  private final MessageScheduler queue;
  private final InstantSource clock;

  public SqsIncidentTimers(AwsAccess access, String region, String queueUrl, InstantSource clock) {
    this(new SqsMessageScheduler(access, region, queueUrl), clock);
  }

  /** Creates timers that share the queue's client with other messages. */
  public SqsIncidentTimers(MessageScheduler queue, InstantSource clock) {
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public void schedule(String account, String incident, TimerPurpose duty, Duration delay)
      throws IOException {
    queue.schedule(message(account, incident, duty), delay);
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
