package io.rootmon.internal.state.dynamodb;

import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.EntryJson;
import io.rootmon.internal.incident.HistoryJson;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbTable.Write;
import io.rootmon.internal.state.dynamodb.DynamoDbTable.WriteCondition;
import io.rootmon.state.StateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Stores one item per account with its history and latest incident, one per earlier incident, and
 * one per event of an incident. Events are numbered in the order of arrival, so that a key is
 * enough to read one.
 */
record AccountHistoryTable(DynamoDbTable table) {
  private static final String VERSION = "version";
  private static final String JSON = "json";

  /**
   * A history with the version that was read.
   *
   * @param version 0 if there is none yet
   */
  record Version(AccountHistory history, long version) {}

  Version read(String account) throws StateException {
    Optional<Item> item = table.await(account(account));
    if (item.isEmpty()) {
      return new Version(AccountHistory.NONE, 0);
    }
    return new Version(
        HistoryJson.read(item.get().findText(JSON).orElseThrow()),
        item.get().findNumber(VERSION).orElseThrow());
  }

  /** Returns several histories in their order, 100 per request. */
  Map<String, AccountHistory> readAll(Collection<String> accounts) throws StateException {
    Map<String, AccountHistory> histories = new LinkedHashMap<>();
    Map<String, String> byKey = new HashMap<>();
    for (String account : accounts) {
      histories.put(account, AccountHistory.NONE);
      byKey.put(Item.key(account(account)), account);
    }
    List<String> ids = histories.keySet().stream().map(AccountHistoryTable::account).toList();
    for (Item item : table.findAll(ids)) {
      Optional<String> account = item.findText(DynamoDbStore.KEY).map(byKey::get);
      if (account.isPresent()) {
        histories.put(account.get(), HistoryJson.read(item.findText(JSON).orElseThrow()));
      }
    }
    return histories;
  }

  /** Changes a history; it may be called several times. */
  @FunctionalInterface
  interface Change {
    AccountHistory of(AccountHistory before);
  }

  /**
   * Returns the writes of the next version. They fail if another worker wrote that version.
   *
   * @param left incidents that are no longer the account's latest
   */
  List<Write> writes(
      String account, Version before, AccountHistory after, Collection<Incident> left) {
    Instant now = table.now();
    List<Write> writes = new ArrayList<>();
    Item item =
        Item.of(account(account), now.plus(SharedStateStore.HISTORY_MEMORY))
            .with(VERSION, before.version() + 1)
            .with(JSON, HistoryJson.write(after));
    writes.add(new Write(item, unchanged(before, now)));
    for (Incident earlier : left) {
      writes.add(
          new Write(
              Item.of(incident(earlier.id()), now.plus(SharedStateStore.INCIDENT_MEMORY))
                  .with(JSON, HistoryJson.write(earlier)),
              WriteCondition.ALWAYS));
    }
    return writes;
  }

  /** Writes the change; returns empty if another worker wrote first. */
  Optional<AccountHistory> change(String account, Change change) throws StateException {
    Version before = read(account);
    AccountHistory after = change.of(before.history());
    if (after.equals(before.history())) {
      return Optional.of(after);
    }
    Optional<String> latest = after.incident().map(Incident::id);
    List<Incident> left =
        before.history().incident().stream()
            .filter(it -> !Optional.of(it.id()).equals(latest))
            .toList();
    return table.putAll(writes(account, before, after, left)).isEmpty()
        ? Optional.of(after)
        : Optional.empty();
  }

  private static WriteCondition unchanged(Version before, Instant now) {
    return before.version() == 0
        ? WriteCondition.absent(now)
        : new WriteCondition(
            "#version = :version",
            Map.of("#version", VERSION),
            Map.of(":version", Item.number(before.version())));
  }

  Write write(String incident, IncidentEvent entry) {
    Item item =
        Item.of(entry(incident, entry.number()), table.now().plus(SharedStateStore.INCIDENT_MEMORY))
            .with(JSON, EntryJson.write(entry));
    return new Write(item, WriteCondition.ALWAYS);
  }

  Optional<Incident> find(String incident) throws StateException {
    return table
        .find(incident(incident))
        .map(it -> HistoryJson.readIncident(it.findText(JSON).orElseThrow()));
  }

  List<IncidentEvent> entries(String incident, long first, long last) throws StateException {
    List<String> ids =
        LongStream.rangeClosed(first, last).mapToObj(it -> entry(incident, it)).toList();
    return table.findAll(ids).stream()
        .map(it -> EntryJson.read(it.findText(JSON).orElseThrow()))
        .sorted((one, other) -> Long.compare(one.number(), other.number()))
        .toList();
  }

  private static String account(String account) {
    return "account#" + account;
  }

  private static String incident(String incident) {
    return "incident#" + incident;
  }

  private static String entry(String incident, long number) {
    return "entry#" + number + "#" + incident;
  }
}
