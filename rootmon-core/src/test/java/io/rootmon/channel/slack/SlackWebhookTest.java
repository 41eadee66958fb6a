package io.rootmon.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContract;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.channel.RotatedSecret;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.Templates;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackWebhookTest extends ChannelContract {
  private static final String SECRET = "not-a-webhook";

  @Override
  protected Channel channel(URI farEnd) {
    return channel(SecretSource.literal(farEnd + "/services/T0/B0/" + SECRET));
  }

  private static Channel channel(SecretSource address) {
    return new SlackChannel(
        new SlackSettings.IncomingWebhook("slack", address), Templates.builtIn());
  }

  @Override
  protected String secret() {
    return SECRET;
  }

  @Override
  protected Answer yes() {
    return new Answer(200, "ok");
  }

  @Override
  protected Answer no(int status) {
    return new Answer(status, "nothing at /services/T0/B0/" + SECRET);
  }

  @Override
  protected List<String> texts(Request request) {
    JsonObject body = JsonParser.parseString(request.body()).getAsJsonObject();
    return SlackLimitAssertions.texts(body.get("text").getAsString(), body.get("blocks"));
  }

  @Test
  void postsWithoutUnfurling() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      JsonObject body = JsonParser.parseString(farEnd.requests().get(0).body()).getAsJsonObject();
      assertThat(body.get("unfurl_links").getAsBoolean()).isFalse();
      assertThat(body.get("unfurl_media").getAsBoolean()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, no_service",
    "404, no_team",
    "403, invalid_token",
    "403, action_prohibited",
    "410, channel_is_archived",
    "400, invalid_payload",
    "404, channel_not_found",
  })
  void isRejectedPermanently(int status, String code) throws Exception {
    DeliveryException e = failure(new Answer(status, code));

    assertThat(e.isRetryable()).isFalse();
    assertThat(e).hasMessageMatching("Slack: " + code + "; .{10,}");
  }

  @ParameterizedTest
  @CsvSource({"500, rollup_error", "200, something_else", "200, ''"})
  void mayPass(int status, String said) throws Exception {
    assertThat(failure(new Answer(status, said)).isRetryable()).isTrue();
  }

  @Test
  void namesAConnectionThatIsRefused() throws Exception {
    URI closed;
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      closed = farEnd.address();
    }

    DeliveryException e = failure(channel(closed), ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

    assertThat(e.isRetryable()).isTrue();
    assertThat(e).hasMessage("Slack: the endpoint refused the connection or is unreachable");
  }

  @Test
  void namesAHostThatCannotBeResolved() {
    DeliveryException e =
        failure(
            channel(SecretSource.literal("https://slack.invalid/" + SECRET)),
            ExampleAlerts.signIn(),
            Deadline.in(TIMEOUT));

    assertThat(e).hasMessage("Slack: the host name of the URL cannot be resolved");
  }

  @Test
  void readsARotatedAddressAgain() throws Exception {
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(
            request ->
                request.target().getPath().endsWith("/new")
                    ? yes()
                    : new Answer(404, "no_service"))) {
      String address = farEnd.address() + "/services/";
      channel(new RotatedSecret(address + "old", address + "new"))
          .send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example/services/not-a-webhook",
        "ftp://hooks.example/not-a-webhook",
        "https:///not-a-webhook",
        "https://not-a-webhook@hooks.example/",
        "https://{not-a-webhook",
        "not-a-webhook"
      })
  void postsToHttpsOnly(String address) {
    DeliveryException e =
        failure(
            channel(SecretSource.literal(address)), ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

    assertThat(e.isRetryable()).isFalse();
    assertThat(e).hasMessageStartingWith("address: must be an https address with a host");
    assertThat(e).hasMessageNotContaining("not-a-webhook").hasNoCause();
  }
}
