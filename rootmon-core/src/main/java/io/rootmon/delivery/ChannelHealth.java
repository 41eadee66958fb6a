package io.rootmon.delivery;

import java.util.Optional;

/**
 * The result of a health check.
 *
 * @param problem why no alert would reach anyone; for {@link State#UNKNOWN}, why it is not known
 */
public record ChannelHealth(String channel, State state, Optional<String> problem) {
  /** Whether a channel reaches people. */
  public enum State {
    HEALTHY,
    FAILING,
    /** The recipient's service did not answer. The next check may know. */
    UNKNOWN
  }
}
