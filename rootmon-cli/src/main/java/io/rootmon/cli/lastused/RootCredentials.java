package io.rootmon.cli.lastused;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The root credentials of an account. An empty value is unknown, unless a time implies it.
 *
 * @param password whether there is a root password
 * @param passwordLastUse the last sign-in with the password
 * @param keys the access keys; empty for none
 * @param certificates whether there is a signing certificate
 * @param reportTime the time of IAM's credential report, which IAM renews every four hours
 */
record RootCredentials(
    Optional<Boolean> password,
    LastUse passwordLastUse,
    List<AccessKey> keys,
    Mfa mfa,
    Optional<Boolean> certificates,
    Optional<Instant> reportTime) {
  RootCredentials {
    keys = List.copyOf(keys);
  }

  /**
   * The last use of a credential.
   *
   * @param isKnown whether AWS returned it; without a time the credential was never used
   */
  record LastUse(boolean isKnown, Optional<Instant> time) {
    static final LastUse UNKNOWN = new LastUse(false, Optional.empty());
    static final LastUse NEVER = new LastUse(true, Optional.empty());

    static LastUse at(Instant time) {
      return new LastUse(true, Optional.of(time));
    }

    String text() {
      return time.map(Instant::toString).orElse(isKnown ? "never" : "unknown");
    }
  }

  /**
   * An access key of root.
   *
   * @param id empty in a credential report, which contains no ids
   * @param service the service of the last use; empty for none
   */
  record AccessKey(
      Optional<String> id,
      boolean isActive,
      Optional<Instant> created,
      LastUse lastUse,
      String service,
      String region) {}

  /** The protection of a root sign-in in addition to the password. */
  enum Mfa {
    NONE,
    /** At least one device is an authenticator app. */
    VIRTUAL,
    /** Only security keys, passkeys and hardware tokens. */
    HARDWARE,
    /** MFA is enabled. IAM did not name the device. */
    ENABLED,
    UNKNOWN
  }

  /** Returns the latest use of the password or of a key. */
  Optional<Instant> lastUsed() {
    return Stream.concat(
            passwordLastUse.time().stream(),
            keys.stream().flatMap(it -> it.lastUse().time().stream()))
        .max(Instant::compareTo);
  }

  /** Returns whether the last use of every credential is known. */
  boolean isLastUseKnown() {
    return passwordLastUse.isKnown() && keys.stream().allMatch(it -> it.lastUse().isKnown());
  }

  /** Returns whether root can neither sign in nor sign a request, as after a central removal. */
  boolean isEmpty() {
    return password.filter(it -> !it).isPresent()
        && keys.isEmpty()
        && certificates.filter(it -> it).isEmpty();
  }
}
