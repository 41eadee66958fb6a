package io.rootmon.internal.secret.aws;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.aws.AwsErrors;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Reads an SSM parameter at the start of the function.
 *
 * <p>The function may start seconds after its role was created, when <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency">IAM
 * has not propagated the role's policy yet</a>. A rejected or failed call is therefore retried for
 * about five seconds. Otherwise the published version would stay in the state {@code Failed}, which
 * no later deployment repairs.
 */
public final class SsmConfigSource {
  /** Half of the ten seconds that Lambda allows for initialization. */
  static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(1);

  /** The errors that a new role or new credentials cause. */
  private static final Set<String> PROPAGATION =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "UnrecognizedClient");

  private final AwsAccess access;
  private final Sleeper sleeper;
  private final LongSupplier nanoTime;

  SsmConfigSource(AwsAccess access, Sleeper sleeper, LongSupplier nanoTime) {
    this.access = access;
    this.sleeper = sleeper;
    this.nanoTime = nanoTime;
  }

  /**
   * Reads a parameter, decrypted if it is a secure one.
   *
   * @throws IllegalArgumentException if the parameter cannot be read
   */
  public static String read(String name, String region) {
    try (SdkHttpClient http = AwsAccess.functionsHttp()) {
      return new SsmConfigSource(AwsAccess.ofFunction(http), Sleeper.REAL, System::nanoTime)
          .value(name, region);
    }
  }

  String value(String name, String region) {
    long end = nanoTime.getAsLong() + MAX_WAIT.toNanos();
    try (SsmClient client = access.configure(SsmClient.builder(), region).build()) {
      Duration pause = FIRST_PAUSE;
      for (int attempt = 1; ; attempt++) {
        Duration left = Duration.ofNanos(end - nanoTime.getAsLong());
        try {
          return value(client, name, left);
        } catch (SdkException e) {
          Duration wait = withJitter(pause);
          boolean isTime =
              Duration.ofNanos(end - nanoTime.getAsLong()).compareTo(wait.plus(FIRST_PAUSE)) > 0;
          if (!isTransient(e) || !isTime || !paused(wait)) {
            throw unreadable(name, attempt, e);
          }
          pause =
              pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
        }
      }
    }
  }

  private static String value(SsmClient client, String name, Duration left) {
    return client
        .getParameter(
            it ->
                it.name(name)
                    .withDecryption(true)
                    .overrideConfiguration(call -> call.apiCallTimeout(left)))
        .parameter()
        .value();
  }

  private static boolean isTransient(SdkException e) {
    return AwsErrors.isTransient(e) || isPropagation(e);
  }

  private static boolean isPropagation(SdkException e) {
    return PROPAGATION.contains(AwsErrors.code(e).orElse(""));
  }

  /**
   * Adds jitter: half of the pause is random, so that functions that start together do not call
   * together.
   */
  private static Duration withJitter(Duration pause) {
    long half = pause.toMillis() / 2;
    return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
  }

  private boolean paused(Duration wait) {
    try {
      sleeper.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static IllegalArgumentException unreadable(String name, int attempts, SdkException e) {
    String remedy =
        isPropagation(e)
            ? "; allow ssm:GetParameter, and kms:Decrypt if the parameter has a customer managed key"
            : "";
    return new IllegalArgumentException(
        name
            + ": the SSM parameter could not be read: "
            + e.getMessage()
            + (attempts == 1 ? "" : " (after " + attempts + " attempts)")
            + remedy,
        e);
  }
}
