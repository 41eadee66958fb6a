package io.rootmon.channel.ses;

import io.rootmon.alert.Alert;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.HealthCheck;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.internal.Mail;
import io.rootmon.channel.internal.aws.AwsDeliveryErrors;
import io.rootmon.internal.channel.EventJson;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;

/**
 * Sends email through SES. An alert with more recipients than SES accepts in one request becomes
 * several requests. If only some of them succeed, a retry by this process sends the others.
 */
public final class SesChannel implements Channel {
  /**
   * <a
   * href="https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html#API_SendRawEmail_Errors">SES's
   * errors</a>.
   */
  private static final Map<String, String> REMEDIES =
      Map.ofEntries(
          Map.entry(
              "MessageRejected",
              "verify the sender in this region, and in the sandbox every recipient"),
          Map.entry("MailFromDomainNotVerified", "repair the MX record of the MAIL FROM domain"),
          Map.entry(
              "MailFromDomainNotVerifiedException", "repair the MX record of the MAIL FROM domain"),
          Map.entry("AccountSendingPaused", "let the account send again"),
          Map.entry("AccountSendingPausedException", "let the account send again"),
          Map.entry("ConfigurationSetSendingPaused", "let the configuration set send again"),
          Map.entry(
              "ConfigurationSetSendingPausedException", "let the configuration set send again"),
          Map.entry(
              "ConfigurationSetDoesNotExist", "check the configuration set's name and region"),
          Map.entry(
              "ConfigurationSetDoesNotExistException",
              "check the configuration set's name and region"),
          Map.entry("AccessDenied", "allow ses:SendRawEmail for the sender"),
          Map.entry("AccessDeniedException", "allow ses:SendRawEmail for the sender"),
          Map.entry("InvalidClientTokenId", "check the credentials"),
          Map.entry("SignatureDoesNotMatch", "check the credentials"));

  private final SesSettings settings;
  private final Templates templates;
  private final SesClient client;
  private final PartialDeliveries partlySent = new PartialDeliveries();

  /** Creates the channel. No call is made yet. */
  public SesChannel(SesSettings settings, Templates templates, AwsAccess access) {
    this.settings = settings;
    this.templates = templates;
    this.client = access.configure(SesClient.builder(), settings.region()).build();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Optional<HealthCheck> healthCheck() {
    return Optional.of(new SesHealthCheck(client, settings));
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    SesMessage message = SesMessage.of(alert, templates);
    List<List<String>> groups = settings.groups();
    Map<List<String>, String> sent = new LinkedHashMap<>(partlySent.remove(alert.eventKey()));
    List<DeliveryException> failures = new ArrayList<>();
    for (List<String> group : groups) {
      if (sent.containsKey(group)) {
        continue;
      }
      try {
        sent.put(group, send(mail(alert, message, group), deadline));
      } catch (DeliveryException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      partlySent.put(alert.eventKey(), sent);
      throw together(failures, groups.size());
    }
    return new Receipt("message " + String.join(", ", sent.values()));
  }

  private Mail mail(Alert alert, SesMessage message, List<String> to) {
    return new Mail(
        alert.eventKey(),
        alert.time(),
        settings.from(),
        to,
        message.subject(),
        message.text(),
        message.html(),
        EventJson.of(alert),
        alert.thread());
  }

  private String send(Mail mail, Deadline deadline) throws DeliveryException {
    Duration left = DeliveryException.timeLeft(deadline);
    SendRawEmailRequest request =
        SendRawEmailRequest.builder()
            .rawMessage(it -> it.data(SdkBytes.fromByteArray(mail.bytes())))
            .configurationSetName(settings.configurationSet().orElse(null))
            .sourceArn(settings.sourceArn().orElse(null))
            .overrideConfiguration(it -> it.apiCallTimeout(left))
            .build();
    try {
      return client.sendRawEmail(request).messageId();
    } catch (SdkException e) {
      throw AwsDeliveryErrors.of(e, "email from " + settings.from(), REMEDIES);
    }
  }

  /** Combines failures: the result is retryable if one of them is. */
  private static DeliveryException together(List<DeliveryException> failures, int mails) {
    DeliveryException first =
        failures.stream().filter(it -> it.isRetryable()).findFirst().orElse(failures.get(0));
    if (mails == 1) {
      return first;
    }
    String message = failures.size() + " of " + mails + " emails not sent: " + first.getMessage();
    if (!first.isRetryable()) {
      return DeliveryException.rejected(message, first);
    }
    return first
        .retryAfter()
        .map(it -> DeliveryException.retryableAfter(it, message))
        .orElseGet(() -> DeliveryException.retryable(message, first));
  }

  @Override
  public void close() {
    client.close();
  }
}
