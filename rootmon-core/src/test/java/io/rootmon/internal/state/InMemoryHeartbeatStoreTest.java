package io.rootmon.internal.state;

import io.rootmon.state.HeartbeatStoreContract;

class InMemoryHeartbeatStoreTest extends HeartbeatStoreContract {
  private final InMemoryHeartbeatStore memory = new InMemoryHeartbeatStore(clock(), 1_000);

  @Override
  protected HeartbeatStore worker() {
    return memory;
  }
}
