package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.internal.channel.slack.SlackInteractionParser;
import io.rootmon.internal.channel.slack.SlackSignature;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.render.Templates;
import io.rootmon.route.Routes;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function's URL, from Lambda's JSON to the answer and to what is kept. */
@Timeout(60)
class SlackInteractionHandlerTest {
  private static final String ACCOUNT = "111122223333";
  private static final String OK = "{\"statusCode\":200,\"body\":\"\"}";
  private final Instant now = Instant.now();

  private final RecordingChannel chat = new RecordingChannel("chat");
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final MemoryStore store = new MemoryStore(InstantSource.system());
  private final RootMonitor monitor =
      RootMonitor.builder()
          .routes(Routes.toAll(Set.of("chat")))
          .store(store)
          .channels(List.of(chat))
          .build();
  private final Handler handler = handler(SecretSource.literal(FunctionUrlExamples.SECRET));

  @BeforeEach
  void anIncidentIsOpen() throws Exception {
    var event = new CloudTrailReader().events(ExampleEvents.signIn("e1")).get(0);
    var unused =
        monitor.process(monitor.judge(event).orElseThrow(), Deadline.in(Duration.ofSeconds(20)));
    assertThat(chat.alerts()).hasSize(1);
  }

  @Test
  void storesAResponseOnceAndLogsALine() throws Exception {
    String pressed = clicked("acknowledged");

    assertThat(send(pressed)).isEqualTo(OK);
    assertThat(send(pressed)).isEqualTo(OK); // a double click, or a copy within five minutes
    assertThat(send(clicked("expected"))).isEqualTo(OK);

    assertThat(responses().stream().map(it -> it.who() + " " + it.action()))
        .containsExactly("ana (U012AB3CD) ACKNOWLEDGED", "ana (U012AB3CD) EXPECTED");
    assertThat(lines().get(0))
        .contains("\"message\":\"response recorded\"", "\"who\":\"ana (U012AB3CD)\"")
        .contains("\"incident\":\"" + incident() + "\"", "\"action\":\"ACKNOWLEDGED\"");
    assertThat(lines()).anyMatch(it -> it.contains("\"Responses\":1"));
    assertThat(chat.alerts()).hasSize(1);
  }

