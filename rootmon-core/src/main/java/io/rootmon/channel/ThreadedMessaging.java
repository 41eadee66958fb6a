package io.rootmon.channel;

import io.rootmon.alert.Alert;
import io.rootmon.time.Deadline;

/**
 * What a channel can do that shows a story as a thread: the message by which it was told first is
 * the head, what follows stands below it. Like a channel it tries once.
 */
public interface ThreadedMessaging {
  /**
   * Adds an alert below a head.
   *
   * @param head as the far end called it
   * @param aloud whether all who read the channel see it, not only those who open the thread
   * @throws DeliveryException that is {@link DeliveryException#isGone gone} where somebody deleted
   *     the head
   */
  Receipt reply(Alert alert, Receipt head, boolean aloud, Deadline deadline)
      throws DeliveryException;

  /** Prints a head anew, which calls nobody. */
  Receipt update(Alert alert, Receipt head, Deadline deadline) throws DeliveryException;
}
