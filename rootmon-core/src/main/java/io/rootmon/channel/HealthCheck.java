package io.rootmon.channel;

import io.rootmon.time.Deadline;
import java.util.Optional;

/**
 * Says whether a channel reaches people, by calls that change nothing and that nobody sees. Safe
 * for use by many threads.
 */
@FunctionalInterface
public interface HealthCheck {
  /**
   * Checks the channel.
   *
   * @return why no alert would reach anyone, and what to do; empty if nothing is known to be wrong
   * @throws DeliveryException if the recipient's service cannot be asked. A lasting failure, such
   *     as a missing permission, is a problem as well.
   */
  Optional<String> problem(Deadline deadline) throws DeliveryException;
}
