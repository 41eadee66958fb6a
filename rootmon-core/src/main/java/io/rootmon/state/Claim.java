package io.rootmon.state;

import java.time.Instant;

/** The answer to a worker that wants to deliver. */
public sealed interface Claim {
  /** It may, until the lease ends. The owner is its proof, for {@link DeliveryLog#settle}. */
  record Granted(String owner) implements Claim {}

  /** Another worker is at it, until then at the latest. */
  record Held(Instant until) implements Claim {}

  /** It was delivered. */
  record Settled(Settlement settlement) implements Claim {}
}
