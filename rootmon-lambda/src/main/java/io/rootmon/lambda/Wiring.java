package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.render.Templates;
import java.util.Map;
import java.util.Set;

/** Makes a function's line from its environment, once at its start. */
@FunctionalInterface
interface Wiring {
  /**
   * The line, and what has to be known of it around a snapshot.
   *
   * @param templates those of the channels, so that priming parses the very ones that are used
   * @param channels the types of the configured channels, such as {@code sns}
   * @param refresh makes anew what a snapshot must not carry into its restored copies: connections,
   *     secrets and credentials
   */
  record Wired(RootMonitor monitor, Templates templates, Set<String> channels, Runnable refresh) {
    public Wired {
      channels = Set.copyOf(channels);
    }
  }

  /**
   * The line.
   *
   * @throws IllegalArgumentException naming all that is wrong with the environment
   */
  Wired wire(Map<String, String> environment);
}
