package io.rootmon.channel.eventbridge;

/**
 * The settings of an EventBridge channel.
 *
 * @param bus the ARN of the event bus, which names its region
 * @param source the source of the events
 */
public record EventBridgeSettings(String name, String bus, String source) {
  /** Never matched by a pattern of rootmon's own, which all require a source of AWS. */
  static final String SOURCE = "rootmon";

  public EventBridgeSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: expected a text but was empty");
    }
    if (!bus.matches("arn:aws[a-z-]*:events:[a-z0-9-]+:\\d{12}:event-bus/[A-Za-z0-9._/-]{1,256}")) {
      throw new IllegalArgumentException(
          "bus: expected the ARN of an event bus but was '" + bus + "'");
    }
    // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
    if (!source.matches("[A-Za-z0-9._/-]{1,256}") || source.startsWith("aws.")) {
      throw new IllegalArgumentException(
          "source: expected a text that does not begin with aws. but was '" + source + "'");
    }
  }

  String region() {
    return bus.split(":", -1)[3];
  }
}
