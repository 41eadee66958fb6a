package io.rootmon.internal.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.Account;
import io.rootmon.alert.Alert;
import io.rootmon.alert.IncidentStatus;
import io.rootmon.cases.GoldenFile;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.Mentions;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.incident.Decision;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.Incident;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.channel.slack.SlackButtons.SlackButtonValue;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.incident.GroupingInput;
import io.rootmon.internal.incident.IncidentGrouper;
import io.rootmon.judge.Finding;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.Templates;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlackButtonsTest {
  private static final Templates TEMPLATES = Templates.builtIn();
  private static final AlertFactory ALERTS = new AlertFactory(Account::unnamed);
  private static final Finding FINDING =
      TakeoverScenario.judged(TakeoverScenario.of("111122223333").get(9));

  private final Grouping.Result step =
      new IncidentGrouper(GroupingPolicy.STANDARD)
          .grouping(
              new GroupingInput(FINDING, "headline", it -> Set.of("slack"), TakeoverScenario.BEGIN))
          .next(AccountHistory.NONE);
  private final Incident incident = step.after().incident().orElseThrow();
  private final Decision decision = step.decision();
  private final Alert alert = ALERTS.about(FINDING, decision);

  @Test
  void areBelowTheAlertOfAnOpenIncident() {
    GoldenFile.check(
        "messages/incident/buttons/slack.json",
        SlackMessage.of(alert, TEMPLATES, true, true).json());
  }

  @Test
  void nameTheIncidentThatTheyAreAbout() {
    String value = "111122223333/" + incident.id();

    assertThat(SlackButtonValue.parse(value))
        .contains(new SlackButtonValue("111122223333", incident.id()));
    assertThat(SlackMessage.of(alert, TEMPLATES, true, true).json()).contains(value);
  }

  @Test
  void otherAlertsHaveNoButtons() {
    Alert report = ALERTS.closed(incident.closedAt(TakeoverScenario.BEGIN), List.of());
    Alert closed =
        alert.with(
            new IncidentStatus(
                1,
                FINDING.severity(),
                TakeoverScenario.BEGIN,
                false,
                false,
                "Closed",
                List.of(),
                "1 event.",
                List.of()));

    assertThat(List.of(report, closed, ExampleAlerts.signIn(), ExampleAlerts.unreadable()))
        .allSatisfy(it -> assertThat(SlackButtons.of(it)).isEqualTo(SlackButtons.links(it)));
  }

  @Test
  void areSentByABotThatHasThemAlone() throws Exception {
    try (FakeHttpServer slack =
        FakeHttpServer.answering(new Answer(200, "{\"ok\":true,\"ts\":\"1.2\"}"))) {
      send(slack, true);
      send(slack, false);

      assertThat(slack.requests()).hasSize(2);
      assertThat(slack.requests().get(0).form().get("blocks")).contains("rootmon-acknowledged");
      assertThat(slack.requests().get(1).form().get("blocks"))
          .doesNotContain("rootmon-acknowledged");
    }
  }

  private void send(FakeHttpServer slack, boolean buttons) throws Exception {
    SlackSettings settings =
        new SlackSettings.Bot(
            "slack", SecretSource.literal("t"), "C0123456789", buttons, true, Mentions.NONE);
    var unused =
        new SlackChannel(settings, TEMPLATES, slack.address().resolve("/api/"))
            .send(alert, Deadline.in(Duration.ofSeconds(20)));
  }
}
