package io.rootmon.internal.aws;

import io.rootmon.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Describes exceptions of the AWS SDK: code, HTTP status, text and remedy. Each package maps them
 * to its own exception.
 */
public final class AwsErrors {
  private static final int MAX_TEXT_LENGTH = 300;

  private AwsErrors() {}

  /** Returns the error code; empty if AWS did not respond, or sent no code. */
  public static Optional<String> code(SdkException e) {
    return details(e).map(AwsErrorDetails::errorCode);
  }

  /** Returns the details of a response with an error; empty if there was no response. */
  public static Optional<AwsErrorDetails> details(SdkException e) {
    return e instanceof AwsServiceException response
        ? Optional.ofNullable(response.awsErrorDetails())
        : Optional.empty();
  }

  /**
   * Returns whether the call ended without a response in time, so that it may have had an effect.
   */
  public static boolean isTimeout(SdkException e) {
    return e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException;
  }

  /**
   * Returns whether a later call may succeed without a change: no response, an AWS fault or
   * throttling.
   */
  public static boolean isTransient(SdkException e) {
    return !(e instanceof AwsServiceException response)
        || response.statusCode() >= 500
        || response.isThrottlingException();
  }

  /**
   * Returns "code (status): text; remedy", or the SDK's message if there was no response.
   *
   * @param remedies the remedy by error code
   */
  public static String describe(SdkException e, Map<String, String> remedies) {
    if (!(e instanceof AwsServiceException response)) {
      return line(String.valueOf(e.getMessage()), MAX_TEXT_LENGTH);
    }
    String code = code(e).orElse("no error code");
    String remedy = remedies.containsKey(code) ? "; " + remedies.get(code) : "";
    return line(code, MAX_TEXT_LENGTH)
        + " ("
        + response.statusCode()
        + "): "
        + line(text(e), MAX_TEXT_LENGTH)
        + remedy;
  }

  /**
   * Returns "code: text" in at most {@code maxLength} characters, or the SDK's message if there was
   * no response.
   */
  public static String summary(SdkException e, int maxLength) {
    if (!(e instanceof AwsServiceException)) {
      return line(String.valueOf(e.getMessage()), maxLength);
    }
    String text = text(e);
    return line(text.isBlank() ? codeOrStatus(e) : codeOrStatus(e) + ": " + text, maxLength);
  }

  /** Returns the error code, else the HTTP status; an empty string if there was no response. */
  public static String codeOrStatus(SdkException e) {
    return e instanceof AwsServiceException response
        ? code(e).orElse("HTTP " + response.statusCode())
        : "";
  }

  private static String text(SdkException e) {
    return details(e).map(AwsErrorDetails::errorMessage).orElse("");
  }

  private static String line(String text, int maxLength) {
    return SafeText.line(String.valueOf(text), maxLength);
  }
}
