package io.rootmon.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContract;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.channel.RotatedSecret;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.Templates;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackWebApiTest extends ChannelContract {
  private static final String TOKEN = "xoxb-not-a-token";

  @Override
  protected Channel channel(URI farEnd) {
    return channel(farEnd, SecretSource.literal(TOKEN));
  }

  private static Channel channel(URI farEnd, SecretSource token) {
    SlackSettings settings = new SlackSettings.Bot("slack", token, "C0123456789");
    return new SlackChannel(settings, Templates.builtIn(), farEnd.resolve("/api/"));
  }

  @Override
  protected String secret() {
    return TOKEN;
  }

  @Override
  protected Answer yes() {
    return new Answer(200, "{\"ok\":true,\"ts\":\"1417671948.000006\"}");
  }

  @Override
  protected Answer no(int status) {
    return new Answer(status, "{\"ok\":false,\"error\":\"token was " + TOKEN + "\"}");
  }

  private static Answer error(String code) {
    return new Answer(200, "{\"ok\":false,\"error\":\"" + code + "\"}");
  }

  @Override
  protected List<String> texts(Request request) {
    Map<String, String> form = request.form();
    return SlackLimitAssertions.texts(
        form.getOrDefault("text", ""), JsonParser.parseString(form.getOrDefault("blocks", "")));
  }

  @Test
  void postsToTheChannel() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      Request request = farEnd.requests().get(0);
      JsonElement blocks = JsonParser.parseString(request.form().getOrDefault("blocks", ""));
      assertThat(request.target()).hasPath("/api/chat.postMessage");
      assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer " + TOKEN);
      assertThat(request.form())
          .containsEntry("channel", "C0123456789")
          .containsEntry("unfurl_links", "0")
          .containsEntry("unfurl_media", "0");
      assertThat(blocks)
          .isEqualTo(
              JsonParser.parseString(
                      SlackMessage.of(ExampleAlerts.signIn(), Templates.builtIn()).json())
                  .getAsJsonObject()
                  .get("blocks"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "invalid_auth",
        "token_revoked",
        "account_inactive",
        "missing_scope",
        "msg_too_long",
        "invalid_blocks"
      })
  void isRejectedPermanentlyWithStatus200(String code) throws Exception {
    DeliveryException e = failure(error(code));

    assertThat(e.isRetryable()).isFalse();
    assertThat(e).hasMessageMatching("Slack: " + code + "; .{10,}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ratelimited",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "an_error_of_next_year"
      })
  void isTransientWithStatus200(String code) throws Exception {
    DeliveryException e = failure(error(code));

    assertThat(e.isRetryable()).isTrue();
    assertThat(e).hasMessage("Slack: " + code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ok", "<html>a proxy's page</html>", "[]", "null"})
  void isTransientWhenTheResponseIsNotFromSlack(String body) throws Exception {
    assertThat(failure(new Answer(200, body)).isRetryable()).isTrue();
  }

  @Test
  void readsARotatedTokenAgain() throws Exception {
    RotatedSecret token = new RotatedSecret("xoxb-old", "xoxb-new");
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(
            request ->
                "Bearer xoxb-new".equals(request.headers().getFirst("Authorization"))
                    ? yes()
                    : error("token_revoked"))) {
      Channel channel = channel(farEnd.address(), token);

      channel.send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));
      channel.send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).hasSize(3);
    }
  }

  @Test
  void doesNotRepeatACallThatTheTokenCannotMake() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(error("invalid_auth"))) {
      failure(channel(farEnd.address()), ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).hasSize(1);
    }
  }

  @Test
  void waitsForASecretThatIsMissing() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      SecretSource missing = SecretSource.environment("ROOTMON_TEST_THAT_NOBODY_SETS");

      DeliveryException e =
          failure(channel(farEnd.address(), missing), ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(e.isRetryable()).isTrue();
      assertThat(e)
          .hasMessage("secret: environment variable ROOTMON_TEST_THAT_NOBODY_SETS" + " is not set");
    }
  }

  /** Slack's client starts several for its statistics, and never ends them by itself. */
  @Test
  void leavesNoThreadOfSlacks() throws Exception {
    deliversAnAlert();
    Set<Thread> before = slacksThreads();

    deliversAnAlert();

    Set<Thread> more = slacksThreads();
    more.removeAll(before);
    for (Thread thread : more) {
      thread.join(5_000);
    }
    assertThat(more).noneMatch(Thread::isAlive);
  }

  private static Set<Thread> slacksThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(it -> it.getName().startsWith("slack-api-"))
        .collect(Collectors.toSet());
  }

  @Test
  void checksItsSettings() {
    assertThatThrownBy(() -> new SlackSettings.Bot("slack", SecretSource.literal("x"), "#alerts"))
        .hasMessage("channel: must be a channel's id such as C0123456789 but is '#alerts'");
    assertThatThrownBy(() -> channel(URI.create("http://slack.example/")))
        .hasMessage("api: must be an https address with a host but is http://slack.example/api/");
  }
}
