package io.rootmon.route;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who is told if nobody responds to what is CRITICAL.
 *
 * @param after how long people have to respond
 */
public record EscalationRoute(Duration after, Set<String> channels) {
  public EscalationRoute {
    channels = Collections.unmodifiableSet(new LinkedHashSet<>(channels));
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels: expected at least one but was none");
    }
    if (after.isNegative() || after.isZero()) {
      throw new IllegalArgumentException("after: expected a time to respond but was " + after);
    }
  }
}
