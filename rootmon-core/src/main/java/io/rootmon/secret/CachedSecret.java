package io.rootmon.secret;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A secret that is read once, and again after it was rejected, by one thread at a time. If the
 * value did not change, it is not read again for a while. After a failed read, the next one waits
 * as well: a quarter of a second, then twice as long each time, at most five seconds.
 */
final class CachedSecret implements SecretSource {
  /**
   * The pause between two reads. A recipient that rejects every secret must not cause a call to AWS
   * for each alert.
   */
  private static final Duration REST = Duration.ofSeconds(30);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

  private final SecretReference reference;
  private final Secrets.Reader reader;
  private final InstantSource clock;
  private volatile @Nullable Secret last;
  private @Nullable Instant inVain;
  private @Nullable Instant failedAt;
  private Duration pause = FIRST_PAUSE;
  private String failure = "";

  CachedSecret(SecretReference reference, Secrets.Reader reader, InstantSource clock) {
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

  /**
   * Returns the cached value if it was read without a change in the last 30 seconds; otherwise
   * reads it again.
   */
  @Override
  public synchronized Secret refresh() throws IOException {
    Secret known = last;
    if (known != null && isResting()) {
      return known;
    }
    Secret fresh = read();
    // The next call that needs a rotated secret finds it, however soon after the read it was
    // rotated.
    inVain = fresh.equals(known) ? clock.instant() : null;
    return fresh;
  }

  private boolean isResting() {
    return isWithin(REST, inVain);
  }

  private boolean isWithin(Duration time, @Nullable Instant since) {
    if (since == null) {
      return false;
    }
    Duration age = Duration.between(since, clock.instant());
    // After a clock was set back, the age is unknown.
    return !age.isNegative() && age.compareTo(time) < 0;
  }

  synchronized void clear() {
    last = null;
    inVain = null;
    failedAt = null;
    pause = FIRST_PAUSE;
  }

  private Secret read() throws IOException {
    if (isWithin(pause, failedAt)) {
      throw new IOException(failure + " (not read again for up to " + pause.toMillis() + " ms)");
    }
    try {
      Secret secret = reader.read(reference);
      last = secret;
      failedAt = null;
      pause = FIRST_PAUSE;
      return secret;
    } catch (IOException e) {
      boolean isFirst = failedAt == null;
      Duration longer = pause.multipliedBy(2);
      pause = isFirst ? FIRST_PAUSE : longer.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : longer;
      failedAt = clock.instant();
      failure = String.valueOf(e.getMessage());
      throw e;
    }
  }

  @Override
  public String toString() {
    return reference.toString();
  }
}
