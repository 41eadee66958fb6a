package io.rootmon.channel.ses;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.HealthCheck;
import io.rootmon.channel.internal.aws.AwsDeliveryErrors;
import io.rootmon.time.Deadline;
import java.net.IDN;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.IdentityVerificationAttributes;
import software.amazon.awssdk.services.ses.model.VerificationStatus;

/**
 * Checks that the sender is verified, as an address or <a
 * href="https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html">through its domain or a
 * parent domain</a>, and that the account may send.
 */
record SesHealthCheck(SesClient client, SesSettings settings) implements HealthCheck {
  private static final String IDENTITY = "ses:GetIdentityVerificationAttributes";
  private static final String SENDING = "ses:GetAccountSendingEnabled";

  /** The permissions that the role needs on all resources. */
  static final List<String> ACTIONS = List.of(IDENTITY, SENDING);

  @Override
  public Optional<String> problem(Deadline deadline) throws DeliveryException {
    // This account cannot read another account's identity. Its owner can check the verification.
    Optional<String> identity =
        settings.sourceArn().isPresent() ? Optional.empty() : identityProblem(deadline);
    return identity.isPresent() ? identity : sendingProblem(deadline);
  }

  private Optional<String> identityProblem(Deadline deadline) throws DeliveryException {
    Duration left = DeliveryException.timeLeft(deadline);
    List<String> identities = identities(settings.from());
    Map<String, IdentityVerificationAttributes> known;
    try {
      known =
          client
              .getIdentityVerificationAttributes(
                  it ->
                      it.identities(identities)
                          .overrideConfiguration(call -> call.apiCallTimeout(left)))
              .verificationAttributes();
    } catch (SdkException e) {
      throw AwsDeliveryErrors.of(e, "read the sender's identity", remedies(IDENTITY));
    }
    boolean isVerified =
        known.values().stream()
            .anyMatch(it -> it.verificationStatus() == VerificationStatus.SUCCESS);
    if (isVerified) {
      return Optional.empty();
    }
    String status =
        known.values().stream()
            .findFirst()
            .map(it -> "is not verified: " + it.verificationStatusAsString())
            .orElse("is no identity of this account");
    return Optional.of(
        "the sender "
            + identities.get(0)
            + " "
            + status
            + "; verify the address or its domain in SES, "
            + settings.region());
  }

  private Optional<String> sendingProblem(Deadline deadline) throws DeliveryException {
    Duration left = DeliveryException.timeLeft(deadline);
    Boolean isEnabled;
    try {
      isEnabled =
          client
              .getAccountSendingEnabled(
                  it -> it.overrideConfiguration(call -> call.apiCallTimeout(left)))
              .enabled();
    } catch (SdkException e) {
      throw AwsDeliveryErrors.of(e, "read whether the account may send", remedies(SENDING));
    }
    return Boolean.FALSE.equals(isEnabled)
        ? Optional.of("sending is paused for the account; enable it in SES, " + settings.region())
        : Optional.empty();
  }

  private static Map<String, String> remedies(String action) {
    return Map.of(
        "AccessDenied", "allow " + action,
        "AccessDeniedException", "allow " + action);
  }

  /** Returns the address, its domain, and every parent domain that contains a dot. */
  static List<String> identities(String from) {
    int open = from.lastIndexOf('<');
    int close = from.indexOf('>', open + 1);
    String address = (open < 0 || close < 0 ? from : from.substring(open + 1, close)).strip();
    List<String> identities = new ArrayList<>();
    int at = address.lastIndexOf('@');
    String domain = ascii(address.substring(at + 1).toLowerCase(Locale.ROOT));
    identities.add(at < 0 ? domain : address.substring(0, at + 1) + domain);
    for (String it = domain; it.contains("."); it = it.substring(it.indexOf('.') + 1)) {
      identities.add(it);
    }
    return identities;
  }

  /**
   * Returns the domain in ASCII. SES reports a domain that cannot be converted when an email is
   * sent.
   */
  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain);
    } catch (IllegalArgumentException e) {
      return domain;
    }
  }
}
