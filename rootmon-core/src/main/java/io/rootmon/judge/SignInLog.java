package io.rootmon.judge;

import io.rootmon.detect.RootActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds out whether a sign-in belongs to an MFA check of root. The check is recorded when the
 * password was correct; without a sign-in, only the second factor stopped the caller.
 */
@FunctionalInterface
public interface SignInLog {
  /** A log without data: the sign-in may still follow. */
  SignInLog NONE = check -> Optional.empty();

  /** The time after the check in which a sign-in can belong to it. */
  Duration WINDOW = Duration.ofMinutes(5);

  /** The tolerance for the clocks of the two records. */
  Duration SKEW = Duration.ofMinutes(1);

  /** Returns whether a successful sign-in belongs to the check; empty if this is unknown. */
  Optional<Boolean> isFollowed(RootActivity check);

  /** Returns whether a sign-in at this time belongs to a check at that time. */
  static boolean belongs(Instant check, Instant signIn) {
    return !signIn.isBefore(check.minus(SKEW)) && !signIn.isAfter(check.plus(WINDOW));
  }
}
