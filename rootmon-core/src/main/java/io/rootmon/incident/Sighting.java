package io.rootmon.incident;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.Kind;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A finding that arrives.
 *
 * @param headline one sentence on it
 * @param wanted the channels whose routes want it at a severity
 * @param now when it arrives
 */
public record Sighting(
    Finding finding, String headline, Function<Severity, Set<String>> wanted, Instant now) {
  RootActivity activity() {
    return finding.activity();
  }

  CloudTrailEvent event() {
    return activity().event();
  }

  Instant time() {
    return event().time();
  }

  Optional<Network> network() {
    return event().sourceAddress().flatMap(Network::of);
  }

  Optional<AgentFamily> agent() {
    return event().userAgent().flatMap(AgentFamily::of);
  }

  boolean isSignIn() {
    return activity().is("ConsoleLogin") && activity().is(Kind.DIRECT);
  }

  /** Such acts are counted and not told, and tell nothing of a person. */
  boolean isByService() {
    return activity().is(Kind.SERVICE_ON_BEHALF);
  }
}
