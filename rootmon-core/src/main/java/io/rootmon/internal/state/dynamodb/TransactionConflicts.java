package io.rootmon.internal.state.dynamodb;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Evaluates the reasons for a cancelled transaction, in the order of its writes: <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">the
 * reasons</a>.
 */
final class TransactionConflicts {
  private static final String CONDITION = "ConditionalCheckFailed";
  private static final Set<String> CONCURRENT_WRITES =
      Set.of("None", CONDITION, "TransactionConflict");

  private TransactionConflicts() {}

  /** Returns whether conflicting writes were the only reason. */
  static boolean isOne(TransactionCanceledException e) {
    List<CancellationReason> reasons = e.cancellationReasons();
    return !reasons.isEmpty()
        && reasons.stream().allMatch(it -> CONCURRENT_WRITES.contains(String.valueOf(it.code())));
  }

  /** Returns the item whose condition was not met. */
  static Optional<Item> inTheWay(CancellationReason reason) {
    return CONDITION.equals(reason.code()) && reason.hasItem()
        ? Optional.of(new Item(reason.item()))
        : Optional.empty();
  }
}
