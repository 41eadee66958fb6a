package io.rootmon.channel;

import io.rootmon.alert.Alert;
import io.rootmon.time.Deadline;

/**
 * Sends the messages of an incident as a thread: the first message is the parent, later ones are
 * its replies. Like a channel, each method makes one attempt.
 */
public interface ThreadedMessaging {
  /**
   * Sends an alert as a reply.
   *
   * @param parent the receipt of the parent message
   * @param broadcast whether the reply also appears in the channel, not only in the thread
   * @throws DeliveryException that is {@link DeliveryException#isGone gone} if the parent message
   *     was deleted
   */
  Receipt reply(Alert alert, Receipt parent, boolean broadcast, Deadline deadline)
      throws DeliveryException;

  /** Replaces the content of a parent message. This notifies no user. */
  Receipt update(Alert alert, Receipt parent, Deadline deadline) throws DeliveryException;
}
