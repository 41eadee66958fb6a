package io.rootmon.state;

class InMemoryHeartbeatStoreTest extends HeartbeatStoreContract {
  private final InMemoryHeartbeatStore memory = new InMemoryHeartbeatStore(clock(), 1_000);

  @Override
  protected HeartbeatStore worker() {
    return memory;
  }
}
