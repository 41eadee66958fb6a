package io.rootmon.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContract;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.channel.Mentions;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.judge.Severity;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.Templates;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TeamsChannelTest extends ChannelContract {
  private static final String SIGNATURE = "not-a-signature";

  /** https://adaptivecards.io/explorer/ of version 1.4. */
  private static final Set<String> TYPES = Set.of("ActionSet", "Container", "FactSet", "TextBlock");

  @Override
  protected Channel channel(URI farEnd) {
    return channel(farEnd, Mentions.NONE);
  }

  private static Channel channel(URI farEnd, Mentions mentions) {
    SecretSource webhook =
        SecretSource.literal(farEnd + "/workflows/1/triggers/manual/paths/invoke?sig=" + SIGNATURE);
    return new TeamsChannel(
        new TeamsSettings("teams", webhook, mentions), Templates.builtIn(), ProxySettings.DIRECT);
  }

  @Override
  protected String secret() {
    return SIGNATURE;
  }

  @Override
  protected Answer yes() {
    return new Answer(202, "");
  }

  @Override
  protected Answer no(int status) {
    return new Answer(status, "{\"error\": {\"message\": \"sig=" + SIGNATURE + "\"}}");
  }

  @Override
  protected List<String> texts(Request request) {
    assertThat(request.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(28_000);
    List<String> texts = new ArrayList<>();
    collect(card(request).get("body"), texts);
    return texts;
  }

  private static void collect(JsonElement element, List<String> texts) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(it -> collect(it, texts));
    } else if (element.isJsonObject()) {
      element.getAsJsonObject().asMap().values().forEach(it -> collect(it, texts));
    } else if (element.getAsJsonPrimitive().isString()) {
      texts.add(element.getAsString());
    }
  }

  private static JsonObject card(Request request) {
    JsonObject message = JsonParser.parseString(request.body()).getAsJsonObject();
    assertThat(message.get("type").getAsString()).isEqualTo("message");
    JsonObject attachment = message.getAsJsonArray("attachments").get(0).getAsJsonObject();
    assertThat(attachment.get("contentType").getAsString())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    JsonObject card = attachment.getAsJsonObject("content");
    assertThat(card.get("type").getAsString()).isEqualTo("AdaptiveCard");
    return card;
  }

  @Test
  void sendsACardWithTitleFactsStepsAndActions() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      Request request = farEnd.requests().get(0);
      JsonObject card = card(request);
      Set<String> types = new TreeSet<>();
      card.getAsJsonArray("body")
          .forEach(it -> types.add(it.getAsJsonObject().get("type").getAsString()));
      assertThat(types).isEqualTo(TYPES);
      assertThat(texts(request))
          .contains(
              "CRITICAL in payments-prod",
              "Root signed in to payments-prod (111122223333) without MFA from 203.0.113.7",
              "What to do now",
              "MFA",
              "without MFA")
          .anyMatch(it -> it.startsWith("1. Ask the owner, "));
      JsonArray actions =
          card.getAsJsonArray("body").asList().stream()
              .map(JsonElement::getAsJsonObject)
              .filter(it -> it.get("type").getAsString().equals("ActionSet"))
              .map(it -> it.getAsJsonArray("actions"))
              .findFirst()
              .orElseThrow();
      assertThat(actions).hasSize(3);
      assertThat(actions.get(0).getAsJsonObject().get("type").getAsString())
          .isEqualTo("Action.OpenUrl");
      assertThat(actions.get(0).getAsJsonObject().get("url").getAsString())
          .startsWith("https://us-east-1.console.aws.amazon.com/cloudtrailv2/");
      assertThat(card.getAsJsonObject("msteams").get("width").getAsString()).isEqualTo("Full");
    }
  }

  @Test
  void mentionsTheUsersOfTheSeverity() throws Exception {
    Mentions mentions = new Mentions(Map.of(Severity.CRITICAL, List.of("ana@example.com")));
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address(), mentions).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));
      channel(farEnd.address(), mentions)
          .send(ExampleAlerts.with(Severity.HIGH, "Root read something"), Deadline.in(TIMEOUT));

      JsonObject card = card(farEnd.requests().get(0));
      assertThat(card.getAsJsonArray("body").get(0).getAsJsonObject().get("text").getAsString())
          .isEqualTo("<at>ana@example.com</at>");
      JsonObject entity =
          card.getAsJsonObject("msteams").getAsJsonArray("entities").get(0).getAsJsonObject();
      assertThat(entity.get("text").getAsString()).isEqualTo("<at>ana@example.com</at>");
      assertThat(entity.getAsJsonObject("mentioned").get("id").getAsString())
          .isEqualTo("ana@example.com");
      assertThat(farEnd.requests().get(1).body()).doesNotContain("<at>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<at>x</at>", "security team", "@here"})
  void rejectsAMentionThatIsNoUser(String name) {
    String document =
        """
        {"channels": {"chat": {"type": "teams", "webhook": {"env": "W"},
                               "mentions": {"CRITICAL": ["%s"]}}}}
        """;

    assertThatThrownBy(() -> ConfigurationDocument.parse("rootmon.json", document.formatted(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "rootmon.json: channels.chat.mentions.CRITICAL[0]: must be a user principal name");
  }

  @ParameterizedTest
  @CsvSource({
    "400, check that the workflow is turned on",
    "401, copy the webhook's address again",
    "404, recreate it",
    "413, shorten the template"
  })
  void namesTheRemedy(int status, String remedy) throws Exception {
    assertThat(failure(no(status)))
        .hasMessageStartingWith("Teams: HTTP " + status + "; ")
        .hasMessageContaining(remedy);
  }

  @Test
  void isRetryableWhenTheWebhookReportsAFailureWithStatus200() throws Exception {
    DeliveryException e =
        failure(
            new Answer(
                200,
                "Webhook message delivery failed with error: Microsoft Teams endpoint returned"
                    + " HTTP error 429"));

    assertThat(e.isRetryable()).isTrue();
  }
}
