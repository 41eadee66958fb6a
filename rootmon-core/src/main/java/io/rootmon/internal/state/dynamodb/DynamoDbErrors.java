package io.rootmon.internal.state.dynamodb;

import io.rootmon.internal.aws.AwsErrors;
import io.rootmon.state.StateException;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Maps exceptions of the SDK to {@link StateException}, with the call and the remedy. */
final class DynamoDbErrors {
  private static final String CREDENTIALS = "check the credentials";
  private static final String CAPACITY = "bill the table on demand, or raise its capacity";

  /**
   * The remedies for <a
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
                  + " on the table, and kms:Decrypt if the table has a customer managed key"),
          Map.entry("ProvisionedThroughputExceededException", CAPACITY),
          Map.entry("ThrottlingException", CAPACITY),
          Map.entry("RequestLimitExceeded", "ask AWS for a higher quota"),
          Map.entry("TransactionConflictException", "nothing: others write the same; try again"),
          Map.entry("TransactionCanceledException", "check the reasons; try again"),
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
          // The same code as a reason of a cancelled transaction.
          "ProvisionedThroughputExceeded",
          "ThrottlingError");

  private DynamoDbErrors() {}

  /**
   * Maps the failure.
   *
   * @param what the call, such as "read"
   */
  static StateException of(SdkException e, String what, String table) {
    String problem =
        e instanceof ApiCallTimeoutException
            ? "no response in time; the call may have succeeded"
            : AwsErrors.describe(e, REMEDIES);
    return new StateException(
        "cannot " + what + " items in the DynamoDB table " + table + ": " + problem, e);
  }

  /** Returns whether the table throttled the call, so that it had no effect. */
  static boolean isThrottled(StateException e) {
    if (e.getCause() instanceof TransactionCanceledException cancelled) {
      return cancelled.cancellationReasons().stream()
          .anyMatch(it -> THROTTLED.contains(String.valueOf(it.code())));
    }
    return e.getCause() instanceof AwsServiceException response
        && THROTTLED.contains(AwsErrors.code(response).orElse(""));
  }

  /** Returns whether the store responded with an error, so that the call had no effect. */
  static boolean isAnswer(StateException e) {
    return e.getCause() instanceof AwsServiceException;
  }
}
