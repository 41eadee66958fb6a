package io.rootmon.secret;

/** A secret that is given, not looked up. */
record LiteralSecret(Secret secret) implements SecretSource {
  @Override
  public Secret current() {
    return secret;
  }

  @Override
  public Secret refresh() {
    return secret;
  }
}
