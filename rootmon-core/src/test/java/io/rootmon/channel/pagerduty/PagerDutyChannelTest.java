package io.rootmon.channel.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContract;
import io.rootmon.channel.ExampleIncidents;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.RotatedSecret;
import io.rootmon.judge.Severity;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagerDutyChannelTest extends ChannelContract {
  private static final String KEY = "not-an-integration-key";

  @Override
  protected Channel channel(URI farEnd) {
    return channel(farEnd, SecretSource.literal(KEY));
  }

  private static Channel channel(URI farEnd, SecretSource key) {
    return new PagerDutyChannel(
        new PagerDutySettings("pagerduty", key, farEnd.resolve("/v2/enqueue")));
  }

  @Override
  protected String secret() {
    return KEY;
  }

  @Override
  protected Answer yes() {
    return new Answer(
        202, "{\"status\": \"success\", \"message\": \"Event processed\", \"dedup_key\": \"k\"}");
  }

  @Override
  protected Answer no(int status) {
    return new Answer(status, "{\"status\": \"invalid event\", \"errors\": [\"" + KEY + "\"]}");
  }

  @Override
  protected List<String> texts(Request request) {
    assertThat(request.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(512_000);
    JsonObject event = event(request);
    assertThat(event.get("dedup_key").getAsString()).hasSizeBetween(1, 255);
    JsonObject payload = event.getAsJsonObject("payload");
    String summary = payload.get("summary").getAsString();
    assertThat(summary.codePointCount(0, summary.length())).isLessThanOrEqualTo(1_024);
    List<String> texts = new ArrayList<>(List.of(summary, payload.get("source").getAsString()));
    for (JsonElement detail : payload.getAsJsonObject("custom_details").asMap().values()) {
      texts.add(detail.getAsString());
    }
    return texts;
  }

  private static JsonObject event(Request request) {
    return JsonParser.parseString(request.body()).getAsJsonObject();
  }

  @Test
  void triggersAnAlert() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      JsonObject event = event(farEnd.requests().get(0));
      assertThat(farEnd.requests().get(0).target()).hasPath("/v2/enqueue");
      JsonArray links = event.remove("links").getAsJsonArray();
      assertThat(links.get(2).getAsJsonObject().get("href").getAsString())
          .isEqualTo("https://attack.mitre.org/techniques/T1078/004/");
      JsonObject details =
          event.getAsJsonObject("payload").remove("custom_details").getAsJsonObject();
      assertThat(details.keySet())
          .contains("What to do", "Account", "Who", "From", "MFA", "Why CRITICAL");
      assertThat(details.get("MFA").getAsString()).isEqualTo("without MFA");
      assertThat(details.get("What to do").getAsString()).startsWith("1. Ask the owner");
      assertThat(event)
          .isEqualTo(
              JsonParser.parseString(
                  """
                  {"routing_key": "not-an-integration-key", "event_action": "trigger",
                   "dedup_key": "111122223333#2026-03-01T03:12:44Z#12#ConsoleLogin#5f0c3a52-7e1b-4a55-9d5e-2f6f0f3f7b10", "client": "rootmon",
                   "payload": {
                     "summary": "CRITICAL: Root signed in to payments-prod (111122223333) without \
                  MFA from 203.0.113.7",
                     "source": "payments-prod (111122223333)", "severity": "critical",
                     "timestamp": "2026-03-01T03:12:44Z", "component": "signin",
                     "group": "payments-prod (111122223333)", "class": "root.console.no-mfa"}}
                  """));
    }
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL,critical", "HIGH,error", "MEDIUM,warning", "LOW,info", "INFO,info"})
  void namesSeveritiesAsPagerDutyDoes(Severity severity, String name) throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address())
          .send(ExampleAlerts.with(severity, "Root read something"), Deadline.in(TIMEOUT));

      assertThat(
              event(farEnd.requests().get(0))
                  .getAsJsonObject("payload")
                  .get("severity")
                  .getAsString())
          .isEqualTo(name);
    }
  }

  @Test
  void distinguishesLongIdsByTheirEnds() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      Channel channel = channel(farEnd.address());
      for (String id : List.of("x".repeat(300) + "1", "x".repeat(300) + "2", "")) {
        channel.send(named(id), Deadline.in(TIMEOUT));
      }

      assertThat(farEnd.requests())
          .extracting(it -> event(it).get("dedup_key").getAsString())
          .doesNotHaveDuplicates()
          .allSatisfy(it -> assertThat(it).hasSizeBetween(1, 255));
    }
  }

  @Test
  void triggersAcknowledgesAndResolvesOneIncident() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      Channel channel = channel(farEnd.address());
      channel.send(ExampleIncidents.alert(1, Severity.HIGH, Severity.HIGH), Deadline.in(TIMEOUT));
      channel.send(
          ExampleIncidents.alert(2, Severity.CRITICAL, Severity.CRITICAL), Deadline.in(TIMEOUT));
      channel
          .acknowledgement()
          .orElseThrow()
          .send(ExampleIncidents.acknowledged(), Deadline.in(TIMEOUT));
      channel.send(ExampleIncidents.closed(), Deadline.in(TIMEOUT));

      List<JsonObject> events = farEnd.requests().stream().map(it -> event(it)).toList();
      assertThat(events)
          .extracting(it -> it.get("event_action").getAsString())
          .containsExactly("trigger", "trigger", "acknowledge", "resolve");
      assertThat(events)
          .extracting(it -> it.get("dedup_key").getAsString())
          .containsOnly(ExampleIncidents.ID);
      assertThat(events)
          .extracting(it -> it.has("payload"))
          .containsExactly(true, true, false, false);
    }
  }

  @Test
  void sendsNoReportOnAnOpenIncident() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      Receipt receipt =
          channel(farEnd.address()).send(ExampleIncidents.acknowledged(), Deadline.in(TIMEOUT));

      assertThat(receipt.toString()).contains("not sent");
      assertThat(farEnd.requests()).isEmpty();
    }
  }

  private static Alert named(String id) {
    Alert alert = ExampleAlerts.unreadable();
    return new Alert(
        id,
        alert.time(),
        alert.severity(),
        alert.headline(),
        alert.account(),
        alert.finding(),
        alert.facts(),
        alert.reasons(),
        alert.advice(),
        alert.links(),
        alert.keyFields(),
        alert.notes());
  }

  @Test
  void readsARotatedKeyAgain() throws Exception {
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(
            request ->
                event(request).get("routing_key").getAsString().equals("new")
                    ? yes()
                    : new Answer(400, "{\"errors\": [\"Invalid routing key\"]}"))) {
      channel(farEnd.address(), new RotatedSecret("old", "new"))
          .send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).hasSize(2);
    }
  }

  @Test
  void printsTheRemedy() throws Exception {
    assertThat(failure(no(400)))
        .hasMessage("PagerDuty: HTTP 400; check the integration key and the service region");
  }
}
