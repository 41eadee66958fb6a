package io.rootmon.channel.jsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContract;
import io.rootmon.channel.ExampleIncidents;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.channel.RotatedSecret;
import io.rootmon.judge.Severity;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsmChannelTest extends ChannelContract {
  private static final String KEY = "not-an-api-key";

  @Override
  protected Channel channel(URI farEnd) {
    return channel(farEnd, SecretSource.literal(KEY));
  }

  private static Channel channel(URI farEnd, SecretSource key) {
    return new JsmChannel(
        new JsmSettings("jsm", key, farEnd.resolve("/jsm/ops/integration/v2/")),
        ProxySettings.DIRECT);
  }

  @Override
  protected String secret() {
    return KEY;
  }

  @Override
  protected Answer yes() {
    return new Answer(202, "{\"result\": \"Request will be processed\", \"requestId\": \"1\"}");
  }

  @Override
  protected Answer no(int status) {
    return new Answer(status, "{\"message\": \"Key " + KEY + " is invalid\"}");
  }

  @Override
  protected List<String> texts(Request request) {
    JsonObject alert = JsonParser.parseString(request.body()).getAsJsonObject();
    assertThat(alert.get("message").getAsString()).hasSizeBetween(1, 130);
    assertThat(alert.get("alias").getAsString()).hasSizeBetween(1, 512);
    assertThat(alert.get("description").getAsString()).hasSizeBetween(1, 15_000);
    assertThat(alert.get("entity").getAsString()).hasSizeBetween(1, 512);
    int length = 0;
    List<String> texts = new ArrayList<>();
    for (var detail : alert.getAsJsonObject("details").entrySet()) {
      length += detail.getKey().length() + detail.getValue().getAsString().length();
      texts.add(detail.getValue().getAsString());
    }
    assertThat(length).isLessThanOrEqualTo(8_000);
    for (JsonElement tag : alert.getAsJsonArray("tags")) {
      assertThat(tag.getAsString()).hasSizeBetween(1, 50);
    }
    texts.add(alert.get("message").getAsString());
    texts.add(alert.get("description").getAsString());
    return texts;
  }

  @Test
  void createsAnAlert() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      Request request = farEnd.requests().get(0);
      assertThat(request.target()).hasPath("/jsm/ops/integration/v2/alerts");
      assertThat(request.headers().getFirst("Authorization")).isEqualTo("GenieKey " + KEY);
      JsonObject alert = JsonParser.parseString(request.body()).getAsJsonObject();
      assertThat(alert.get("priority").getAsString()).isEqualTo("P1");
      assertThat(alert.get("description").getAsString())
          .contains("What to do now\n- Ask the owner");
    }
  }

  @Test
  void addsANoteToTheAlertOfTheIncident() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address())
          .send(ExampleIncidents.alert(2, Severity.HIGH, Severity.CRITICAL), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).hasSize(2);
      assertThat(
              JsonParser.parseString(farEnd.requests().get(0).body())
                  .getAsJsonObject()
                  .get("alias")
                  .getAsString())
          .isEqualTo(ExampleIncidents.ID);
      assertThat(farEnd.requests().get(1).target())
          .hasToString(
              "/jsm/ops/integration/v2/alerts/"
                  + ExampleIncidents.ID
                  + "/notes?identifierType=alias");
    }
  }

  @Test
  void acknowledgesAndClosesTheAlertOfTheIncident() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      Channel channel = channel(farEnd.address());
      channel
          .acknowledgement()
          .orElseThrow()
          .send(ExampleIncidents.acknowledged(), Deadline.in(TIMEOUT));
      channel.send(ExampleIncidents.closed(), Deadline.in(TIMEOUT));

      String alert = "/jsm/ops/integration/v2/alerts/" + ExampleIncidents.ID;
      assertThat(farEnd.requests())
          .extracting(it -> it.target().toString())
          .containsExactly(
              alert + "/acknowledge?identifierType=alias", alert + "/close?identifierType=alias");
      assertThat(farEnd.requests().get(0).body()).contains("ana");
    }
  }

  @Test
  void readsARotatedKeyAgain() throws Exception {
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(
            it ->
                it.headers().getFirst("Authorization").endsWith(" new")
                    ? yes()
                    : new Answer(403, "{}"))) {
      channel(farEnd.address(), new RotatedSecret("old", "new"))
          .send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, check the API key",
    "404, check the API's address",
    "422, and that it is turned on"
  })
  void namesTheRemedy(int status, String remedy) throws Exception {
    assertThat(failure(no(status)))
        .hasMessageStartingWith("Jira Service Management: HTTP " + status + "; ")
        .hasMessageContaining(remedy);
  }

  @Test
  void rejectsAnAddressThatDoesNotEndInASlash() {
    assertThatThrownBy(
            () ->
                new JsmSettings(
                    "jsm", SecretSource.literal(KEY), URI.create("https://api.example.com/v2")))
        .hasMessage("api: must be an address that ends in a slash");
  }
}
