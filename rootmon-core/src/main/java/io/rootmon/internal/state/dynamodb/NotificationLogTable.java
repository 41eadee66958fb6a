package io.rootmon.internal.state.dynamodb;

import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbTable.Write;
import io.rootmon.internal.state.dynamodb.DynamoDbTable.WriteCondition;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Stores one item per delivery: {@code owner} and {@code lease}, or {@code reference}. */
record NotificationLogTable(DynamoDbTable table) {
  private static final String OWNER = "owner";
  private static final String LEASE = "lease";
  private static final String REFERENCE = "reference";

  DeliveryLease claim(DeliveryKey delivery, Duration lease) throws StateException {
    Instant now = table.now();
    String owner = UUID.randomUUID().toString();
    Item item = item(delivery, now).with(OWNER, owner).with(LEASE, now.plus(lease).toEpochMilli());
    // A finished delivery has neither, so the condition fails; an item with this owner is an
    // earlier write whose response was lost.
    WriteCondition free =
        WriteCondition.absent(now)
            .or("<=", LEASE, Item.number(now.toEpochMilli()))
            .or("=", OWNER, Item.text(owner));
    return table
        .put(new Write(item, free))
        .map(NotificationLogTable::leased)
        .orElseGet(() -> new DeliveryLease.Acquired(owner));
  }

  private static DeliveryLease leased(Item item) {
    return item.findText(REFERENCE)
        .<DeliveryLease>map(it -> new DeliveryLease.AlreadyDelivered(new DeliveryRecord(it)))
        .orElseGet(
            () ->
                new DeliveryLease.HeldByOther(
                    Instant.ofEpochMilli(item.findNumber(LEASE).orElse(0L))));
  }

  void settle(DeliveryKey delivery, DeliveryRecord settlement) throws StateException {
    table.put(item(delivery, table.now()).with(REFERENCE, settlement.reference()));
  }

  Optional<DeliveryRecord> settlement(DeliveryKey delivery) throws StateException {
    return table.find(id(delivery)).flatMap(it -> it.findText(REFERENCE)).map(DeliveryRecord::new);
  }

  void release(DeliveryKey delivery, String owner) throws StateException {
    table.delete(
        id(delivery),
        new WriteCondition(
            "#owner = :owner", Map.of("#owner", OWNER), Map.of(":owner", Item.text(owner))));
  }

  private static Item item(DeliveryKey delivery, Instant now) {
    return Item.of(id(delivery), now.plus(SharedStateStore.MEMORY));
  }

  /** Returns the key of a delivery. The length distinguishes names that contain a '#'. */
  private static String id(DeliveryKey delivery) {
    String channel = delivery.channel();
    return "delivery#" + channel.length() + "#" + channel + "#" + delivery.alert();
  }
}
