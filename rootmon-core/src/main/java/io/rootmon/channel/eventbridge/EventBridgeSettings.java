package io.rootmon.channel.eventbridge;

import io.rootmon.channel.ChannelFactory;
import io.rootmon.internal.EventBusArn;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;

/**
 * The settings of an EventBridge channel.
 *
 * @param bus the ARN of the event bus, which names its region
 * @param source the source of the events
 */
public record EventBridgeSettings(String name, String bus, String source) {
  /** No pattern of rootmon's own matches this source: they all require a source of AWS. */
  static final String SOURCE = "rootmon";

  private static final String SOURCE_FORM = "(?!aws[.])[A-Za-z0-9._/-]{1,256}";

  public EventBridgeSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: must not be empty");
    }
    if (!bus.matches(EventBusArn.FORM)) {
      throw new IllegalArgumentException(
          "bus: must be the ARN of an event bus but is '" + bus + "'");
    }
    // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
    if (!source.matches(SOURCE_FORM)) {
      throw new IllegalArgumentException(
          "source: must be a string that does not begin with aws. but is '" + source + "'");
    }
  }

  String region() {
    return bus.split(":", -1)[3];
  }

  /** Reads the settings of a channel. */
  public static ChannelFactory read(String name, Settings settings) {
    settings.requireOnlyKeys("type", "notify", "bus", "source");
    String bus =
        settings.required(
            "bus",
            ValueType.text(
                "the ARN of an event bus",
                EventBusArn.FORM,
                "arn:aws:events:us-east-1:000000000000:event-bus/a"));
    String source =
        settings
            .optional(
                "source",
                ValueType.text("a string that does not begin with aws.", SOURCE_FORM, SOURCE))
            .orElse(SOURCE);
    return context ->
        new EventBridgeChannel(
            new EventBridgeSettings(name, bus, source), context.aws().get(), context.proxy());
  }
}
