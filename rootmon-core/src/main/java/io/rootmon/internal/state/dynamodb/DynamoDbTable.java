package io.rootmon.internal.state.dynamodb;

import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Calls the table, each time with a time limit, and maps its failures to {@link StateException}.
 */
record DynamoDbTable(
    DynamoDbClient client,
    String name,
    InstantSource clock,
    CircuitBreaker breaker,
    Backoff backoff) {

  /**
   * The maximum number of <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">keys
   * of a BatchGetItem</a>.
   */
  private static final int MAX_KEYS = 100;

  /** The time for which a throttled call is repeated. */
  private static final Duration THROTTLING_TIMEOUT = Duration.ofSeconds(2);

  /** The time for which missing keys of a response are requested again. */
  private static final Duration BATCH_TIMEOUT = Duration.ofSeconds(5);

  /** A write with its condition. */
  record Write(Item item, WriteCondition condition) {}

  Instant now() {
    return clock.instant();
  }

  Optional<Item> find(String id) throws StateException {
    return breaker.once(limit -> find(id, limit));
  }

  /** Reads an item that a decision depends on: if a response is lost, the call is repeated. */
  Optional<Item> await(String id) throws StateException {
    return repeatable(limit -> find(id, limit));
  }

  /** Makes an idempotent call: it is repeated if its response was lost, or if it was throttled. */
  private <T> T repeatable(CircuitBreaker.Call<T> call) throws StateException {
    Deadline deadline = Deadline.in(THROTTLING_TIMEOUT);
    for (int attempt = 1; ; attempt++) {
      try {
        return breaker.repeatable(call);
      } catch (StateException e) {
        if (!DynamoDbErrors.isThrottled(e) || !backoff.pause(attempt, deadline)) {
          throw e;
        }
      }
    }
  }

  private Optional<Item> find(String id, Duration limit) throws StateException {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(name)
            .key(Map.of(DynamoDbStore.KEY, Item.text(Item.key(id))))
            .consistentRead(true)
            .overrideConfiguration(within(limit))
            .build();
    try {
      return Optional.of(client.getItem(request).item())
          .filter(it -> !it.isEmpty())
          .map(Item::new)
          .filter(it -> it.findNumber(DynamoDbStore.EXPIRY).orElse(0L) > now().getEpochSecond());
    } catch (SdkException e) {
      throw failure(e, "read");
    }
  }

  /** Returns the existing items, in no order. */
  List<Item> findAll(List<String> ids) throws StateException {
    return findAll(ids, true);
  }

  /**
   * Returns the existing items.
   *
   * @param consistent whether a preceding write must be visible; this costs double
   */
  List<Item> findAll(List<String> ids, boolean consistent) throws StateException {
    List<Item> items = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += MAX_KEYS) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + MAX_KEYS));
      KeysAndAttributes keys =
          KeysAndAttributes.builder()
              .keys(
                  some.stream()
                      .map(it -> Map.of(DynamoDbStore.KEY, Item.text(Item.key(it))))
                      .toList())
              .consistentRead(consistent)
              .build();
      items.addAll(batch(keys));
    }
    return items.stream()
        .filter(it -> it.findNumber(DynamoDbStore.EXPIRY).orElse(0L) > now().getEpochSecond())
        .toList();
  }

  /**
   * Requests the missing keys of a response again after a pause: <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">AWS
   * recommends an exponential backoff</a>, because they would be throttled again otherwise.
   */
  private List<Item> batch(KeysAndAttributes keys) throws StateException {
    List<Item> items = new ArrayList<>();
    Deadline deadline = Deadline.in(BATCH_TIMEOUT);
    Map<String, KeysAndAttributes> open = Map.of(name, keys);
    for (int attempt = 1; ; attempt++) {
      Map<String, KeysAndAttributes> wanted = open;
      BatchGetItemResponse response = repeatable(limit -> batch(wanted, limit));
      response.responses().getOrDefault(name, List.of()).forEach(it -> items.add(new Item(it)));
      open = response.unprocessedKeys();
      if (open.isEmpty()) {
        return items;
      }
      if (!backoff.pause(attempt, deadline)) {
        throw new StateException(
            "cannot read items in the DynamoDB table " + name + ": throttled; try again", null);
      }
    }
  }

  private BatchGetItemResponse batch(Map<String, KeysAndAttributes> keys, Duration limit)
      throws StateException {
    try {
      return client.batchGetItem(
          BatchGetItemRequest.builder()
              .requestItems(keys)
              .overrideConfiguration(within(limit))
              .build());
    } catch (SdkException e) {
      throw failure(e, "read");
    }
  }

  void put(Item item) throws StateException {
    once(
        "write",
        limit ->
            client.putItem(
                it ->
                    it.tableName(name)
                        .item(item.attributes())
                        .overrideConfiguration(within(limit))));
  }

  /** A call whose response has no content. */
  @FunctionalInterface
  interface Request {
    void send(Duration limit);
  }

  /** Sends a request without a result once. */
  void once(String what, Request request) throws StateException {
    breaker.once(
        limit -> {
          try {
            request.send(limit);
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false;
          } catch (SdkException e) {
            throw failure(e, what);
          }
        });
  }

  /**
   * Writes an item. Returns empty if it was written, else the item that prevented it; if the write
   * is repeated, that must not be its own item.
   */
  Optional<Item> put(Write write) throws StateException {
    return repeatable(limit -> put(write, limit));
  }

  private Optional<Item> put(Write write, Duration limit) throws StateException {
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(name)
            .item(write.item().attributes())
            .conditionExpression(write.condition().expression())
            .expressionAttributeNames(write.condition().names())
            .expressionAttributeValues(write.condition().values())
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .overrideConfiguration(within(limit))
            .build();
    try {
      client.putItem(request);
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(new Item(e.item()));
    } catch (SdkException e) {
      throw failure(e, "write");
    }
  }

  /** Deletes an item. Has no effect if the condition is not met. */
  void delete(String id, WriteCondition condition) throws StateException {
    once(
        "delete",
        limit ->
            client.deleteItem(
                it ->
                    it.tableName(name)
                        .key(Map.of(DynamoDbStore.KEY, Item.text(Item.key(id))))
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.values())
                        .overrideConfiguration(within(limit))));
  }

  void delete(String id) throws StateException {
    once(
        "delete",
        limit ->
            client.deleteItem(
                it ->
                    it.tableName(name)
                        .key(Map.of(DynamoDbStore.KEY, Item.text(Item.key(id))))
                        .overrideConfiguration(within(limit))));
  }

  /**
   * Writes all items or none. Returns empty if they were written, else the reason for each of them.
   */
  List<CancellationReason> putAll(List<Write> writes) throws StateException {
    return repeatable(limit -> putAll(writes, limit));
  }

  private List<CancellationReason> putAll(List<Write> writes, Duration limit)
      throws StateException {
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(writes.stream().map(this::part).toList())
            .overrideConfiguration(within(limit))
            .build();
    try {
      client.transactWriteItems(request);
      return List.of();
    } catch (TransactionCanceledException e) {
      if (TransactionConflicts.isOne(e)) {
        return e.cancellationReasons();
      }
      throw failure(e, "write");
    } catch (SdkException e) {
      throw failure(e, "write");
    }
  }

  private TransactWriteItem part(Write write) {
    Put.Builder put = Put.builder().tableName(name).item(write.item().attributes());
    if (!write.condition().equals(WriteCondition.ALWAYS)) {
      put.conditionExpression(write.condition().expression())
          .expressionAttributeNames(write.condition().names())
          .expressionAttributeValues(write.condition().values())
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  static AwsRequestOverrideConfiguration within(Duration limit) {
    return AwsRequestOverrideConfiguration.builder().apiCallTimeout(limit).build();
  }

  StateException failure(SdkException e, String what) {
    return DynamoDbErrors.of(e, what, name);
  }

  /**
   * The condition of a write. Names are passed separately, because DynamoDB reserves many words.
   */
  record WriteCondition(
      String expression, Map<String, String> names, Map<String, AttributeValue> values) {
    WriteCondition {
      names = Map.copyOf(names);
      values = Map.copyOf(values);
    }

    /** Writes in every case. */
    static final WriteCondition ALWAYS = new WriteCondition("", Map.of(), Map.of());

    /** The item does not exist, or it has expired. */
    static WriteCondition absent(Instant now) {
      return new WriteCondition(
          "attribute_not_exists(#id) OR #expires <= :now",
          Map.of("#id", DynamoDbStore.KEY, "#expires", DynamoDbStore.EXPIRY),
          Map.of(":now", Item.number(now.getEpochSecond())));
    }

    /**
     * Returns this condition combined with one of an attribute, such as {@code #lease <= :lease}.
     */
    WriteCondition or(String comparison, String attribute, AttributeValue value) {
      Map<String, String> moreNames = new HashMap<>(names);
      moreNames.put("#" + attribute, attribute);
      Map<String, AttributeValue> moreValues = new HashMap<>(values);
      moreValues.put(":" + attribute, value);
      String more = "#" + attribute + " " + comparison + " :" + attribute;
      return new WriteCondition(expression + " OR " + more, moreNames, moreValues);
    }
  }

  /**
   * Evaluates the reasons for a cancelled transaction, in the order of its writes: <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">the
   * reasons</a>.
   */
  static final class TransactionConflicts {
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
}
