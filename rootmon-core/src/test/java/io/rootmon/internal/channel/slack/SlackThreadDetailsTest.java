package io.rootmon.internal.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.slack.api.util.json.GsonFactory;
import io.rootmon.account.Account;
import io.rootmon.alert.Alert;
import io.rootmon.channel.ExampleIncidents;
import io.rootmon.channel.slack.SlackLimitAssertions;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.render.ExampleAlerts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reply with the commands and the event, within the limits of Slack. */
class SlackThreadDetailsTest {
  private static final String RECORD =
      """
      {"eventID":"5f0c3a52-7e1b-4a55-9d5e-2f6f0f3f7b10","eventTime":"2026-03-14T02:17:45Z",\
      "eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey","awsRegion":"us-east-1",\
      "userIdentity":{"type":"Root","accountId":"111122223333"},"requestParameters":{"a":"TEXT"},\
      "recipientAccountId":"111122223333"}
      """;

  @Test
  void hasTheCommandsAndTheWholeEvent() throws Exception {
    List<String> texts = texts(alert("short"));

    assertThat(texts)
        .anyMatch(it -> it.contains("aws organizations create-policy"))
        .anyMatch(it -> it.contains("aws sts assume-root"))
        .anyMatch(it -> it.startsWith("*Event*") && it.contains("recipientAccountId"));
    assertThat(texts).noneMatch(it -> it.contains("The event is longer"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "<", "&", "\\\"", "\\u0000", "`", "\\n", "\ud83d\ude80"})
  void aLongEventStaysWithinTheLimits(String character) throws Exception {
    List<String> texts = texts(alert(character.repeat(60_000)));

    assertThat(texts)
        .anyMatch(it -> it.contains("The event is longer. Read the rest in CloudTrail."));
    assertThat(texts).noneMatch(it -> it.contains("<!"));
  }

  @Test
  void isNotNeededForReportsAndAlertsWithoutAnEvent() {
    assertThat(SlackThreadDetails.isNeeded(ExampleIncidents.closed())).isFalse();
    assertThat(SlackThreadDetails.isNeeded(ExampleAlerts.unreadable())).isFalse();
    assertThat(SlackThreadDetails.isNeeded(ExampleAlerts.signIn())).isTrue();
  }

  private static List<String> texts(Alert alert) {
    SlackThreadDetails details = SlackThreadDetails.of(alert);
    JsonElement blocks =
        JsonParser.parseString(GsonFactory.createSnakeCase().toJson(details.blocks()));
    return SlackLimitAssertions.texts(details.text(), blocks);
  }

  private static Alert alert(String text) throws Exception {
    return new AlertFactory(Account::unnamed)
        .about(
            StandardRules.policy()
                .judge(
                    new Detector()
                        .detect(new CloudTrailReader().events(RECORD.replace("TEXT", text)).get(0))
                        .orElseThrow()));
  }
}
