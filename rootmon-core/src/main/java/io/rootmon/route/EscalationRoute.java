package io.rootmon.route;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The channels that are notified if no one responds to a CRITICAL incident.
 *
 * @param after the time to respond
 */
public record EscalationRoute(Duration after, Set<String> channels) {
  public EscalationRoute {
    channels = Collections.unmodifiableSet(new LinkedHashSet<>(channels));
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels: must name at least one channel");
    }
    if (after.isNegative() || after.isZero()) {
      throw new IllegalArgumentException("after: must be a time to respond but is " + after);
    }
  }
}
