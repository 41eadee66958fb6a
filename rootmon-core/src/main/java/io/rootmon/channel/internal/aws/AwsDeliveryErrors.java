package io.rootmon.channel.internal.aws;

import io.rootmon.aws.AwsErrors;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.internal.HttpErrors;
import io.rootmon.channel.internal.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Maps an exception of the AWS SDK to that of a delivery: can a retry help, or what to do. */
public final class AwsDeliveryErrors {
  /**
   * Transient errors beside those that the SDK classifies as throttling or clock skew: <a
   * href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">common errors</a>.
   */
  private static final Set<String> TRANSIENT =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "KMSThrottling");

  private AwsDeliveryErrors() {}

  /**
   * Classifies the failure.
   *
   * @param what the call, such as "publish to arn:…"
   * @param remedies what to do, by error code
   */
  public static DeliveryException of(SdkException e, String what, Map<String, String> remedies) {
    if (AwsErrors.isTimeout(e)) {
      return DeliveryException.retryable(what + ": no answer in time; it may have arrived", e);
    }
    String message = what + ": " + AwsErrors.describe(e, remedies);
    if (!(e instanceof AwsServiceException response)) {
      return DeliveryException.retryable(message, e);
    }
    boolean isTransient =
        TRANSIENT.contains(AwsErrors.code(e).orElse(""))
            || response.isThrottlingException()
            || response.isClockSkewException()
            || HttpErrors.mayPass(response.statusCode());
    if (!isTransient) {
      return DeliveryException.refused(message, e);
    }
    return retryAfter(e)
        .map(it -> DeliveryException.retryableAfter(it, message))
        .orElseGet(() -> DeliveryException.retryable(message, e));
  }

  private static Optional<Duration> retryAfter(SdkException e) {
    return AwsErrors.details(e)
        .flatMap(it -> Optional.ofNullable(it.sdkHttpResponse()))
        .flatMap(it -> it.firstMatchingHeader("Retry-After"))
        .flatMap(it -> RetryAfter.parse(it, Instant.now()));
  }
}
