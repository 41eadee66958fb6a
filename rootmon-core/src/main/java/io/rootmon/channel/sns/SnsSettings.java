package io.rootmon.channel.sns;

import io.rootmon.channel.ChannelFactory;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;

/**
 * The settings of an SNS channel.
 *
 * @param topic the topic's ARN, which contains the region
 * @param isChat whether Amazon Q Developer in chat applications reads the topic
 */
public record SnsSettings(String name, String topic, boolean isChat) {
  private static final String TOPIC = "arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}";

  /** Creates the settings of a topic with plain text messages. */
  public SnsSettings(String name, String topic) {
    this(name, topic, false);
  }

  public SnsSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: must not be empty");
    }
    if (!topic.matches(TOPIC)) {
      // The name of a FIFO topic ends in ".fifo". Such a topic cannot have email or SMS
      // subscribers.
      throw new IllegalArgumentException(
          "topic: must be the ARN of a standard SNS topic but is '" + topic + "'");
    }
  }

  /** Reads the settings of a channel. */
  public static ChannelFactory read(String name, Settings settings) {
    settings.requireOnlyKeys("type", "notify", "topic", "format");
    String topic =
        settings.required(
            "topic",
            ValueType.text(
                "the ARN of a standard SNS topic", TOPIC, "arn:aws:sns:us-east-1:000000000000:a"));
    boolean isChat =
        settings
            .optional("format", ValueType.oneOf("text", "chat"))
            .filter("chat"::equals)
            .isPresent();
    return context ->
        new SnsChannel(
            new SnsSettings(name, topic, isChat), context.templates(), context.aws().get());
  }

  /** Returns the Region in the topic's ARN. */
  public String region() {
    return topic.split(":", -1)[3];
  }
}
