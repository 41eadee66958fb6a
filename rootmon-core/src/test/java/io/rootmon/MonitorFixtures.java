package io.rootmon;

import io.rootmon.internal.delivery.Dispatcher;

/** Builders of monitors for tests. */
public final class MonitorFixtures {
  private MonitorFixtures() {}

  /**
   * Returns a builder whose monitor sends through this dispatcher, such as one that never waits.
   */
  public static RootMonitorBuilder builder(Dispatcher dispatcher) {
    return RootMonitor.builder().dispatcher(dispatcher);
  }
}
