package io.rootmon.secret.aws;

import io.rootmon.aws.AwsAccess;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretReader;
import io.rootmon.secret.SecretReference;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads secrets from AWS, giving up after five seconds; the SDK of a service is needed only where a
 * reference leads to it. An interface endpoint that {@code access} names serves both.
 */
public final class AwsSecrets implements SecretReader {
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  private final AwsAccess access;
  private final Optional<String> region;

  /**
   * AWS as it is reached from here.
   *
   * @param region of parameters that are given by name; an ARN says its own
   */
  public AwsSecrets(AwsAccess access, Optional<String> region) {
    this.access = access;
    this.region = region;
  }

  @Override
  public Secret read(SecretReference reference) throws IOException {
    String value = value(reference);
    try {
      return new Secret(value);
    } catch (IllegalArgumentException e) {
      throw new IOException(reference + ": " + e.getMessage(), e);
    }
  }

  private String value(SecretReference reference) throws IOException {
    if (reference instanceof SecretReference.SecretsManager secret) {
      return SecretsManagerSecret.read(access, secret);
    }
    if (reference instanceof SecretReference.Ssm parameter) {
      Optional<String> itsRegion = parameter.region().or(() -> region);
      return SsmParameter.read(
          access,
          parameter,
          itsRegion.orElseThrow(
              () ->
                  new IOException(
                      parameter + ": expected an ARN, since no region is known, but was a name")));
    }
    throw new IllegalArgumentException(reference + ": expected a secret that AWS keeps");
  }
}
