package io.rootmon.internal;

/**
 * The form of <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EventBus.html">an event
 * bus's ARN</a>.
 */
public final class EventBusArn {
  /** A regular expression that matches the whole ARN. */
  public static final String FORM =
      "arn:aws[a-z-]*:events:[a-z0-9-]{1,40}:[0-9]{12}:event-bus/[A-Za-z0-9._/-]{1,256}";

  private EventBusArn() {}
}