  @Test
  void rejectsForeignRequestsWithoutQuotingThem() throws Exception {
    byte[] body =
        FunctionUrlExamples.form(FunctionUrlExamples.payload(ACCOUNT, incident(), "acknowledged"));
    Map<String, String> forged = SlackSignature.headers(body, new Secret("forged-secret"), now);

    assertThat(send(FunctionUrlExamples.request("POST", forged, body)))
        .isEqualTo("{\"statusCode\":401,\"body\":\"\"}");
    assertThat(
            send(
                FunctionUrlExamples.clicked(
                    ACCOUNT, incident(), "expected", now.minusSeconds(301))))
        .isEqualTo("{\"statusCode\":401,\"body\":\"\"}");

    assertThat(responses()).isEmpty();
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("\"level\":\"WARN\"", "the signature is not Slack's")
        .doesNotContain(FunctionUrlExamples.SECRET, "forged", "ana", incident());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", ""})
  void acceptsPostOnly(String method) throws Exception {
    assertThat(send(FunctionUrlExamples.request(method, Map.of(), new byte[0])))
        .isEqualTo("{\"statusCode\":405,\"body\":\"\"}");
  }

  @Test
  void anotherPathAndAFunctionWithoutButtonsHaveNothingThere() throws Exception {
    String nothing = "{\"statusCode\":404,\"body\":\"\"}";

    assertThat(send(clicked("expected").replace("\"rawPath\":\"/\"", "\"rawPath\":\"/x\"")))
        .isEqualTo(nothing);
    assertThat(send(handler(Optional.empty()), clicked("expected"))).isEqualTo(nothing);
    assertThat(responses()).isEmpty();
  }

  @Test
  void aBodyThatIsTooLongOrBrokenIsRefused() throws Exception {
    byte[] much = new byte[SlackInteractionParser.MAX_LENGTH + 1];
    assertThat(send(FunctionUrlExamples.request("POST", Map.of(), much)))
        .isEqualTo("{\"statusCode\":413,\"body\":\"\"}");

    String broken = clicked("expected").replaceFirst("\"body\":\"", "\"body\":\"%");
    assertThat(send(broken)).isEqualTo("{\"statusCode\":401,\"body\":\"\"}");
  }

  @Test
  void aBodyThatIsNotInBase64IsReadToo() throws Exception {
    byte[] body =
        FunctionUrlExamples.form(FunctionUrlExamples.payload(ACCOUNT, incident(), "investigating"));
    Map<String, String> headers =
        SlackSignature.headers(body, new Secret(FunctionUrlExamples.SECRET), now);
    String plain =
        FunctionUrlExamples.request("POST", headers, new byte[0])
            .replace(
                "\"body\":\"\"", "\"body\":\"" + new String(body, StandardCharsets.UTF_8) + "\"")
            .replace("\"isBase64Encoded\":true", "\"isBase64Encoded\":false");

    assertThat(send(plain)).isEqualTo(OK);
    assertThat(responses()).hasSize(1);
  }

  @Test
  void doesNotFindAnUnknownIncident() throws Exception {
    assertThat(send(FunctionUrlExamples.clicked(ACCOUNT, "another", "expected", now)))
        .isEqualTo("{\"statusCode\":404,\"body\":\"\"}");
  }

  /** The body cannot set this field: Lambda does. */
  @Test
  void aRequestIsNeverAnEvent() throws Exception {
    byte[] event =
        ExampleEvents.batch("m1", ExampleEvents.signIn("e2")).getBytes(StandardCharsets.UTF_8);

    assertThat(send(FunctionUrlExamples.request("POST", Map.of(), event))).contains("401");
    assertThat(chat.alerts()).hasSize(1);
    assertThat(send("{\"requestContext\":{},\"Records\":[{\"eventSource\":\"aws:sqs\"}]}"))
        .startsWith("{\"statusCode\":404");
  }

  @Test
  void aBatchIsNeverARequest() throws Exception {
    String request = clicked("acknowledged");

    assertThat(send(ExampleEvents.batch("m1", request)))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
    assertThat(responses()).isEmpty();
  }

  @Test
  void anUnreadableSecretIsAnErrorAndNotAForgery() throws Exception {
    Handler without = handler(SecretSource.environment("ROOTMON_NO_SUCH_VARIABLE"));

    assertThat(send(without, clicked("expected"))).isEqualTo("{\"statusCode\":503,\"body\":\"\"}");
    assertThat(lines().get(0)).contains("\"level\":\"ERROR\"", "ROOTMON_NO_SUCH_VARIABLE");
  }

  @Test
  void aHangingEndpointEndsWithinSlacksTimeout() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    SecretSource deaf =
        new SecretSource() {
          @Override
          public Secret current() throws IOException {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new IOException("late");
          }

          @Override
          public Secret refresh() throws IOException {
            return current();
          }
        };
    long begin = System.nanoTime();

    assertThat(send(handler(deaf), clicked("expected")))
        .isEqualTo("{\"statusCode\":503,\"body\":\"\"}");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    never.countDown();
  }

  private String clicked(String action) {
    return FunctionUrlExamples.clicked(ACCOUNT, incident(), action, now);
  }

  private String incident() {
    return chat.alerts().get(0).incident().orElseThrow().incident();
  }

  private List<Response> responses() {
    return store.history(ACCOUNT).incident().orElseThrow().handling().responses();
  }

  private List<String> lines() {
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private Handler handler(SecretSource secret) {
    return handler(Optional.of(new SlackInteractionParser(secret, InstantSource.system())));
  }

  private Handler handler(Optional<SlackInteractionParser> requests) {
    FunctionContext context =
        FunctionContext.of(monitor, requests, PrimerFixtures.of(Templates.builtIn(), Set.of()));
    PrintStream out = new PrintStream(log, false, StandardCharsets.UTF_8);
    return new Handler(context, new InvocationLogger(out, Map.of()));
  }

  private String send(String input) throws IOException {
    return send(handler, input);
  }

  private static String send(Handler handler, String input) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Invocation invocation = new Invocation("request-1", Deadline.in(Duration.ofSeconds(20)));
    handler.handle(input.getBytes(StandardCharsets.UTF_8), out, invocation);
    return out.toString(StandardCharsets.UTF_8);
  }
}
