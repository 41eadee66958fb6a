package io.rootmon.channel.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rootmon.alert.Alert;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.AwsChannelContract;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnsChannelTest extends AwsChannelContract {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:root-alerts";

  @Override
  protected Channel channel(URI farEnd) {
    return new SnsChannel(
        new SnsSettings("sns", TOPIC), Templates.builtIn(), FakeAwsServer.at(farEnd));
  }

  @Override
  protected String secret() {
    return FakeAwsServer.SECRET_KEY;
  }

  @Override
  protected Answer yes() {
    return new Answer(
        200,
        """
        <PublishResponse><PublishResult><MessageId>567910cd-659e-55d4-8ccb-5aaf14679dc0</MessageId>
        </PublishResult></PublishResponse>
        """);
  }

  @Override
  protected Answer no(int status) {
    return FakeAwsServer.error(status, "SomethingOrOther", "what went wrong");
  }

  @Override
  protected List<String> texts(Request request) {
    Map<String, String> form = request.form();
    String subject = form.getOrDefault("Subject", "");
    String message = form.getOrDefault("Message", "");
    assertThat(subject).matches("[A-Za-z0-9][ -~]{0,98}");
    int bytes = 0;
    for (String value : form.values()) {
      bytes += value.getBytes(StandardCharsets.UTF_8).length;
    }
    assertThat(bytes).isLessThan(262_144);
    return List.of(message);
  }

  @Test
  void letsSubscribersFilter() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      Request request = farEnd.requests().get(0);
      assertThat(request.form()).containsEntry("TopicArn", TOPIC);
      assertThat(request.headers().getFirst("Authorization")).contains("/eu-west-1/sns/");
      assertThat(attributes(request))
          .containsExactly(
              "account=111122223333", "eventName=ConsoleLogin", "kind=DIRECT", "severity=CRITICAL");
    }
  }

  @Test
  void publishesACustomNotificationForAmazonQ() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      Channel chat =
          new SnsChannel(
              new SnsSettings("sns", TOPIC, true),
              Templates.builtIn(),
              FakeAwsServer.at(farEnd.address()));
      for (Alert alert :
          List.of(
              ExampleAlerts.signIn(),
              ExampleAlerts.unreadable(),
              ExampleAlerts.all(ExampleAlerts.HOSTILE.repeat(50), 60))) {
        chat.send(alert, Deadline.in(TIMEOUT));
      }

      for (Request request : farEnd.requests()) {
        JsonObject message =
            JsonParser.parseString(request.form().get("Message")).getAsJsonObject();
        assertThat(message.get("version").getAsString()).isEqualTo("1.0");
        assertThat(message.get("source").getAsString()).isEqualTo("custom");
        JsonObject content = message.getAsJsonObject("content");
        assertThat(content.get("title").getAsString()).hasSizeBetween(1, 250);
        assertThat(content.get("description").getAsString())
            .hasSizeBetween(1, 3_000)
            .doesNotContain("<!channel>", "<@");
        assertThat(content.getAsJsonArray("nextSteps")).hasSizeBetween(1, 10);
        assertThat(message.getAsJsonObject("metadata").get("threadId").getAsString()).isNotBlank();
      }
      JsonObject first =
          JsonParser.parseString(farEnd.requests().get(0).form().get("Message")).getAsJsonObject();
      assertThat(first.getAsJsonObject("metadata").get("threadId").getAsString())
          .isEqualTo("111122223333 2026-03-01");
      assertThat(first.getAsJsonObject("content").getAsJsonArray("nextSteps").get(0).getAsString())
          .startsWith("Ask the owner, ");
    }
  }

  @Test
  void setsNoEmptyAttribute() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address()).send(ExampleAlerts.unreadable(), Deadline.in(TIMEOUT));

      assertThat(attributes(farEnd.requests().get(0)))
          .containsExactly("account=unknown", "eventName=unknown", "kind=unknown", "severity=HIGH");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, NotFound, check the topic's ARN",
    "400, InvalidParameter, its region",
    "403, AuthorizationError, allow sns:Publish",
    "400, EndpointDisabled, enable the endpoint",
    "400, KMSAccessDenied, kms:GenerateDataKey*",
    "403, InvalidClientTokenId, check the credentials",
  })
  void printsTheRemedy(int status, String code, String remedy) throws Exception {
    DeliveryException e = failure(FakeAwsServer.error(status, code, "because"));

    assertThat(e.isRetryable()).isFalse();
    assertThat(e)
        .hasMessageStartingWith("publish to " + TOPIC + ": " + code + " (" + status + "): because")
        .hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Throttling", "ThrottledException", "KMSThrottling", "ExpiredToken"})
  void recognizesATransientRejection(String code) throws Exception {
    assertThat(failure(FakeAwsServer.error(400, code, "later")).isRetryable()).isTrue();
  }

  @Test
  void limitsTheQuotedResponse() throws Exception {
    DeliveryException e = failure(FakeAwsServer.error(400, "A\nB", "x\r\n".repeat(10_000)));

    assertThat(e.getMessage()).hasSizeLessThan(1_000).doesNotContain("\n", "\r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "root-alerts",
        "arn:aws:sqs:eu-west-1:111122223333:root-alerts",
        "arn:aws:sns:eu-west-1:111122223333:root-alerts.fifo",
        "arn:aws:sns:eu-west-1:1111:root-alerts"
      })
  void rejectsAnInvalidTopic(String topic) {
    assertThatThrownBy(() -> new SnsSettings("sns", topic))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topic: must be the ARN of a standard SNS topic but is '" + topic + "'");
  }

  private static List<String> attributes(Request request) {
    Map<String, String> form = request.form();
    return form.keySet().stream()
        .filter(it -> it.endsWith(".Name"))
        .map(it -> form.get(it) + "=" + form.get(it.replace(".Name", ".Value.StringValue")))
        .sorted()
        .toList();
  }
}
