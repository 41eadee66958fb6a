package io.rootmon.channel;

import io.rootmon.alert.Alert;

/** A way to people. Safe for use by many threads. */
public interface Channel {
  /** The name by which routes and reports call it. */
  String name();

  /**
   * Delivers the alert.
   *
   * @throws DeliveryException if it was not delivered
   */
  void send(Alert alert) throws DeliveryException;
}
