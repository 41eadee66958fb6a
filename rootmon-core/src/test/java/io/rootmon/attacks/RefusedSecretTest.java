package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.internal.channel.slack.SlackInteraction;
import io.rootmon.internal.channel.slack.SlackInteraction.RejectedRequest;
import io.rootmon.internal.channel.slack.SlackInteractionParser;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The secret store refuses while anyone sends requests with a wrong signature. */
class RefusedSecretTest {
  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(5);

  private final AtomicInteger reads = new AtomicInteger();
  private Instant now = Instant.parse("2026-03-14T02:05:00Z");
  private boolean refuses = true;

  private final SlackInteractionParser requests =
      new SlackInteractionParser(
          new Secrets(name -> null, () -> this::read, () -> now)
              .find(new SecretReference.Ssm("/rootmon/signing-secret")),
          () -> now);

  private Secret read(SecretReference reference) throws IOException {
    reads.incrementAndGet();
    if (refuses) {
      throw new IOException(reference + ": AccessDeniedException");
    }
    return new Secret("not-a-signing-secret");
  }

  @Test
  void aThousandRequestsReadARefusingSecretStoreAFewTimes() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(request()).as("answer %d", i).isEmpty();
      now = now.plus(BETWEEN_REQUESTS);
    }

    AttackTable.row(
        "F16",
        "1,000 requests in 5 s with a wrong signature while the secret store refuses",
        "1000 reads",
        reads + " reads");
    assertThat(reads).hasValueBetween(2, 6);
  }

  @Test
  void aKnownSecretIsNotReadForEachRequestEither() {
    refuses = false;
    request();
    refuses = true;
    now = now.plusSeconds(60);
    reads.set(0);
    for (int i = 0; i < 1_000; i++) {
      request();
      now = now.plus(BETWEEN_REQUESTS);
    }

    assertThat(reads).hasValueBetween(2, 6);
  }

  @Test
  void theSecretIsReadWithinSecondsAfterTheStoreRecovered() {
    for (int i = 0; i < 1_000; i++) {
      request();
      now = now.plus(BETWEEN_REQUESTS);
    }
    refuses = false;
    now = now.plusSeconds(5);

    assertThat(request()).containsInstanceOf(RejectedRequest.class);
  }

  /** The answer to a request with a wrong signature; empty where the secret cannot be read. */
  private Optional<SlackInteraction> request() {
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/x-www-form-urlencoded",
            "x-slack-request-timestamp",
            Long.toString(now.getEpochSecond()),
            "x-slack-signature",
            "v0=" + "0".repeat(64));
    try {
      return Optional.of(requests.read(headers, "payload=x".getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("AccessDeniedException");
      return Optional.empty();
    }
  }
}
