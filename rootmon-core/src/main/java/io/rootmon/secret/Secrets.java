package io.rootmon.secret;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that the configuration names. A secret with several references to it is read once.
 * Safe for use by multiple threads.
 */
public final class Secrets {
  /** Reads secrets that AWS stores. Implementations are safe for use by multiple threads. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads a secret now.
     *
     * @throws IOException if it cannot be read; the message contains the reference and the remedy,
     *     never the value
     */
    Secret read(SecretReference reference) throws IOException;
  }

  private final Function<String, @Nullable String> environment;
  private final Supplier<Reader> aws;
  private final InstantSource clock;
  private final Map<SecretReference, SecretSource> sources = new ConcurrentHashMap<>();

  /**
   * Creates the secrets of an environment and of AWS.
   *
   * @param aws called when a secret in AWS is first read
   */
  public Secrets(
      Function<String, @Nullable String> environment, Supplier<Reader> aws, InstantSource clock) {
    this.environment = environment;
    this.aws = aws;
    this.clock = clock;
  }

  /** Returns the source of a secret, without reading it. */
  public SecretSource find(SecretReference reference) {
    return sources.computeIfAbsent(reference, this::source);
  }

  /** Returns the references that were requested, such as by the channels. */
  public Set<SecretReference> references() {
    return Set.copyOf(sources.keySet());
  }

  /**
   * Checks that every environment variable is set. Secrets that AWS stores may be created later.
   *
   * @throws IllegalArgumentException naming the variable
   */
  public void requireEnvironment() {
    for (SecretReference reference : sources.keySet()) {
      if (reference instanceof SecretReference.Env) {
        try {
          find(reference).current();
        } catch (IOException e) {
          throw new IllegalArgumentException(e.getMessage(), e);
        }
      }
    }
  }

  /** Removes all values, so that each is read again when it is next needed. */
  public void clear() {
    for (SecretSource source : sources.values()) {
      if (source instanceof CachedSecret cached) {
        cached.clear();
      }
    }
  }

  private SecretSource source(SecretReference reference) {
    if (reference instanceof SecretReference.Env env) {
      return environment(env, environment);
    }
    return new CachedSecret(reference, it -> aws.get().read(it), clock);
  }

  /** Returns a source that reads a variable each time. */
  static SecretSource environment(
      SecretReference.Env reference, Function<String, @Nullable String> environment) {
    return new SecretSource() {
      @Override
      public Secret current() throws IOException {
        String value = environment.apply(reference.variable());
        if (value == null) {
          throw new IOException(reference + " is not set");
        }
        try {
          return new Secret(value);
        } catch (IllegalArgumentException e) {
          throw new IOException(reference + ": " + e.getMessage(), e);
        }
      }

      @Override
      public String toString() {
        return reference.toString();
      }
    };
  }
}
