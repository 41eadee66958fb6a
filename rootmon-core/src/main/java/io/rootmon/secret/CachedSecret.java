package io.rootmon.secret;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A secret that is read once, and anew when it was not accepted; by one thread at a time. */
final class CachedSecret implements SecretSource {
  /** A far end that accepts no secret at all must not have each alert ask AWS. */
  private static final Duration SHORTEST = Duration.ofSeconds(30);

  private final SecretReference reference;
  private final SecretReader reader;
  private final InstantSource clock;
  private volatile @Nullable Read last;

  private record Read(Secret secret, Instant time) {}

  CachedSecret(SecretReference reference, SecretReader reader, InstantSource clock) {
    this.reference = reference;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public Secret current() throws IOException {
    Read known = last;
    return known == null ? first() : known.secret();
  }

  private synchronized Secret first() throws IOException {
    Read known = last;
    return known == null ? read() : known.secret();
  }

  /** What it has, if that was read less than 30 seconds ago. */
  @Override
  public synchronized Secret refresh() throws IOException {
    Read known = last;
    if (known == null) {
      return read();
    }
    Duration age = Duration.between(known.time(), clock.instant());
    // A clock that was set back says nothing of the age.
    boolean young = !age.isNegative() && age.compareTo(SHORTEST) < 0;
    return young ? known.secret() : read();
  }

  synchronized void forget() {
    last = null;
  }

  private Secret read() throws IOException {
    Secret secret = reader.read(reference);
    last = new Read(secret, clock.instant());
    return secret;
  }

  @Override
  public String toString() {
    return reference.toString();
  }
}
