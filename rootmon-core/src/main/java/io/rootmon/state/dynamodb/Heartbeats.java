package io.rootmon.state.dynamodb;

import io.rootmon.account.AccountId;
import io.rootmon.state.StateException;
import io.rootmon.state.WatchLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One item an account, with an attribute a region: when it was heard last, in seconds since 1970.
 * It is written only forwards, so the order in which heartbeats come does not matter; one write
 * unit each.
 */
record Heartbeats(Table table) {
  private static final String PREFIX = "seen#";

  /**
   * <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">The
   * most keys in one call</a>.
   */
  private static final int MOST_KEYS = 100;

  /** Calls in a row that bring nothing because the table is throttled. */
  private static final int ATTEMPTS = 5;

  private static final Duration PAUSE = Duration.ofMillis(100);

  void heard(AccountId account, String region, Instant at) throws StateException {
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table.name())
            .key(key(account))
            .updateExpression("SET #region = :at, #expires = :expires")
            .conditionExpression("attribute_not_exists(#region) OR #region < :at")
            .expressionAttributeNames(Map.of("#region", region, "#expires", DynamoDbStore.EXPIRY))
            .expressionAttributeValues(
                Map.of(
                    ":at", Item.number(at.getEpochSecond()),
                    ":expires",
                        Item.number(table.now().plus(WatchLog.WATCH_MEMORY).getEpochSecond())))
            .overrideConfiguration(Table.IN_TIME)
            .build();
    try {
      table.client().updateItem(request);
    } catch (ConditionalCheckFailedException e) {
      return; // a later one came first
    } catch (SdkException e) {
      throw table.failure(e, "write");
    }
  }

  Map<AccountId, Map<String, Instant>> heard(Collection<AccountId> accounts) throws StateException {
    List<AccountId> all = accounts.stream().distinct().sorted().toList();
    Map<AccountId, Map<String, Instant>> heard = new HashMap<>();
    for (int from = 0; from < all.size(); from += MOST_KEYS) {
      read(all.subList(from, Math.min(all.size(), from + MOST_KEYS)), heard);
    }
    return heard;
  }

  private void read(List<AccountId> accounts, Map<AccountId, Map<String, Instant>> heard)
      throws StateException {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    accounts.forEach(it -> keys.add(key(it)));
    for (int attempt = 1; !keys.isEmpty(); attempt++) {
      BatchGetItemResponse answer = get(keys);
      for (Map<String, AttributeValue> item :
          answer.responses().getOrDefault(table.name(), List.of())) {
        add(new Item(item), heard);
      }
      KeysAndAttributes rest = answer.unprocessedKeys().get(table.name());
      int left = rest == null ? 0 : rest.keys().size();
      if (left == keys.size() && attempt >= ATTEMPTS) {
        throw new StateException(
            "read in the DynamoDB table " + table.name() + ": throttled; try again", null);
      }
      if (left > 0) {
        pause(attempt);
      }
      keys.clear();
      if (rest != null) {
        keys.addAll(rest.keys());
      }
    }
  }

  private BatchGetItemResponse get(List<Map<String, AttributeValue>> keys) throws StateException {
    KeysAndAttributes wanted = KeysAndAttributes.builder().keys(List.copyOf(keys)).build();
    try {
      return table
          .client()
          .batchGetItem(
              BatchGetItemRequest.builder()
                  .requestItems(Map.of(table.name(), wanted))
                  .overrideConfiguration(Table.IN_TIME)
                  .build());
    } catch (SdkException e) {
      throw table.failure(e, "read");
    }
  }

  private void add(Item item, Map<AccountId, Map<String, Instant>> heard) {
    long expires = item.findNumber(DynamoDbStore.EXPIRY).orElse(0L);
    if (expires <= table.now().getEpochSecond()) {
      return;
    }
    Map<String, Instant> regions = new TreeMap<>();
    for (String name : item.attributes().keySet()) {
      // No region is named as these two are.
      if (!name.equals(DynamoDbStore.KEY) && !name.equals(DynamoDbStore.EXPIRY)) {
        item.findNumber(name).ifPresent(it -> regions.put(name, Instant.ofEpochSecond(it)));
      }
    }
    String id = item.findText(DynamoDbStore.KEY).orElse("");
    heard.put(new AccountId(id.substring(PREFIX.length())), regions);
  }

  private static Map<String, AttributeValue> key(AccountId account) {
    return Map.of(DynamoDbStore.KEY, Item.text(PREFIX + account.value()));
  }

  /** What a busy table left out, it has after a moment. */
  private static void pause(int attempt) throws StateException {
    try {
      Thread.sleep(PAUSE.multipliedBy(attempt).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StateException("read: interrupted", e);
    }
  }
}
