package io.rootmon.channel.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContract;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.ExampleIncidents;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.internal.message.MessageJson;
import io.rootmon.judge.Severity;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Machine;

class EventBridgeChannelTest extends ChannelContract {
  private static final String BUS = "arn:aws:events:eu-west-1:111122223333:event-bus/security";

  @Override
  protected Channel channel(URI farEnd) {
    return new EventBridgeChannel(
        new EventBridgeSettings("eventbridge", BUS, EventBridgeSettings.SOURCE),
        FakeAwsServer.at(farEnd),
        ProxySettings.DIRECT);
  }

  @Override
  protected String secret() {
    return FakeAwsServer.SECRET_KEY;
  }

  @Override
  protected Answer yes() {
    return entries("{\"EventId\": \"1\"}");
  }

  private static Answer entries(String... entries) {
    return new Answer(
        200, "{\"FailedEntryCount\": 0, \"Entries\": [" + String.join(", ", entries) + "]}");
  }

  @Override
  protected Answer no(int status) {
    return new Answer(
        status, "{\"__type\": \"SomethingOrOther\", \"message\": \"what went wrong\"}");
  }

  @Override
  protected List<String> texts(Request request) {
    assertThat(request.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000_000);
    List<String> texts = new ArrayList<>();
    int size = 0;
    for (JsonElement entry : sent(request)) {
      JsonObject event = entry.getAsJsonObject();
      String detail = event.get("Detail").getAsString();
      assertThat(JsonParser.parseString(detail).isJsonObject()).isTrue();
      size += detail.getBytes(StandardCharsets.UTF_8).length + 500;
      texts.add(detail);
    }
    assertThat(size).isLessThan(256 * 1_024);
    return texts;
  }

  private static JsonArray sent(Request request) {
    return JsonParser.parseString(request.body()).getAsJsonObject().getAsJsonArray("Entries");
  }

