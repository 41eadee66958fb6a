package io.rootmon.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContract;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.channel.RotatedSecret;
import io.rootmon.channel.webhook.WebhookSettings.Body;
import io.rootmon.internal.channel.OcsfJson;
import io.rootmon.internal.message.MessageJson;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest extends ChannelContract {
  private static final String KEY = "not-a-secret";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T03:12:50Z"));

  @Override
  protected Channel channel(URI farEnd) {
    // The address and the key have the secret in common.
    String address = farEnd + "/hooks/" + KEY;
    return channel(SecretSource.literal(address), SecretSource.literal(KEY));
  }

  private static Channel channel(SecretSource address, SecretSource key) {
    return new WebhookChannel(new WebhookSettings("webhook", address, key), CLOCK);
  }

  @Override
  protected String secret() {
    return KEY;
  }

  @Override
  protected Answer yes() {
    return new Answer(202, "");
  }

  @Override
  protected Answer no(int status) {
    return new Answer(status, "nothing at /hooks/" + KEY);
  }

  @Override
  protected List<String> texts(Request request) {
    JsonObject event = JsonParser.parseString(request.body()).getAsJsonObject();
    return List.of(event.getAsJsonObject("data").get("headline").getAsString());
  }

  @Test
  void sendsACloudEventWithTheAlertThatTheOutboxWrites() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      Request request = farEnd.requests().get(0);
      JsonObject event = JsonParser.parseString(request.body()).getAsJsonObject();
      assertThat(request.headers().getFirst("Content-Type"))
          .isEqualTo("application/cloudevents+json; charset=UTF-8");
      assertThat(event.remove("data"))
          .isEqualTo(JsonParser.parseString(MessageJson.of(ExampleAlerts.signIn())));
      assertThat(event)
          .isEqualTo(
              JsonParser.parseString(
                  """
                  {"specversion": "1.0", "id": "5f0c3a52-7e1b-4a55-9d5e-2f6f0f3f7b10",
                   "source": "rootmon", "type": "io.rootmon.alert",
                   "time": "2026-03-01T03:12:44Z", "subject": "111122223333",
                   "datacontenttype": "application/json"}
                  """));
    }
  }

  @Test
  void signsTheTimeAndTheBody() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      Request request = farEnd.requests().get(0);
      assertThat(request.headers().getFirst("Rootmon-Timestamp")).isEqualTo("1772334770");
      assertThat(isSigned(request, KEY)).isTrue();
      assertThat(isSigned(request, "another")).isFalse();
    }
  }

  @Test
  void readsARotatedKeyAgain() throws Exception {
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(
            request -> isSigned(request, "new-key") ? yes() : new Answer(401, "who?"))) {
      SecretSource address = SecretSource.literal(farEnd.address() + "/");
      channel(address, new RotatedSecret("old-key", "new-key"))
          .send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void followsNoRedirect(int status) throws Exception {
    DeliveryException e = failure(new Answer(status, "").with("Location", "/elsewhere"));

    assertThat(e.isRetryable()).isFalse();
    assertThat(e).hasMessage("HTTP " + status);
  }

  @Test
  void readsNoEndlessAnswer() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(new Answer(200, "x".repeat(5_000_000)))) {
      channel(farEnd.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).hasSize(1);
    }
  }

  @Test
  void requiresTlsForOtherHosts() {
    SecretSource address = SecretSource.literal("http://hooks.example/" + KEY);
    DeliveryException e =
        failure(
            channel(address, SecretSource.literal(KEY)),
            ExampleAlerts.signIn(),
            Deadline.in(TIMEOUT));

    assertThat(e.isRetryable()).isFalse();
    assertThat(e).hasMessage("address: must be an https address with a host but is none");
  }

  @Test
  void sendsHeadersOfTheConfigurationAndRefreshesTheirSecrets() throws Exception {
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(
            request ->
                "Splunk new".equals(request.headers().getFirst("Authorization"))
                    ? yes()
                    : new Answer(403, "{\"text\":\"Invalid token\"}"))) {
      channel(
              farEnd.address(),
              Map.of("X-Splunk-Request-Channel", "rootmon"),
              Map.of("Authorization", new RotatedSecret("old", "new")),
              new Body.Template("webhook/splunk-hec.json.ftl"))
          .send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).hasSize(2);
      Request request = farEnd.requests().get(1);
      assertThat(request.headers().getFirst("X-Splunk-Request-Channel")).isEqualTo("rootmon");
      assertThat(request.headers().getFirst("Content-Type"))
          .isEqualTo("application/json; charset=UTF-8");
      assertThat(request.headers()).doesNotContainKey("Rootmon-signature");
      JsonObject event = JsonParser.parseString(request.body()).getAsJsonObject();
      assertThat(event.get("time").getAsString()).isEqualTo("1772334764");
      assertThat(event.getAsJsonObject("event").get("severity").getAsString())
          .isEqualTo("CRITICAL");
    }
  }

  @Test
  void sendsADetectionFindingOfOcsf() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address(), Map.of(), Map.of(), new Body.Ocsf())
          .send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(JsonParser.parseString(farEnd.requests().get(0).body()))
          .isEqualTo(JsonParser.parseString(OcsfJson.of(ExampleAlerts.signIn())));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bad Header", "X:Y", "Host", "content-length", "Rootmon-Signature"})
  void rejectsAHeaderThatItCannotSend(String header) {
    assertThatThrownBy(
            () ->
                channel(
                    URI.create("http://127.0.0.1:1"),
                    Map.of(header, "x"),
                    Map.of(),
                    new Body.CloudEvents()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("headers: must be the name of a header");
  }

  @Test
  void rejectsAHeaderWithALineBreak() {
    assertThatThrownBy(
            () ->
                channel(
                    URI.create("http://127.0.0.1:1"),
                    Map.of("X-Team", "a\r\nX-Other: b"),
                    Map.of(),
                    new Body.CloudEvents()))
        .hasMessage("headers.X-Team: must be printable ASCII without a line break");
  }

  private static Channel channel(
      URI farEnd, Map<String, String> headers, Map<String, SecretSource> secretHeaders, Body body) {
    return new WebhookChannel(
        new WebhookSettings(
            "webhook",
            SecretSource.literal(farEnd + "/services/collector/event"),
            Optional.empty(),
            headers,
            secretHeaders,
            Map.of("Authorization", "Splunk"),
            body),
        CLOCK);
  }

  /** As a receiver does it. */
  private static boolean isSigned(Request request, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signed = request.headers().getFirst("Rootmon-Timestamp") + "." + request.body();
      byte[] expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      String signature = request.headers().getFirst("Rootmon-Signature");
      return MessageDigest.isEqual(
          expected, HexFormat.of().parseHex(signature.substring("v1=".length())));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
