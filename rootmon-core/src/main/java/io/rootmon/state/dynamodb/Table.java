package io.rootmon.state.dynamodb;

import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The table, each call with its limit of time and its failure in our words. */
record Table(DynamoDbClient client, String name, InstantSource clock, Patience patience) {
  static final AwsRequestOverrideConfiguration IN_TIME = within(Patience.FIRST);

  /** A write, and when it may happen. */
  record Write(Item item, Condition condition) {}

  Instant now() {
    return clock.instant();
  }

  Optional<Item> find(String id) throws StateException {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(name)
            .key(Map.of(DynamoDbStore.KEY, Item.text(Item.key(id))))
            .consistentRead(true)
            .overrideConfiguration(IN_TIME)
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
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(name)
                .item(write.item().attributes())
                .conditionExpression(write.condition().expression())
                .expressionAttributeNames(write.condition().names())
                .expressionAttributeValues(write.condition().values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private static AwsRequestOverrideConfiguration within(Duration limit) {
    return AwsRequestOverrideConfiguration.builder().apiCallTimeout(limit).build();
  }

  StateException failure(SdkException e, String what) {
    return DynamoDbFailure.of(e, what, name);
  }
}
