package io.rootmon.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootmon.alert.Alert;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.time.Deadline;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every channel that calls a remote service. */
public abstract class ChannelContract {
  protected static final Duration TIMEOUT = Duration.ofSeconds(20);

  protected static final Duration SHORT_TIMEOUT = Duration.ofMillis(400);

  /** Returns a channel with {@link #secret()}. */
  protected abstract Channel channel(URI farEnd);

  protected abstract String secret();

  protected abstract Answer yes();

  /** Returns the response body for this status. It may quote the secret. */
  protected abstract Answer no(int status);

  /** Returns the texts of the alert that the server received, each checked against its limit. */
  protected abstract List<String> texts(Request request);

  @Test
  protected void deliversAnAlert() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).hasSize(1);
      assertThat(String.join("\n", texts(farEnd.requests().get(0)))).contains("payments-prod");
    }
  }

  @Test
  void deliversAnAlertOnAnUnreadableMessage() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address()).send(ExampleAlerts.unreadable(), Deadline.in(TIMEOUT));

      assertThat(String.join("\n", texts(farEnd.requests().get(0)))).contains("could not be read");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404})
  void isRejectedPermanently(int status) throws Exception {
    DeliveryException e = failure(no(status));

    assertThat(e.isRetryable()).as("%s", e.getMessage()).isFalse();
    assertThat(e.retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void mayPass(int status) throws Exception {
    DeliveryException e = failure(no(status));

    assertThat(e.isRetryable()).as("%s", e.getMessage()).isTrue();
    assertThat(e.retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void waitsForTheRetryAfterTime(int status) throws Exception {
    DeliveryException e = failure(no(status).with("Retry-After", "7"));

    assertThat(e.isRetryable()).isTrue();
    assertThat(e.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(7)));
  }

  @Test
  void isTransientWithoutAListener() throws Exception {
    assertThat(
            failure(
                    channel(BrokenHttpServer.withoutListener()),
                    ExampleAlerts.signIn(),
                    Deadline.in(TIMEOUT))
                .isRetryable())
        .isTrue();
  }

  /** Often, since what of the answer arrives before the reset is chance. */
  @RepeatedTest(10)
  void isTransientWhenTheResponseIsTruncated() throws Exception {
    try (BrokenHttpServer farEnd = BrokenHttpServer.resetting()) {
      Channel channel = channel(farEnd.address());

      assertThat(failure(channel, ExampleAlerts.signIn(), Deadline.in(TIMEOUT)).isRetryable())
          .isTrue();
    }
  }

  @Test
  void givesUpAtTheDeadlineWhenThereIsNoResponse() throws Exception {
    try (FakeHttpServer warm = FakeHttpServer.answering(yes());
        FakeHttpServer silent = FakeHttpServer.answering(Answer.NONE)) {
      // The first call loads classes.
      channel(warm.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      DeliveryException e =
          failure(channel(silent.address()), ExampleAlerts.signIn(), stoppedAt(SHORT_TIMEOUT));

      assertThat(e.isRetryable()).isTrue();
      assertThat(silent.requests()).as("one attempt").hasSizeLessThan(2);
    }
  }

  @Test
  protected void givesUpAtTheDeadlineWhenTheResponseTrickles() throws Exception {
    try (FakeHttpServer warm = FakeHttpServer.answering(yes());
        BrokenHttpServer slow = BrokenHttpServer.slow()) {
      channel(warm.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      DeliveryException e =
          failure(channel(slow.address()), ExampleAlerts.signIn(), Deadline.in(SHORT_TIMEOUT));

      assertThat(e.isRetryable()).isTrue();
      assertThat(slow.hasEnded()).as("the response has ended").isFalse();
    }
  }

  /**
   * A deadline whose clock does not advance, so that a slow machine does not shorten the time of
   * the channel.
   */
  private static Deadline stoppedAt(Duration timeLeft) {
    return Deadline.in(timeLeft, InstantSource.fixed(Instant.EPOCH));
  }

  @Test
  void doesNotTryWithoutTime() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      Channel channel = channel(farEnd.address());

      assertThat(failure(channel, ExampleAlerts.signIn(), Deadline.in(Duration.ZERO)).isRetryable())
          .isTrue();
      assertThat(farEnd.requests()).isEmpty();
    }
  }

  @Test
  void cutsWholeCharacters() throws Exception {
    String flash = "💥".repeat(2_000);
    List<String> texts = accepted(ExampleAlerts.all(flash, 60));

    assertThat(texts).isNotEmpty().allSatisfy(it -> assertThat(it).doesNotContain("?…", "\ufffd"));
  }

  @Test
  void sendsHostileTextWithinTheLimits() throws Exception {
    assertThat(accepted(ExampleAlerts.all(ExampleAlerts.HOSTILE.repeat(50), 60))).isNotEmpty();
  }

  @Test
  void doesNotPrintItsSecret() throws Exception {
    for (int status : new int[] {400, 401, 403, 404, 429, 500}) {
      assertSecretIsHidden(printed(failure(no(status))));
    }
    Channel channel = channel(BrokenHttpServer.withoutListener());
    assertSecretIsHidden(printed(failure(channel, ExampleAlerts.signIn(), Deadline.in(TIMEOUT))));
    assertSecretIsHidden(channel.toString());
    try (BrokenHttpServer farEnd = BrokenHttpServer.resetting()) {
      assertSecretIsHidden(
          printed(
              failure(channel(farEnd.address()), ExampleAlerts.signIn(), Deadline.in(TIMEOUT))));
    }
    try (FakeHttpServer silent = FakeHttpServer.answering(Answer.NONE)) {
      assertSecretIsHidden(
          printed(
              failure(
                  channel(silent.address()), ExampleAlerts.signIn(), stoppedAt(SHORT_TIMEOUT))));
    }
  }

  protected final DeliveryException failure(Answer answer) throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(answer)) {
      return failure(channel(farEnd.address()), ExampleAlerts.signIn(), Deadline.in(TIMEOUT));
    }
  }

  protected static DeliveryException failure(Channel channel, Alert alert, Deadline deadline) {
    DeliveryException e =
        catchThrowableOfType(DeliveryException.class, () -> channel.send(alert, deadline));
    assertThat(e).as("not delivered").isNotNull();
    return e;
  }

  private List<String> accepted(Alert alert) throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      Channel channel = channel(farEnd.address());
      assertThatNoException().isThrownBy(() -> channel.send(alert, Deadline.in(TIMEOUT)));
      return farEnd.requests().stream().flatMap(it -> texts(it).stream()).toList();
    }
  }

  /** The message, all causes and what they suppressed. */
  private static String printed(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private void assertSecretIsHidden(String text) {
    assertThat(text).doesNotContain(secret());
  }
}
