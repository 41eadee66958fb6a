package io.rootmon.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.judge.Severity;
import io.rootmon.state.NoGrouping;
import io.rootmon.state.StateStoreContract;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StateStoreContract {
  private final MemoryStore store = new MemoryStore(clock());

  @Override
  public SharedStateStore worker() {
    return store;
  }

  @Test
  void forgetsTheOldestBeyondItsBound() throws Exception {
    MemoryStore small = new MemoryStore(clock(), 2);
    Duration lease = Duration.ofMinutes(1);
    for (String event : new String[] {"a", "b", "c"}) {
      NoGrouping.decide(
          small,
          new EventIdentity(
              "111122223333", event, Optional.empty(), Optional.of("of " + event), Severity.HIGH));
      small.finish(new DeliveryKey(event, "sns"), DeliveryRecord.delivered("id"));
    }

    assertThat(small.claim(new DeliveryKey("b", "sns"), lease))
        .isInstanceOf(DeliveryLease.AlreadyDelivered.class);
    assertThat(small.claim(new DeliveryKey("a", "sns"), lease))
        .isInstanceOf(DeliveryLease.Acquired.class);
  }
}
