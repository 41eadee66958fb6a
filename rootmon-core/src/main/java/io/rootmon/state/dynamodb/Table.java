package io.rootmon.state.dynamodb;

import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The table, each call with its limit of time and its failure in our words. */
record Table(DynamoDbClient client, String name, InstantSource clock, Patience patience) {
  static final AwsRequestOverrideConfiguration IN_TIME = within(Patience.FIRST);

  /**
   * <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">Keys
   * of a BatchGetItem</a>.
   */
  private static final int MOST_IN_A_BATCH = 100;

  private static final int MOST_ROUNDS = 10;

  /** A write, and when it may happen. */
  record Write(Item item, Condition condition) {}

  Instant now() {
    return clock.instant();
  }

  Optional<Item> find(String id) throws StateException {
    return find(id, Patience.FIRST);
  }

  /** The same for what a decision depends on: a first answer that is lost is asked for again. */
  Optional<Item> await(String id) throws StateException {
    return patience.ask(limit -> find(id, limit));
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

  /** Those that are there, in no order. */
  List<Item> findAll(List<String> ids) throws StateException {
    List<Item> items = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += MOST_IN_A_BATCH) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_IN_A_BATCH));
      KeysAndAttributes keys =
          KeysAndAttributes.builder()
              .keys(
                  some.stream()
                      .map(it -> Map.of(DynamoDbStore.KEY, Item.text(Item.key(it))))
                      .toList())
              .consistentRead(true)
              .build();
      items.addAll(batch(keys));
    }
    return items.stream()
        .filter(it -> it.findNumber(DynamoDbStore.EXPIRY).orElse(0L) > now().getEpochSecond())
        .toList();
  }

  /** Repeats what the answer had no room for. */
  private List<Item> batch(KeysAndAttributes keys) throws StateException {
    List<Item> items = new ArrayList<>();
    Map<String, KeysAndAttributes> open = Map.of(name, keys);
    for (int round = 0; !open.isEmpty() && round < MOST_ROUNDS; round++) {
      BatchGetItemRequest request =
          BatchGetItemRequest.builder().requestItems(open).overrideConfiguration(IN_TIME).build();
      try {
        BatchGetItemResponse response = client.batchGetItem(request);
        response.responses().getOrDefault(name, List.of()).forEach(it -> items.add(new Item(it)));
        open = response.unprocessedKeys();
      } catch (SdkException e) {
        throw failure(e, "read");
      }
    }
    if (!open.isEmpty()) {
      throw new StateException("read in the DynamoDB table " + name + ": it is too busy", null);
    }
    return items;
  }

  void put(Item item) throws StateException {
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(name)
            .item(item.attributes())
            .overrideConfiguration(IN_TIME)
            .build();
    try {
      client.putItem(request);
    } catch (SdkException e) {
      throw failure(e, "write");
    }
  }

  /**
   * Empty if it was written, else the item that is in the way; where the write is asked for twice,
   * its own item must not be.
   */
  Optional<Item> put(Write write) throws StateException {
    return patience.ask(limit -> put(write, limit));
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

  /** Nothing happens where the condition is not met. */
  void delete(String id, Condition condition) throws StateException {
    DeleteItemRequest request =
        DeleteItemRequest.builder()
            .tableName(name)
            .key(Map.of(DynamoDbStore.KEY, Item.text(Item.key(id))))
            .conditionExpression(condition.expression())
            .expressionAttributeNames(condition.names())
            .expressionAttributeValues(condition.values())
            .overrideConfiguration(IN_TIME)
            .build();
    try {
      client.deleteItem(request);
    } catch (ConditionalCheckFailedException e) {
      return;
    } catch (SdkException e) {
      throw failure(e, "delete");
    }
  }

  void delete(String id) throws StateException {
    DeleteItemRequest request =
        DeleteItemRequest.builder()
            .tableName(name)
            .key(Map.of(DynamoDbStore.KEY, Item.text(Item.key(id))))
            .overrideConfiguration(IN_TIME)
            .build();
    try {
      client.deleteItem(request);
    } catch (SdkException e) {
      throw failure(e, "delete");
    }
  }

  /** All or none; empty if they were written, else what kept each of them from it. */
  List<CancellationReason> putAll(List<Write> writes) throws StateException {
    return patience.ask(limit -> putAll(writes, limit));
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
      if (Conflict.isOne(e)) {
        return e.cancellationReasons();
      }
      throw failure(e, "write");
    } catch (SdkException e) {
      throw failure(e, "write");
    }
  }

  private TransactWriteItem part(Write write) {
    Put.Builder put = Put.builder().tableName(name).item(write.item().attributes());
    if (!write.condition().equals(Condition.ALWAYS)) {
      put.conditionExpression(write.condition().expression())
          .expressionAttributeNames(write.condition().names())
          .expressionAttributeValues(write.condition().values())
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private static AwsRequestOverrideConfiguration within(Duration limit) {
    return AwsRequestOverrideConfiguration.builder().apiCallTimeout(limit).build();
  }

  StateException failure(SdkException e, String what) {
    return DynamoDbFailure.of(e, what, name);
  }
}
