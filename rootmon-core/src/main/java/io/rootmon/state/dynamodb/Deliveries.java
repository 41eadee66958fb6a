package io.rootmon.state.dynamodb;

import io.rootmon.state.Claim;
import io.rootmon.state.DeliveryKey;
import io.rootmon.state.Settlement;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStore;
import io.rootmon.state.dynamodb.Table.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One item a delivery: {@code owner} and {@code lease}, or {@code reference}. */
record Deliveries(Table table) {
  private static final String OWNER = "owner";
  private static final String LEASE = "lease";
  private static final String REFERENCE = "reference";

  Claim claim(DeliveryKey delivery, Duration lease) throws StateException {
    Instant now = table.now();
    String owner = UUID.randomUUID().toString();
    Item item = item(delivery, now).with(OWNER, owner).with(LEASE, now.plus(lease).toEpochMilli());
    // What is settled has neither, so that this is not met; what is ours was written before an
    // answer that was lost.
    Condition free =
        Condition.absent(now)
            .or("<=", LEASE, Item.number(now.toEpochMilli()))
            .or("=", OWNER, Item.text(owner));
    return table
        .put(new Write(item, free))
        .map(Deliveries::taken)
        .orElseGet(() -> new Claim.Granted(owner));
  }

  private static Claim taken(Item item) {
    return item.findText(REFERENCE)
        .<Claim>map(it -> new Claim.Settled(new Settlement(it)))
        .orElseGet(() -> new Claim.Held(Instant.ofEpochMilli(item.findNumber(LEASE).orElse(0L))));
  }

  void settle(DeliveryKey delivery, Settlement settlement) throws StateException {
    table.put(item(delivery, table.now()).with(REFERENCE, settlement.reference()));
  }

  Optional<Settlement> settlement(DeliveryKey delivery) throws StateException {
    return table.find(id(delivery)).flatMap(it -> it.findText(REFERENCE)).map(Settlement::new);
  }

  void release(DeliveryKey delivery, String owner) throws StateException {
    table.delete(
        id(delivery),
        new Condition(
            "#owner = :owner", Map.of("#owner", OWNER), Map.of(":owner", Item.text(owner))));
  }

  private static Item item(DeliveryKey delivery, Instant now) {
    return Item.of(id(delivery), now.plus(StateStore.MEMORY));
  }

  /** The length keeps apart what a '#' in a name would make the same. */
  private static String id(DeliveryKey delivery) {
    String channel = delivery.channel();
    return "delivery#" + channel.length() + "#" + channel + "#" + delivery.alert();
  }
}
