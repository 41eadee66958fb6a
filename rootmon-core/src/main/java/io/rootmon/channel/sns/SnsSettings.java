package io.rootmon.channel.sns;

/**
 * What the SNS channel is told.
 *
 * @param topic the topic's ARN, which says the region too
 * @param isChat whether Amazon Q Developer in chat applications reads the topic
 */
public record SnsSettings(String name, String topic, boolean isChat) {
  /** With plain text. */
  public SnsSettings(String name, String topic) {
    this(name, topic, false);
  }

  public SnsSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: expected a text but was empty");
    }
    if (!topic.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}")) {
      // A FIFO topic's name ends in ".fifo": it has no subscribers by mail or telephone.
      throw new IllegalArgumentException(
          "topic: expected the ARN of a standard SNS topic but was '" + topic + "'");
    }
  }

  public String region() {
    return topic.split(":", -1)[3];
  }
}
