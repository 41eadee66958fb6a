package io.rootmon.cli.aws;

import io.rootmon.cli.AwsErrors;
import io.rootmon.internal.text.SafeText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Reports a failed call to AWS. The message contains the call, the reason and the remedy. */
public final class AwsProblem extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_DETAIL_LENGTH = 300;

  AwsProblem(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates the problem of a failed call.
   *
   * @param call the call, such as "list s3://logs/AWSLogs/"
   * @param remedy the remedy if access is denied
   */
  public static AwsProblem of(String call, SdkException e, String remedy) {
    return new AwsProblem("cannot " + call + ": " + text(e) + remedy(e, remedy), e);
  }

  /** Creates the problem of a call that was not made, because the program ends. */
  public static AwsProblem interrupted(String call) {
    return new AwsProblem("cannot " + call + ": interrupted", null);
  }

  /** Creates a problem with AWS's response, or with the request. */
  public static AwsProblem because(String message) {
    return new AwsProblem(message, null);
  }

  /** Returns the error code that AWS sent; empty if there was no response. */
  public static String code(SdkException e) {
    return e instanceof AwsServiceException answer
        ? Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("")
        : "";
  }

  /** Returns whether AWS denied access, under any of the services' error codes. */
  public static boolean isDenied(SdkException e) {
    return e instanceof AwsServiceException answer
        && (answer.statusCode() == 403 || code(e).startsWith("AccessDenied"));
  }

  private static String remedy(SdkException e, String remedy) {
    return isDenied(e) ? ". " + remedy : "";
  }

  private static String text(SdkException e) {
    if (!(e instanceof AwsServiceException answer)) {
      return detail(AwsErrors.describe(String.valueOf(e.getMessage())));
    }
    String code = code(e);
    String message =
        Optional.ofNullable(answer.awsErrorDetails())
            .map(AwsErrorDetails::errorMessage)
            .filter(it -> !it.isBlank())
            .map(it -> ": " + detail(it))
            .orElse("");
    return detail(code.isEmpty() ? "no error code" : code)
        + " ("
        + answer.statusCode()
        + ")"
        + message;
  }

  private static String detail(@Nullable String text) {
    String line = SafeText.line(String.valueOf(text), MAX_DETAIL_LENGTH).strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
