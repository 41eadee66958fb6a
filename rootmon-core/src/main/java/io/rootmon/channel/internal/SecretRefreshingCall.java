package io.rootmon.channel.internal;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretSource;
import java.io.IOException;

/**
 * Runs a call with a secret. On an authentication failure the secret is read again, and the call is
 * retried once if it changed.
 */
public final class SecretRefreshingCall {
  private SecretRefreshingCall() {}

  /** One attempt with a secret. */
  @FunctionalInterface
  public interface Attempt {
    Receipt with(Secret secret) throws DeliveryException;
  }

  public static Receipt send(SecretSource source, Attempt attempt) throws DeliveryException {
    Secret secret = read(source::current);
    try {
      return attempt.with(secret);
    } catch (DeliveryException e) {
      if (!e.isSecretNotAccepted()) {
        throw e;
      }
      Secret fresh = read(source::refresh);
      if (fresh.equals(secret)) {
        throw e;
      }
      return attempt.with(fresh);
    }
  }

  /** Reads the secret. A missing secret may exist later, so the failure is retryable. */
  private static Secret read(Reader reader) throws DeliveryException {
    try {
      return reader.read();
    } catch (IOException e) {
      throw DeliveryException.retryable("secret: " + e.getMessage(), e);
    }
  }

  @FunctionalInterface
  private interface Reader {
    Secret read() throws IOException;
  }
}
