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

  /** Returns whether the thread of an alert gets a reply with details, such as its commands. */
  default boolean hasDetails(Alert alert) {
    return false;
  }

  /**
   * Sends the details of an alert as a reply, if it {@linkplain #hasDetails has} any. It notifies
   * no user.
   *
   * @param parent the receipt of the alert
   */
  default Receipt sendDetails(Alert alert, Receipt parent, Deadline deadline)
      throws DeliveryException {
    throw new UnsupportedOperationException("the channel has no details");
  }

  /** Replaces the content of a parent message. This notifies no user. */
  Receipt update(Alert alert, Receipt parent, Deadline deadline) throws DeliveryException;
}
