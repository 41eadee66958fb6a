package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentSecrets;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.internal.channel.sns.SnsMessage;
import io.rootmon.internal.incident.EntryJson;
import io.rootmon.internal.message.MessageJson;
import io.rootmon.internal.text.PlantedSecrets;
import io.rootmon.judge.Finding;
import io.rootmon.render.Templates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** F5: secrets in events, under many names and in many shapes. R-F3: names that hold none. */
class PlantedSecretsTest {
  private static final AlertFactory ALERTS = new AlertFactory(AccountDirectory.of(Map.of()));
  private static final Templates TEMPLATES = Templates.builtIn();
  private static final String RECORD = TakeoverScenario.of("111122223333").get(9);
  private static final Instant NOW = Instant.parse("2026-03-14T02:00:00Z");

  /**
   * Coprime to the number of shapes: every name and every shape is rendered several times. The
   * templates print only what the alert contains, and the alert is checked for every pair.
   */
  private static final int RENDERED = 7;

  @Test
  void printsNoPlantedSecretInAnyMessage() {
    List<String> seen = new ArrayList<>();
    int planted = 0;
    for (String name : PlantedSecrets.NAMES) {
      for (var shape : PlantedSecrets.shapes(name).entrySet()) {
        planted++;
        Alert alert = ALERTS.about(TakeoverScenario.judged(event(shape.getValue())));
        if (hasSecret(alert, planted)) {
          seen.add(shape.getKey() + " of " + name);
        }
      }
    }
    assertThat(seen).isEmpty();
    AttackTable.row("F5", planted + " secrets in messages", "273 of 343 seen", "0 seen");
  }

  @Test
  void printsNoPlantedSecretInAnAlertOnAnUnreadableMessage() {
    List<String> seen = new ArrayList<>();
    int planted = 0;
    for (String members : PlantedSecrets.all()) {
      planted++;
      String broken = "{\"eventName\":\"X\"," + members + ",\"oops";
      ReadResult reading = new CloudTrailReader().read(broken).next();
      Alert alert = ALERTS.unreadable(((ReadResult.Malformed) reading).problem(), NOW);
      if (hasSecret(alert, planted)) {
        seen.add(broken);
      }
    }
    assertThat(seen).isEmpty();
    AttackTable.row("F5", planted + " secrets, unreadable", "289 of 343 seen", "0 seen");
  }

  @Test
  void storesNoPlantedSecret() {
    List<String> seen = new ArrayList<>();
    int planted = 0;
    for (String members : PlantedSecrets.all()) {
      planted++;
      Finding finding = TakeoverScenario.judged(event(members));
      IncidentEvent entry = IncidentSecrets.entry(finding);
      String kept = EntryJson.write(entry);
      if (kept.contains(PlantedSecrets.MARK)) {
        seen.add(kept);
      } else {
        assertThat(entry.alert().orElseThrow()).contains(finding.ruleId());
      }
    }
    assertThat(seen).isEmpty();
    AttackTable.row("F5", planted + " secrets in the state", "325 of 343 kept", "0 kept");
  }

  @Test
  void valuesThatAreNoSecretsStayReadable() {
    Alert alert =
        ALERTS.about(
            TakeoverScenario.judged(
                event(
                    "\"secretId\":\"prod/db\",\"minimumPasswordLength\":4,\"maxPasswordAge\":9")));

    assertThat(alert.keyFields())
        .contains(
            new Fact("requestParameters.secretId", "prod/db"),
            new Fact("requestParameters.minimumPasswordLength", "4"),
            new Fact("requestParameters.maxPasswordAge", "9"));
    AttackTable.row("R-F3", "secretId, minimumPasswordLength", "(not shown)", "readable");
  }

  private static String event(String members) {
    return RECORD.replace("\"userAgent\"", "\"requestParameters\":{" + members + "},\"userAgent\"");
  }

  private static boolean hasSecret(Alert alert, int number) {
    Stream<String> texts =
        Stream.of(
            MessageJson.of(alert),
            alert.rawEvent().orElse(""),
            alert.toString().replace(raw(alert), ""));
    return (number % RENDERED == 0 ? Stream.concat(texts, rendered(alert)) : texts)
        .anyMatch(it -> it.contains(PlantedSecrets.MARK));
  }

  private static Stream<String> rendered(Alert alert) {
    SesMessage mail = SesMessage.of(alert, TEMPLATES);
    SnsMessage sns = SnsMessage.of(alert, TEMPLATES);
    return Stream.of(
        mail.subject(),
        mail.text(),
        mail.html(),
        sns.subject(),
        sns.body(),
        SlackMessage.of(alert, TEMPLATES).json());
  }

  private static String raw(Alert alert) {
    return alert.finding().map(Finding::toString).orElse("-");
  }
}
