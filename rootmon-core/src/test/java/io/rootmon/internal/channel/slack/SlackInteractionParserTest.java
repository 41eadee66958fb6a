package io.rootmon.internal.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.incident.IncidentTracking.Response.Action;
import io.rootmon.internal.channel.slack.SlackInteraction.ButtonClick;
import io.rootmon.internal.channel.slack.SlackInteraction.RejectedRequest;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretSource;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackInteractionParserTest {
  private static final Instant NOW = Instant.parse("2026-03-14T02:05:00Z");
  private static final Secret SECRET = new Secret("not-a-signing-secret");
  private static final String PAYLOAD =
      """
      {"type":"block_actions",
       "user":{"id":"U012AB3CD","username":"ana","name":"ana","team_id":"T061EG9R6"},
       "container":{"type":"message","message_ts":"1548261231.000200"},
       "channel":{"id":"C0123456789","name":"root-alerts"},
       "message":{"type":"message","blocks":[{"type":"rich_text","elements":[]}]},
       "response_url":"https://192.0.2.1/steal",
       "actions":[{"action_id":"rootmon-acknowledged","block_id":"rootmon-responses",
        "value":"111122223333/111122223333-2026-03-14-0f9a1c2e","type":"button",
        "action_ts":"1548426417.840180"}]}
      """;

  private final SlackInteractionParser requests = requests(SecretSource.literal(SECRET.value()));

  private static SlackInteractionParser requests(SecretSource secret) {
    return new SlackInteractionParser(secret, () -> NOW);
  }

  /** The example of https://docs.slack.dev/authentication/verifying-requests-from-slack. */
  @Test
  void signsAsSlackDoes() {
    String body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    assertThat(
            SlackSignature.sign(
                "1531420618", bytes(body), new Secret("8f742231b10e8888abcd99yyyzzz85a5")))
        .isEqualTo("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
  }

  @Test
  void readsTheUserAndTheResponse() throws Exception {
    assertThat(read(PAYLOAD))
        .isEqualTo(
            new ButtonClick(
                "111122223333",
                "111122223333-2026-03-14-0f9a1c2e",
                new Response(NOW, "ana (U012AB3CD)", Action.ACKNOWLEDGED, "Slack root-alerts")));
  }

  @Test
  void rendersAUserChosenNameAsPlainText() throws Exception {
    String evil =
        PAYLOAD.replace("\"username\":\"ana\"", "\"username\":\"a\\n<!channel> http://x\"");

    assertThat(((ButtonClick) read(evil)).response().who())
        .isEqualTo("a <!channel> http[:]//x (U012AB3CD)");
  }

  @Test
  void refusesAnotherSignature() throws Exception {
    byte[] body = form(PAYLOAD);
    Map<String, String> headers = headers(body, NOW);
    assertThat(requests(SecretSource.literal("another-secret")).read(headers, body))
        .isEqualTo(new RejectedRequest(401, "the signature is not Slack's"));

    byte[] changed = form(PAYLOAD.replace("U012AB3CD", "U012AB3CE"));
    assertThat(requests.read(headers, changed))
        .isEqualTo(new RejectedRequest(401, "the signature is not Slack's"));
  }

  @Test
  void rejectsAnUnsignedRequest() throws Exception {
    byte[] body = form(PAYLOAD);
    for (String header : new String[] {SlackSignature.TIMESTAMP, SlackSignature.SIGNATURE}) {
      Map<String, String> headers = headers(body, NOW);
      headers.remove(header);
      assertThat(requests.read(headers, body)).isEqualTo(new RejectedRequest(401, "not signed"));
    }
  }

  @Test
  void rejectsOldAndFutureSignatures() throws Exception {
    byte[] body = form(PAYLOAD);
    RejectedRequest refused =
        new RejectedRequest(401, "signed more than five minutes ago, or in the future");
    Duration fresh = Duration.ofMinutes(5);

    assertThat(requests.read(headers(body, NOW.minus(fresh)), body))
        .isInstanceOf(ButtonClick.class);
    assertThat(requests.read(headers(body, NOW.minus(fresh).minusSeconds(1)), body))
        .isEqualTo(refused);
    assertThat(requests.read(headers(body, NOW.plus(fresh).plusSeconds(1)), body))
        .isEqualTo(refused);
    Map<String, String> noTime = headers(body, NOW);
    noTime.put(SlackSignature.TIMESTAMP, "99999999999999999999");
    assertThat(requests.read(noTime, body)).isEqualTo(refused);
  }

  @Test
  void rejectsABodyThatIsNotAForm() throws Exception {
    byte[] body = form(PAYLOAD);
    Map<String, String> headers = headers(body, NOW);
    headers.put("content-type", "application/json");

    assertThat(requests.read(headers, body)).isEqualTo(new RejectedRequest(415, "not a form"));
  }

  /** Before it is signed for: the signature of much costs much. */
  @Test
  void rejectsATooLongRequest() throws Exception {
    byte[] body = new byte[SlackInteractionParser.MAX_LENGTH + 1];

    assertThat(requests.read(Map.of(), body))
        .isEqualTo(new RejectedRequest(413, "the body is too long"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "payload",
        "payload=%",
        "payload=%7B",
        "payload=7",
        "other=1",
        "payload=%7B%7D&payload=%7B%7D"
      })
  void rejectsASignedBodyWithoutAPayload(String form) throws Exception {
    byte[] body = bytes(form);

    assertThat(requests.read(headers(body, NOW), body))
        .isInstanceOfSatisfying(
            RejectedRequest.class, it -> assertThat(it.status()).isEqualTo(400));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"action_id\":\"rootmon-closed\"",
        "\"value\":\"111122223333\"",
        "\"value\":\"111122223333/../x\"",
        "\"id\":\"u<1>\"",
        "\"type\":\"view_submission\"",
        "\"actions\":7"
      })
  void rejectsAnUnknownButton(String field) throws Exception {
    String key = field.substring(0, field.indexOf(':') + 1);
    String payload =
        key.equals("\"actions\":")
            ? PAYLOAD.substring(0, PAYLOAD.indexOf(key)) + field + "}"
            : PAYLOAD.replaceFirst(key + "\"[^\"]*\"", field);

    assertThat(payload).isNotEqualTo(PAYLOAD);
    assertThat(read(payload))
        .isInstanceOfSatisfying(
            RejectedRequest.class, it -> assertThat(it.status()).isEqualTo(400));
  }

  @Test
  void readsARotatedSecretAgain() throws Exception {
    SecretSource rotated =
        new SecretSource() {
          @Override
          public Secret current() {
            return new Secret("the-old-one");
          }

          @Override
          public Secret refresh() {
            return SECRET;
          }
        };
    byte[] body = form(PAYLOAD);

    assertThat(requests(rotated).read(headers(body, NOW), body)).isInstanceOf(ButtonClick.class);
  }

  @Test
  void aSecretThatCannotBeReadIsNoRefusal() {
    SecretSource missing = SecretSource.environment("ROOTMON_NO_SUCH_VARIABLE");
    byte[] body = form(PAYLOAD);

    assertThatThrownBy(() -> requests(missing).read(headers(body, NOW), body))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ROOTMON_NO_SUCH_VARIABLE");
  }

  private SlackInteraction read(String payload) throws IOException {
    byte[] body = form(payload);
    return requests.read(headers(body, NOW), body);
  }

  private static Map<String, String> headers(byte[] body, Instant time) {
    Map<String, String> headers = new HashMap<>(SlackSignature.headers(body, SECRET, time));
    headers.put("content-type", "application/x-www-form-urlencoded");
    return headers;
  }

  private static byte[] form(String payload) {
    return bytes("payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
