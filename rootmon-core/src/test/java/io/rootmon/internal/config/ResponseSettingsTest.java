package io.rootmon.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.route.EscalationRoute;
import io.rootmon.secret.SecretReference;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the document says of buttons and of the escalation. */
class ResponseSettingsTest {
  private static final String STATE = "\"state\": {\"table\": \"rootmon\"}, ";
  private static final String RESPONSES =
      "\"responses\": {\"signingSecret\": {\"env\": \"SIGNING_SECRET\"}}";
  private static final String DOCUMENT =
      """
      {"channels": {
         "chat": {"type": "slack", "token": {"env": "TOKEN"}, "channel": "C0123456789"},
         "pager": {"type": "pagerduty", "key": {"env": "KEY"}}},
       "routes": [{"channels": ["chat"]}], %s}
      """;

  @Test
  void noneExistUnlessConfigured() {
    assertThat(parse("\"accounts\": {}").answers()).isEqualTo(ResponseSettings.NONE);
  }

  /** The pager has no route, and needs none. */
  @Test
  void readsEscalationsWithTheirRecipients() {
    String both =
        STATE + RESPONSES + ", \"escalation\": {\"afterMinutes\": 15, \"channels\": [\"pager\"]}";

    assertThat(ConfigurationDocument.parse("rootmon.json", DOCUMENT.formatted(both)).answers())
        .isEqualTo(
            new ResponseSettings(
                Optional.of(new SecretReference.Env("SIGNING_SECRET")),
                Optional.of(new EscalationRoute(Duration.ofMinutes(15), Set.of("pager")))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "responses":{}                                             | responses.signingSecret: is missing. Set it to an object with the location of the secret, such as {"env":"NAME"}
          "responses":{"signingSecret":"hush"}                       | responses.signingSecret: must be an object with the location of the secret, such as {"env":"NAME"}, but is a different string
          "responses":{"signingSecret":{"env":"A"},"token":1}        | responses.token: is an unknown key. Use signingSecret
          "escalation":{"channels":["chat"]}                         | escalation.afterMinutes: is missing. Set it to a whole number of minutes from 1 to 1440
          "escalation":{"afterMinutes":0,"channels":["chat"]}        | escalation.afterMinutes: must be a whole number of minutes from 1 to 1440 but is 0
          "escalation":{"afterMinutes":15}                           | escalation.channels: is missing. Set it to a list of at least one channel
          "escalation":{"afterMinutes":15,"channels":[]}             | escalation.channels: must be a list of at least one channel but is an empty list
          """)
  void reportsTheErrorWithItsPath(String json, String problem) {
    assertThatThrownBy(
            () -> parse(STATE + "\"routes\":[{\"channels\":[\"chat\",\"pager\"]}]," + json))
        .hasMessage("rootmon.json: " + problem);
  }

  @Test
  void namesTheUnknownChannel() {
    assertThatThrownBy(
            () ->
                parse(
                    STATE
                        + "\"routes\":[{\"channels\":[\"chat\",\"pager\"]}],"
                        + RESPONSES
                        + ",\"escalation\":{\"afterMinutes\":30,\"channels\":[\"boss\"]}"))
        .hasMessage(
            "rootmon.json: escalation.channels: must be the name of a channel but is 'boss'\n"
                + "rootmon.json: escalation.afterMinutes: must be less than 30, after which an"
                + " incident closes, but is 30");
  }

  @Test
  void needATableAndABotAndButtons() {
    assertThatThrownBy(
            () ->
                ConfigurationDocument.parse(
                    "rootmon.json",
                    """
                    {"channels": {"pager": {"type": "pagerduty", "key": {"env": "KEY"}}}, %s}
                    """
                        .formatted(RESPONSES)))
        .hasMessage(
            "rootmon.json: responses: requires a table for the responses. Add state with table\n"
                + "rootmon.json: responses: requires a Slack channel with a token, since a webhook"
                + " has no buttons. Add one");
    assertThatThrownBy(
            () ->
                parse(
                    "\"routes\":[{\"channels\":[\"chat\",\"pager\"]}],"
                        + "\"escalation\":{\"afterMinutes\":15,\"channels\":[\"pager\"]}"))
        .hasMessage(
            "rootmon.json: escalation: requires responses, which acknowledge an incident."
                + " Add responses");
  }

  private static ConfigurationDocument parse(String rest) {
    return ConfigurationDocument.parse(
        "rootmon.json",
        DOCUMENT.formatted(rest).replace("\"routes\": [{\"channels\": [\"chat\"]}], ", ""));
  }
}
