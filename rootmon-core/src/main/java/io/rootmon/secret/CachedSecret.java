package io.rootmon.secret;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A secret that is read once, and anew when it was not accepted; by one thread at a time. Where
 * that brought the same, it is not read again for a while.
 */
final class CachedSecret implements SecretSource {
  /** A far end that accepts no secret at all must not have each alert ask AWS. */
  private static final Duration REST = Duration.ofSeconds(30);

  private final SecretReference reference;
  private final SecretReader reader;
  private final InstantSource clock;
  private volatile @Nullable Secret last;
  private @Nullable Instant inVain;

  CachedSecret(SecretReference reference, SecretReader reader, InstantSource clock) {
    this.reference = reference;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public Secret current() throws IOException {
    Secret known = last;
    return known == null ? first() : known;
  }

  private synchronized Secret first() throws IOException {
    Secret known = last;
    return known == null ? read() : known;
  }

  /** What it has, if less than 30 seconds ago that was all there was. */
  @Override
  public synchronized Secret refresh() throws IOException {
    Secret known = last;
    if (known != null && isResting()) {
      return known;
    }
    Secret fresh = read();
    // One that was rotated, however soon after it was read, is found by the next that needs it.
    inVain = fresh.equals(known) ? clock.instant() : null;
    return fresh;
  }

  private boolean isResting() {
    if (inVain == null) {
      return false;
    }
    Duration age = Duration.between(inVain, clock.instant());
    // A clock that was set back says nothing of the age.
    return !age.isNegative() && age.compareTo(REST) < 0;
  }

  synchronized void forget() {
    last = null;
    inVain = null;
  }

  private Secret read() throws IOException {
    Secret secret = reader.read(reference);
    last = secret;
    return secret;
  }

  @Override
  public String toString() {
    return reference.toString();
  }
}
