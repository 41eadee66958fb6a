package io.rootmon.channel.sns;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.HealthCheck;
import io.rootmon.channel.internal.aws.AwsDeliveryErrors;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Checks that the topic has a confirmed subscription. SNS accepts messages to a topic <a
 * href="https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html">without any</a>.
 */
record SnsHealthCheck(SnsClient client, String topic) implements HealthCheck {
  /** The permission on the topic that the role needs. */
  static final String ACTION = "sns:GetTopicAttributes";

  private static final Map<String, String> REMEDIES =
      Map.of(
          "NotFound", "the topic was deleted: recreate it, or correct its ARN",
          "AuthorizationError", "allow " + ACTION + " on the topic",
          "AccessDenied", "allow " + ACTION + " on the topic");

  /**
   * Returns whether the topic has a confirmed subscription. The counts may lag, so the list
   * decides; without permission to list, the counts do.
   */
  private boolean listsASubscription(Deadline deadline) throws DeliveryException {
    Duration left = DeliveryException.timeLeft(deadline);
    try {
      return client
          .listSubscriptionsByTopic(
              it -> it.topicArn(topic).overrideConfiguration(call -> call.apiCallTimeout(left)))
          .subscriptions()
          .stream()
          .anyMatch(it -> it.subscriptionArn() != null && it.subscriptionArn().startsWith("arn:"));
    } catch (SdkException e) {
      return false;
    }
  }

  @Override
  public Optional<String> problem(Deadline deadline) throws DeliveryException {
    Duration left = DeliveryException.timeLeft(deadline);
    Map<String, String> attributes;
    try {
      attributes =
          client
              .getTopicAttributes(
                  it -> it.topicArn(topic).overrideConfiguration(call -> call.apiCallTimeout(left)))
              .attributes();
    } catch (SdkException e) {
      throw AwsDeliveryErrors.of(e, "read the attributes of " + topic, REMEDIES);
    }
    if (!"0".equals(attributes.get("SubscriptionsConfirmed"))) {
      return Optional.empty();
    }
    String pending = attributes.getOrDefault("SubscriptionsPending", "0");
    if (pending.equals("0") && listsASubscription(deadline)) {
      return Optional.empty();
    }
    return Optional.of(
        "the topic has no confirmed subscription"
            + (pending.equals("0")
                ? "; subscribe an address and confirm it"
                : "; "
                    + pending
                    + (pending.equals("1")
                        ? " subscription is pending"
                        : " subscriptions are pending")
                    + ": open the link in the confirmation email"));
  }
}
