package io.rootmon.channel.aws;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.internal.HttpErrors;
import io.rootmon.channel.internal.RetryAfter;
import io.rootmon.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** An exception of the SDK's as a channel's: whether a try can help, or what to do instead. */
public final class AwsErrors {
  /**
   * Refusals that pass by themselves, beside those the SDK knows as throttling or clock skew: <a
   * href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">common errors</a>.
   */
  private static final Set<String> PASSING =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "KMSThrottling");

  private static final int MAX_DETAIL_LENGTH = 300;

  private AwsErrors() {}

  /**
   * Sorts the failure.
   *
   * @param what what was tried, such as "publish to arn:…"
   * @param remedies what to do, by error code
   */
  public static DeliveryException of(SdkException e, String what, Map<String, String> remedies) {
    if (e instanceof AwsServiceException answer) {
      return answered(answer, what, remedies);
    }
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return DeliveryException.retryable(what + ": no answer in time; it may have arrived", e);
    }
    return DeliveryException.retryable(what + ": " + detail(String.valueOf(e.getMessage())), e);
  }

  /** Error codes of throttling and of clocks that differ, which the SDK classifies itself. */
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
   * Classifies a response without the SDK's exception.
   *
   * @param what was tried, such as "put events on arn:…"
   * @param remedies what to do, by error code
   */
  public static DeliveryException of(
      int status,
      String code,
      String said,
      Optional<Duration> retryAfter,
      String what,
      Map<String, String> remedies) {
    String remedy = remedies.containsKey(code) ? "; " + remedies.get(code) : "";
    String message = what + ": " + detail(code) + " (" + status + "): " + detail(said) + remedy;
    if (!isTransient(code) && !HttpErrors.mayPass(status)) {
      return DeliveryException.refused(message, null);
    }
    return retryAfter
        .map(it -> DeliveryException.retryableAfter(it, message))
        .orElseGet(() -> DeliveryException.retryable(message, null));
  }

  /** Whether a further try of what failed with this code can help. */
  public static boolean isTransient(String code) {
    return PASSING.contains(code) || THROTTLING.contains(code);
  }

  private static DeliveryException answered(
      AwsServiceException e, String what, Map<String, String> remedies) {
    Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
    String code = details.map(AwsErrorDetails::errorCode).orElse("no error code");
    String said = details.map(AwsErrorDetails::errorMessage).orElse("");
    String remedy = remedies.containsKey(code) ? "; " + remedies.get(code) : "";
    String message =
        what + ": " + detail(code) + " (" + e.statusCode() + "): " + detail(said) + remedy;
    boolean passes =
        PASSING.contains(code)
            || e.isThrottlingException()
            || e.isClockSkewException()
            || HttpErrors.mayPass(e.statusCode());
    if (!passes) {
      return DeliveryException.refused(message, e);
    }
    return retryAfter(details)
        .map(it -> DeliveryException.retryableAfter(it, message))
        .orElseGet(() -> DeliveryException.retryable(message, e));
  }

  private static Optional<Duration> retryAfter(Optional<AwsErrorDetails> details) {
    return details
        .flatMap(it -> Optional.ofNullable(it.sdkHttpResponse()))
        .flatMap(it -> it.firstMatchingHeader("Retry-After"))
        .flatMap(it -> RetryAfter.parse(it, Instant.now()));
  }

  private static String detail(String text) {
    return SafeText.line(text, MAX_DETAIL_LENGTH);
  }
}
