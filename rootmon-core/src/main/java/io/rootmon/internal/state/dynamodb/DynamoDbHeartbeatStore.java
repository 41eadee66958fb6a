package io.rootmon.internal.state.dynamodb;

import io.rootmon.account.AccountId;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.state.StateException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The {@link HeartbeatStore} in the table. */
record DynamoDbHeartbeatStore(HeartbeatTable heartbeats, BlobStore notes)
    implements HeartbeatStore {
  @Override
  public void heard(AccountId account, String region, Instant at) throws StateException {
    heartbeats.heard(account, region, at);
  }

  @Override
  public Map<AccountId, Map<String, Instant>> heard(Collection<AccountId> accounts)
      throws StateException {
    return DynamoDbStore.understood(() -> heartbeats.heard(accounts));
  }

  @Override
  public void store(String name, String text) throws StateException {
    notes.keep(name, text);
  }

  @Override
  public Optional<String> stored(String name) throws StateException {
    return DynamoDbStore.understood(() -> notes.kept(name));
  }

  /**
   * Stores one item per account, with an attribute per region: the time of the last heartbeat, in
   * seconds since 1970. A time is only replaced by a later one, so the order of arrival is
   * irrelevant. Each heartbeat costs one write unit.
   */
  record HeartbeatTable(DynamoDbTable table) {
    private static final String PREFIX = "seen#";

    void heard(AccountId account, String region, Instant at) throws StateException {
      // If a later heartbeat arrived first, nothing is written.
      table.once(
          "write",
          limit ->
              table
                  .client()
                  .updateItem(
                      it ->
                          it.tableName(table.name())
                              .key(Map.of(DynamoDbStore.KEY, Item.text(id(account))))
                              .updateExpression("SET #region = :at, #expires = :expires")
                              .conditionExpression("attribute_not_exists(#region) OR #region < :at")
                              .expressionAttributeNames(
                                  Map.of("#region", region, "#expires", DynamoDbStore.EXPIRY))
                              .expressionAttributeValues(
                                  Map.of(
                                      ":at", Item.number(at.getEpochSecond()),
                                      ":expires",
                                          Item.number(
                                              table
                                                  .now()
                                                  .plus(HeartbeatStore.WATCH_MEMORY)
                                                  .getEpochSecond())))
                              .overrideConfiguration(DynamoDbTable.within(limit))));
    }

    Map<AccountId, Map<String, Instant>> heard(Collection<AccountId> accounts)
        throws StateException {
      List<String> ids = accounts.stream().distinct().sorted().map(HeartbeatTable::id).toList();
      Map<AccountId, Map<String, Instant>> heard = new HashMap<>();
      for (Item item : table.findAll(ids, /* consistent= */ false)) {
        Map<String, Instant> regions = new TreeMap<>();
        for (String name : item.attributes().keySet()) {
          // No region has one of these two names.
          if (!name.equals(DynamoDbStore.KEY) && !name.equals(DynamoDbStore.EXPIRY)) {
            item.findNumber(name).ifPresent(it -> regions.put(name, Instant.ofEpochSecond(it)));
          }
        }
        String id = item.findText(DynamoDbStore.KEY).orElse("");
        heard.put(new AccountId(id.substring(PREFIX.length())), regions);
      }
      return heard;
    }

    private static String id(AccountId account) {
      return PREFIX + account.value();
    }
  }
}
