package io.rootmon.delivery;

import java.util.Optional;

/**
 * The result of a health check.
 *
 * @param problem the reason why no alert would arrive; for {@link State#UNKNOWN}, the reason why it
 *     is unknown
 */
public record ChannelHealth(String channel, State state, Optional<String> problem) {
  /** Whether a channel reaches its recipients. */
  public enum State {
    /** The channel accepts alerts. */
    HEALTHY,
    /** The channel rejects alerts or does not respond. */
    FAILING,
    /** The recipient's service did not respond. The next check may succeed. */
    UNKNOWN
  }
}
