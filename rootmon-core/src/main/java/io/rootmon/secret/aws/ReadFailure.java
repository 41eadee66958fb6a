package io.rootmon.secret.aws;

import io.rootmon.secret.SecretReference;
import io.rootmon.text.SafeText;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** An exception of the SDK's as a secret's: what could not be read, why, and what to do. */
final class ReadFailure {
  private static final int MAX_DETAIL_LENGTH = 300;

  private ReadFailure() {}

  /** Without the cause, which may quote the answer. */
  static IOException of(SdkException e, SecretReference reference, Map<String, String> remedies) {
    if (!(e instanceof AwsServiceException answer)) {
      return new IOException(reference + ": not read: " + e.getClass().getSimpleName());
    }
    Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
    String code = details.map(AwsErrorDetails::errorCode).orElse("no error code");
    String said = details.map(AwsErrorDetails::errorMessage).orElse("");
    String remedy = remedies.containsKey(code) ? "; " + remedies.get(code) : "";
    return new IOException(
        reference
            + ": not read: "
            + SafeText.line(code + " (" + answer.statusCode() + "): " + said, MAX_DETAIL_LENGTH)
            + remedy);
  }
}
