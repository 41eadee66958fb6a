package io.rootmon.state;

class WatchMemoryTest extends WatchLogContract {
  private final WatchMemory memory = new WatchMemory(clock(), 1_000);

  @Override
  protected WatchLog worker() {
    return memory;
  }
}