  @Test
  void putsTheDocumentOfTheFinding() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      assertThat(
              channel(farEnd.address())
                  .send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT))
                  .reference())
          .isEqualTo("event 1");

      Request request = farEnd.requests().get(0);
      assertThat(request.headers().getFirst("X-Amz-Target")).isEqualTo("AWSEvents.PutEvents");
      assertThat(request.headers().getFirst("Authorization"))
          .startsWith("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/")
          .contains("/eu-west-1/events/aws4_request");
      JsonObject event = sent(request).get(0).getAsJsonObject();
      assertThat(event.get("EventBusName").getAsString()).isEqualTo(BUS);
      assertThat(event.get("Source").getAsString()).isEqualTo("rootmon");
      assertThat(event.get("DetailType").getAsString()).isEqualTo("Root Finding");
      assertThat(event.getAsJsonArray("Resources").get(0).getAsString())
          .isEqualTo("arn:aws:iam::111122223333:root");
      assertThat(JsonParser.parseString(event.get("Detail").getAsString()))
          .isEqualTo(JsonParser.parseString(MessageJson.of(ExampleAlerts.signIn())));
    }
  }

  @Test
  void putsTheStateOfTheIncidentThroughItsLife() throws Exception {
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(
            request ->
                sent(request).size() == 2
                    ? entries("{\"EventId\": \"1\"}", "{\"EventId\": \"2\"}")
                    : yes())) {
      Channel channel = channel(farEnd.address());
      channel.send(ExampleIncidents.alert(1, Severity.HIGH, Severity.HIGH), Deadline.in(TIMEOUT));
      channel
          .acknowledgement()
          .orElseThrow()
          .send(ExampleIncidents.acknowledged(), Deadline.in(TIMEOUT));
      channel.send(ExampleIncidents.closed(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests())
          .extracting(EventBridgeChannelTest::state)
          .containsExactly("OPEN", "ACKNOWLEDGED", "CLOSED");
      assertThat(
              sent(farEnd.requests().get(2))
                  .get(0)
                  .getAsJsonObject()
                  .get("DetailType")
                  .getAsString())
          .isEqualTo("Root Report");
    }
  }

  private static String state(Request request) {
    JsonArray entries = sent(request);
    JsonObject last = entries.get(entries.size() - 1).getAsJsonObject();
    assertThat(last.get("DetailType").getAsString()).isEqualTo("Root Incident");
    JsonObject incident =
        JsonParser.parseString(last.get("Detail").getAsString()).getAsJsonObject();
    assertThat(incident.get("id").getAsString()).isEqualTo(ExampleIncidents.ID);
    return incident.get("state").getAsString();
  }

  @Test
  void sendsOnlyTheEntriesAgainThatWereNotAccepted() throws Exception {
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(
            request ->
                sent(request).size() == 2
                    ? entries(
                        "{\"EventId\": \"1\"}",
                        "{\"ErrorCode\": \"ThrottlingException\", \"ErrorMessage\": \"later\"}")
                    : yes())) {
      Channel channel = channel(farEnd.address());
      var alert = ExampleIncidents.alert(1, Severity.HIGH, Severity.HIGH);

      DeliveryException e = failure(channel, alert, Deadline.in(TIMEOUT));
      channel.send(alert, Deadline.in(TIMEOUT));

      assertThat(e.isRetryable()).isTrue();
      assertThat(e).hasMessageContaining("Root Incident: ThrottlingException");
      assertThat(sent(farEnd.requests().get(1))).hasSize(1);
      assertThat(state(farEnd.requests().get(1))).isEqualTo("OPEN");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, AccessDeniedException, allow events:PutEvents",
    "400, ResourceNotFoundException, check the bus's ARN",
  })
  void namesTheRemedy(int status, String code, String remedy) throws Exception {
    DeliveryException e =
        failure(
            new Answer(
                status,
                "{\"__type\": \"com.amazon.coral.service#" + code + "\", \"message\": \"no\"}"));

    assertThat(e.isRetryable()).isFalse();
    assertThat(e)
        .hasMessageStartingWith("put events on " + BUS + ": " + code + " (" + status + "): no")
        .hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws.iam", "aws.", "", "a b"})
  void rejectsASourceOfAws(String source) {
    assertThatThrownBy(() -> new EventBridgeSettings("eventbridge", BUS, source))
        .hasMessageStartingWith("source: must be a string that does not begin with aws.");
  }

  /** A rule of rootmon that matched one of its own events would loop. */
  @Test
  void noPatternOfRootmonMatchesItsEvents() throws Exception {
    Machine machine = Machine.builder().build();
    int patterns = 0;
    for (String pattern : patterns()) {
      machine.addRule("rule" + patterns++, pattern);
    }
    assertThat(patterns).isGreaterThan(2);
    for (String type :
        List.of(EventEntry.FINDING, EventEntry.INCIDENT, EventEntry.REPORT, EventEntry.NOTICE)) {
      String event =
          """
          {"source": "rootmon", "detail-type": "%s", "account": "111122223333",
           "resources": ["arn:aws:iam::111122223333:root"], "detail": %s}
          """
              .formatted(type, MessageJson.of(ExampleAlerts.signIn()));
      assertThat(machine.rulesForJSONEvent(event)).as(type).isEmpty();
    }
  }

  private static List<String> patterns() throws Exception {
    List<String> patterns = new ArrayList<>();
    for (String file : List.of("../iac/spoke.yaml", "../iac/spoke/spoke.yaml")) {
      if (Files.exists(Path.of(file))) {
        collect(Files.readString(Path.of(file)), patterns);
      }
    }
    return patterns;
  }

  private static void collect(String template, List<String> patterns) {
    Matcher source = Pattern.compile("\"?source\"?:\\s*(\\[[^\\]]*\\])").matcher(template);
    while (source.find()) {
      patterns.add("{\"source\": " + source.group(1).replace("'", "\"") + "}");
    }
  }
}
