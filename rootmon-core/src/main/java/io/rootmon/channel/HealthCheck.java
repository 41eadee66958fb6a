package io.rootmon.channel;

import io.rootmon.time.Deadline;
import java.util.Optional;

/**
 * Checks that a channel can reach its recipients, with calls that change nothing and are invisible
 * to recipients. Implementations are safe for use by multiple threads.
 */
@FunctionalInterface
public interface HealthCheck {
  /**
   * Checks the channel.
   *
   * @return the reason why alerts would not arrive, and its remedy; empty if no problem is known
   * @throws DeliveryException if the service does not respond. A permanent failure, such as a
   *     missing permission, counts as a problem.
   */
  Optional<String> problem(Deadline deadline) throws DeliveryException;
}
