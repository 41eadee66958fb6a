package io.rootmon.channel.internal.aws;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.internal.HttpErrors;
import io.rootmon.channel.internal.RetryAfter;
import io.rootmon.internal.aws.AwsErrors;
import io.rootmon.internal.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Maps an exception of the AWS SDK to a {@link DeliveryException}: transient, or rejected with a
 * remedy.
 */
public final class AwsDeliveryErrors {
  /**
   * Transient errors in addition to those that the SDK classifies as throttling or clock skew: <a
   * href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">common errors</a>.
   */
  private static final Set<String> TRANSIENT =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "KMSThrottling");

  private static final int MAX_TEXT_LENGTH = 300;

  private AwsDeliveryErrors() {}

  /**
   * Classifies a failure.
   *
   * @param what the call, such as "publish to arn:…"
   * @param remedies the remedy by error code
   */
  public static DeliveryException of(SdkException e, String what, Map<String, String> remedies) {
    if (AwsErrors.isTimeout(e)) {
      return DeliveryException.retryable(what + ": no response in time; it may have arrived", e);
    }
    String message = what + ": " + AwsErrors.describe(e, remedies);
    if (!(e instanceof AwsServiceException response)) {
      return DeliveryException.retryable(message, e);
    }
    boolean isTransient =
        TRANSIENT.contains(AwsErrors.code(e).orElse(""))
            || response.isThrottlingException()
            || response.isClockSkewException()
            || HttpErrors.isTransient(response.statusCode());
    if (!isTransient) {
      return DeliveryException.rejected(message, e);
    }
    return retryAfter(e)
        .map(it -> DeliveryException.retryableAfter(it, message))
        .orElseGet(() -> DeliveryException.retryable(message, e));
  }

  /** Error codes of throttling and clock skew, which the SDK classifies itself. */
  private static final Set<String> THROTTLING =
      Set.of(
          "Throttling",
          "ThrottlingException",
          "ThrottledException",
          "TooManyRequestsException",
          "LimitExceededException",
          "RequestLimitExceeded",
          "RequestThrottledException",
          "SlowDown",
          "InternalException",
          "InternalFailure",
          "ServiceUnavailable",
          "RequestTimeTooSkewed",
          "RequestInTheFuture");

  /**
   * Classifies a response for which there is no exception of the SDK.
   *
   * @param what the call, such as "put events on arn:…"
   * @param remedies the remedy by error code
   */
  public static DeliveryException of(
      int status,
      String code,
      String text,
      Optional<Duration> retryAfter,
      String what,
      Map<String, String> remedies) {
    String remedy = remedies.containsKey(code) ? "; " + remedies.get(code) : "";
    String message = what + ": " + line(code) + " (" + status + "): " + line(text) + remedy;
    if (!isTransient(code) && !HttpErrors.isTransient(status)) {
      return DeliveryException.rejected(message, null);
    }
    return retryAfter
        .map(it -> DeliveryException.retryableAfter(it, message))
        .orElseGet(() -> DeliveryException.retryable(message, null));
  }

  /** Returns whether a retry can help after a failure with this code. */
  public static boolean isTransient(String code) {
    return TRANSIENT.contains(code) || THROTTLING.contains(code);
  }

  private static String line(String text) {
    return SafeText.line(text, MAX_TEXT_LENGTH);
  }

  private static Optional<Duration> retryAfter(SdkException e) {
    return AwsErrors.details(e)
        .flatMap(it -> Optional.ofNullable(it.sdkHttpResponse()))
        .flatMap(it -> it.firstMatchingHeader("Retry-After"))
        .flatMap(it -> RetryAfter.parse(it, Instant.now()));
  }
}
