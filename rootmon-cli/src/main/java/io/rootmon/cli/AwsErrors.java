package io.rootmon.cli;

/** Describes errors of AWS calls in one sentence with a fix. */
public final class AwsErrors {
  private static final String NO_CREDENTIALS = "Unable to load credentials from ";
  private static final String NO_REGION = "Unable to load region from ";

  private AwsErrors() {}

  /** Returns the message, with the long messages of the AWS SDK replaced by a fix. */
  public static String describe(String message) {
    int credentials = message.indexOf(NO_CREDENTIALS);
    if (credentials >= 0) {
      return message.substring(0, credentials)
          + "No AWS credentials found, or they have expired. Set AWS_PROFILE or run 'aws sso"
          + " login'.";
    }
    int region = message.indexOf(NO_REGION);
    if (region >= 0) {
      return message.substring(0, region) + "No AWS region found. Set AWS_REGION.";
    }
    return message;
  }
}
