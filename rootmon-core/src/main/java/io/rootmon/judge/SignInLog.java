package io.rootmon.judge;

import io.rootmon.detect.RootActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds out whether a sign-in belongs to a check of root's second factor. The check is recorded
 * when the password was right; without a sign-in, only the second factor stopped the caller.
 */
@FunctionalInterface
public interface SignInLog {
  /** Has no data: the sign-in may still follow. */
  SignInLog NONE = check -> Optional.empty();

  /** How long after the check a sign-in can belong to it. */
  Duration WINDOW = Duration.ofMinutes(5);

  /** How much the clocks of the two records can differ. */
  Duration SKEW = Duration.ofMinutes(1);

  /** Whether a successful sign-in belongs to the check; empty where this is not known. */
  Optional<Boolean> isFollowed(RootActivity check);

  /** Whether a sign-in at that time belongs to a check at that time. */
  static boolean belongs(Instant check, Instant signIn) {
    return !signIn.isBefore(check.minus(SKEW)) && !signIn.isAfter(check.plus(WINDOW));
  }
}
