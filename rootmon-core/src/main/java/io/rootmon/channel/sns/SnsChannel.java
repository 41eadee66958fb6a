package io.rootmon.channel.sns;

import io.rootmon.alert.Alert;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.HealthCheck;
import io.rootmon.channel.RateLimit;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.internal.aws.AwsDeliveryErrors;
import io.rootmon.internal.channel.sns.ChatMessage;
import io.rootmon.internal.channel.sns.SnsMessage;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Publishes alerts to an SNS topic. */
public final class SnsChannel implements Channel {
  private static final String KEY_POLICY =
      "allow kms:GenerateDataKey* and kms:Decrypt on the topic's key";

  /**
   * <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors">SNS's
   * errors</a>.
   */
  private static final Map<String, String> REMEDIES =
      Map.ofEntries(
          Map.entry("NotFound", "check the topic's ARN, and that it was not deleted"),
          Map.entry("AuthorizationError", "allow sns:Publish, in the role and the topic's policy"),
          Map.entry("AccessDenied", "allow sns:Publish, in the role and the topic's policy"),
          Map.entry("InvalidSecurity", "check the credentials"),
          Map.entry("InvalidClientTokenId", "check the credentials"),
          Map.entry("SignatureDoesNotMatch", "check the credentials"),
          Map.entry("InvalidParameter", "check the topic's ARN and its region"),
          Map.entry("InvalidParameterValue", "check the topic's ARN and its region"),
          Map.entry("EndpointDisabled", "enable the endpoint"),
          Map.entry("KMSAccessDenied", KEY_POLICY),
          Map.entry("KMSOptInRequired", KEY_POLICY),
          Map.entry("KMSDisabled", "enable the topic's key"),
          Map.entry("KMSInvalidState", "enable the topic's key, or cancel its deletion"),
          Map.entry("KMSNotFound", "give the topic a key that exists"));

  /**
   * <a href="https://docs.aws.amazon.com/general/latest/gr/sns.html">Ten messages a second</a> to
   * an email address. Above this rate SNS suspends the subscription. This limit allows at most ten
   * in any second.
   */
  private static final RateLimit PACE = new RateLimit(Duration.ofMillis(125), 2);

  private final SnsSettings settings;
  private final Templates templates;
  private final SnsClient client;

  /** Creates the channel. No call is made yet. */
  public SnsChannel(SnsSettings settings, Templates templates, AwsAccess access) {
    this.settings = settings;
    this.templates = templates;
    this.client = access.configure(SnsClient.builder(), settings.region()).build();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public RateLimit rateLimit() {
    return PACE;
  }

  @Override
  public Optional<HealthCheck> healthCheck() {
    return Optional.of(new SnsHealthCheck(client, settings.topic()));
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    SnsMessage message = SnsMessage.of(alert, templates);
    Duration left = DeliveryException.timeLeft(deadline);
    PublishRequest request =
        PublishRequest.builder()
            .topicArn(settings.topic())
            .subject(message.subject())
            .message(settings.isChat() ? ChatMessage.of(alert, templates).json() : message.body())
            .messageAttributes(SnsMessageAttributes.of(alert))
            .overrideConfiguration(it -> it.apiCallTimeout(left))
            .build();
    try {
      return new Receipt("message " + client.publish(request).messageId());
    } catch (SdkException e) {
      throw AwsDeliveryErrors.of(e, "publish to " + settings.topic(), REMEDIES);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
