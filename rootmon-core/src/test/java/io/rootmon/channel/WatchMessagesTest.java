package io.rootmon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Alerts;
import io.rootmon.cases.Golden;
import io.rootmon.channel.ses.SesMessage;
import io.rootmon.channel.slack.SlackMessage;
import io.rootmon.channel.sns.SnsMessage;
import io.rootmon.cloudtrail.Signal.CoverageCheck;
import io.rootmon.cloudtrail.Signal.Heartbeat;
import io.rootmon.cloudtrail.Signal.SpokeTrouble;
import io.rootmon.coverage.CoverageSettings;
import io.rootmon.coverage.CoverageWatch;
import io.rootmon.coverage.Member;
import io.rootmon.render.Templates;
import io.rootmon.state.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people get of the watch itself, reviewed as files. */
class WatchMessagesTest {
  private static final Instant NOW = Instant.parse("2026-03-14T06:00:00Z");
  private static final Templates TEMPLATES = Templates.builtIn();

  @Test
  void gapsOfManyAccounts() throws Exception {
    List<Member> members = new ArrayList<>();
    for (int at = 0; at < 49; at++) {
      members.add(member(String.format("1111222233%02d", at), "team <" + at + ">"));
    }
    CoverageWatch watch = watch(members);
    watch.heard(new Heartbeat(members.get(48).id(), "eu-west-1", NOW));
    watch.heard(new Heartbeat(members.get(3).id(), "us-east-1", NOW.minus(Duration.ofHours(30))));

    check("coverage-many", alert(watch));
  }

  @Test
  void aGapOfOneAccount() throws Exception {
    List<Member> members = List.of(member("111122223333", "payments-prod"));
    CoverageWatch watch = watch(members);
    watch.heard(new Heartbeat(members.get(0).id(), "eu-west-1", NOW));

    check("coverage-one", alert(watch));
  }

  @Test
  void aSpokeInTrouble() {
    SpokeTrouble trouble =
        new SpokeTrouble(new AccountId("111122223333"), "eu-west-1", NOW, false, Optional.of(3L));

    check("spoke-trouble", new Alerts(AccountDirectory.of(Map.of())).about(trouble));
  }

  private static Member member(String id, String name) {
    return new Member(new AccountId(id), name, true, Optional.of(Instant.EPOCH), false);
  }

  private static CoverageWatch watch(List<Member> members) {
    InstantSource clock = InstantSource.fixed(NOW);
    return new CoverageWatch(
        new CoverageSettings(
            new LinkedHashSet<>(List.of("eu-west-1", "us-east-1")), Duration.ofHours(3), Set.of()),
        unused -> members,
        new MemoryStore(clock).watch(),
        AccountDirectory.of(Map.of()),
        clock);
  }

  private static Alert alert(CoverageWatch watch) throws Exception {
    return watch
        .check(new CoverageCheck(NOW), Duration.ofSeconds(20))
        .flatMap(CoverageWatch.Check::alert)
        .orElseThrow();
  }

  private static void check(String name, Alert alert) {
    String folder = "messages/watch/" + name + "/";
    SnsMessage sns = SnsMessage.of(alert, TEMPLATES);
    Golden.check(folder + "sns.txt", "Subject: " + sns.subject() + "\n\n" + sns.body());
    SesMessage ses = SesMessage.of(alert, TEMPLATES);
    Golden.check(folder + "ses.txt", "Subject: " + ses.subject() + "\n\n" + ses.text());
    Golden.check(folder + "ses.html", ses.html());
    SlackMessage slack = SlackMessage.of(alert, TEMPLATES);
    Golden.check(folder + "slack.json", slack.json());
    assertThat(Stream.of(sns.problems(), ses.problems(), slack.problems()))
        .allMatch(problems -> problems.isEmpty());
  }
}
