package io.rootmon.channel.internal;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretSource;
import java.io.IOException;

/** A delivery that needs a secret; one not accepted is read anew and, if it changed, used once. */
public final class SecretRefreshingCall {
  private SecretRefreshingCall() {}

  /** One try with a secret. */
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

  /** A secret that is missing may be there later; until then the alert must not be given up. */
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
