package io.rootmon.channel.sns;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.internal.text.SafeText;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Creates the attributes for subscription filters: {@code severity}, {@code account}, {@code kind},
 * {@code eventName}. A value is never empty, because <a
 * href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">SNS rejects empty
 * values</a>.
 */
final class SnsMessageAttributes {
  private static final String UNKNOWN = "unknown";
  private static final int MAX_LENGTH = 128;

  private SnsMessageAttributes() {}

  static Map<String, MessageAttributeValue> of(Alert alert) {
    var activity = alert.finding().map(it -> it.activity());
    Map<String, MessageAttributeValue> attributes = new TreeMap<>();
    attributes.put("severity", text(alert.severity().name()));
    attributes.put("account", text(alert.account().id().map(AccountId::value).orElse(UNKNOWN)));
    attributes.put("kind", text(activity.map(it -> it.kind().name()).orElse(UNKNOWN)));
    attributes.put("eventName", text(activity.map(it -> it.event().name()).orElse(UNKNOWN)));
    return attributes;
  }

  private static MessageAttributeValue text(String value) {
    String line = SafeText.line(value, MAX_LENGTH);
    return MessageAttributeValue.builder()
        .dataType("String")
        .stringValue(line.isEmpty() ? UNKNOWN : line)
        .build();
  }
}
