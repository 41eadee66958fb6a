package io.rootmon.channel;

import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretSource;

/** A secret that was changed after it was read. */
public final class RotatedSecret implements SecretSource {
  private volatile Secret current;
  private final Secret fresh;

  public RotatedSecret(String old, String fresh) {
    this.current = new Secret(old);
    this.fresh = new Secret(fresh);
  }

  @Override
  public Secret current() {
    return current;
  }

  @Override
  public Secret refresh() {
    current = fresh;
    return fresh;
  }
}
