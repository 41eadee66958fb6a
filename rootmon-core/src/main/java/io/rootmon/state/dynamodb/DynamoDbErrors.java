package io.rootmon.state.dynamodb;

import io.rootmon.state.StateException;
import io.rootmon.text.SafeText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** An exception of the SDK's as the state's: what was tried, and what to do. */
final class DynamoDbErrors {
  private static final int MAX_DETAIL_LENGTH = 300;
  private static final String CREDENTIALS = "check the credentials";
  private static final String CAPACITY = "bill the table on demand, or raise its capacity";

  /**
   * <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB's
   * errors</a>.
   */
  private static final Map<String, String> REMEDIES =
      Map.ofEntries(
          Map.entry(
              "ResourceNotFoundException",
              "create the table, with the string '"
                  + DynamoDbStore.KEY
                  + "' as its partition key, or check its name and region"),
          Map.entry(
              "ValidationException",
              "check that the table's only key is the string '" + DynamoDbStore.KEY + "'"),
          Map.entry(
              "AccessDeniedException",
              "allow "
                  + String.join(", ", DynamoDbStore.ACTIONS)
                  + " on the table, and kms:Decrypt on its key if it has one of your own"),
          Map.entry("ProvisionedThroughputExceededException", CAPACITY),
          Map.entry("ThrottlingException", CAPACITY),
          Map.entry("RequestLimitExceeded", "ask AWS for a higher quota"),
          Map.entry("TransactionConflictException", "nothing: others write the same; try again"),
          Map.entry("TransactionCanceledException", "look at the reasons; try again"),
          Map.entry("UnrecognizedClientException", CREDENTIALS),
          Map.entry("InvalidSignatureException", CREDENTIALS),
          Map.entry("IncompleteSignatureException", CREDENTIALS),
          Map.entry("MissingAuthenticationTokenException", CREDENTIALS),
          Map.entry("ExpiredTokenException", CREDENTIALS));

  private static final Set<String> THROTTLED =
      Set.of(
          "ProvisionedThroughputExceededException",
          "ThrottlingException",
          "RequestLimitExceeded",
          // The same as a reason of a cancelled transaction.
          "ProvisionedThroughputExceeded",
          "ThrottlingError");

  private DynamoDbErrors() {}

  /**
   * Words the failure.
   *
   * @param what what was tried, such as "read"
   */
  static StateException of(SdkException e, String what, String table) {
    String tried = what + " in the DynamoDB table " + table + ": ";
    if (e instanceof AwsServiceException answer) {
      return new StateException(tried + answered(answer), e);
    }
    if (e instanceof ApiCallTimeoutException) {
      return new StateException(tried + "no answer in time; it may have happened", e);
    }
    return new StateException(tried + detail(String.valueOf(e.getMessage())), e);
  }

  /** Whether the table had no capacity at that moment, so that nothing happened. */
  static boolean isThrottled(StateException e) {
    if (e.getCause() instanceof TransactionCanceledException cancelled) {
      return cancelled.cancellationReasons().stream()
          .anyMatch(it -> THROTTLED.contains(String.valueOf(it.code())));
    }
    return e.getCause() instanceof AwsServiceException answer
        && answer.awsErrorDetails() != null
        && THROTTLED.contains(String.valueOf(answer.awsErrorDetails().errorCode()));
  }

  /** Whether the store said no, so that nothing happened. */
  static boolean isAnswer(StateException e) {
    return e.getCause() instanceof AwsServiceException;
  }

  private static String answered(AwsServiceException e) {
    Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
    String code = details.map(AwsErrorDetails::errorCode).orElse("no error code");
    String said = details.map(AwsErrorDetails::errorMessage).orElse("");
    String remedy = REMEDIES.containsKey(code) ? "; " + REMEDIES.get(code) : "";
    return detail(code) + " (" + e.statusCode() + "): " + detail(said) + remedy;
  }

  private static String detail(String text) {
    return SafeText.line(text, MAX_DETAIL_LENGTH);
  }
}
