package io.rootmon.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootmon.alert.Alert;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.FakeSlack;
import io.rootmon.channel.FakeSlack.Message;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.ThreadedMessaging;
import io.rootmon.judge.Severity;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.Templates;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies to the parent message, and updates of it. */
class SlackThreadedMessagingTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Alert WORSE = ExampleAlerts.with(Severity.CRITICAL, "It got worse");

  private final FakeSlack slack;
  private final SlackChannel channel;
  private final ThreadedMessaging threads;

  SlackThreadedMessagingTest() throws Exception {
    slack = new FakeSlack(() -> Instant.EPOCH);
    channel = channel(FakeSlack.CHANNEL);
    threads = channel.threads().orElseThrow();
  }

  private Receipt head = new Receipt("");

  @BeforeEach
  void sendFirst() throws Exception {
    head = channel.send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));
  }

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void repliesWithOrWithoutBroadcast() throws Exception {
    threads.reply(WORSE, head, true, Deadline.in(TIMEOUT));
    threads.reply(WORSE, head, false, Deadline.in(TIMEOUT));

    Message first = slack.messages().get(0);
    assertThat(slack.messages().subList(1, 3))
        .allMatch(it -> it.text().contains("It got worse"))
        .extracting(it -> it.thread().orElse("") + " " + it.broadcast())
        .containsExactly(first.ts() + " true", first.ts() + " false");
  }

  @Test
  void printsTheParentMessageAgain() throws Exception {
    threads.update(WORSE, head, Deadline.in(TIMEOUT));

    assertThat(slack.messages()).hasSize(1);
    assertThat(slack.messages().get(0).text()).startsWith("CRITICAL: It got worse");
    assertThat(slack.requests("chat.update").get(0).headers().getFirst("Authorization"))
        .isEqualTo("Bearer xoxb-not-a-token");
  }

  @Test
  void reportsADeletedParentMessage() {
    slack.delete(slack.messages().get(0));

    assertThat(failure(() -> threads.reply(WORSE, head, true, Deadline.in(TIMEOUT))).isGone())
        .isTrue();
    assertThat(failure(() -> threads.update(WORSE, head, Deadline.in(TIMEOUT))).isGone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ok", "message 1.2 in C1 and more", "message ../x in C0123456789"})
  void ignoresAnInvalidMessageId(String reference) {
    DeliveryException e =
        failure(() -> threads.reply(WORSE, new Receipt(reference), true, Deadline.in(TIMEOUT)));

    assertThat(e.isGone()).isTrue();
    assertThat(slack.messages()).hasSize(1);
  }

  @Test
  void ignoresTheParentMessageOfAnotherChannel() {
    ThreadedMessaging others = channel("C0000000000").threads().orElseThrow();

    assertThat(failure(() -> others.reply(WORSE, head, true, Deadline.in(TIMEOUT))))
        .hasMessage("Slack: the parent message is not in this channel");
    assertThat(slack.requests("chat.postMessage")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cant_update_message", "edit_window_closed"})
  void aChangeThatIsRefusedIsNotTriedForEver(String error) {
    slack.rejectUpdates(error);

    DeliveryException e = failure(() -> threads.update(WORSE, head, Deadline.in(TIMEOUT)));

    assertThat(e.isRetryable()).isFalse();
    assertThat(e.isGone()).isFalse();
    assertThat(e).hasMessageMatching("Slack: " + error + "; .{10,}");
  }

  @Test
  void aWebhookHasNoThreads() {
    SlackSettings settings =
        new SlackSettings.IncomingWebhook("slack", SecretSource.literal("https://192.0.2.1/x"));

    assertThat(new SlackChannel(settings, Templates.builtIn()).threads()).isEmpty();
  }

  private SlackChannel channel(String id) {
    SlackSettings settings =
        new SlackSettings.Bot("slack", SecretSource.literal("xoxb-not-a-token"), id);
    return new SlackChannel(settings, Templates.builtIn(), slack.api());
  }

  private static DeliveryException failure(ThrowingCallable call) {
    return catchThrowableOfType(DeliveryException.class, call);
  }
}
