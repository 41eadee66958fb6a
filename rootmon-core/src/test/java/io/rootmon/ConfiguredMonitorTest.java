package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.Link;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.ChannelContext;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.Suppression;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Severity;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line goes by all that a document says. */
class ConfiguredMonitorTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Instant SIGN_IN = Instant.parse("2026-03-14T02:17:45Z");

  private final Path folder;
  private Instant now = SIGN_IN;
  private final SharedStateStore store = new MemoryStore(() -> now);

  ConfiguredMonitorTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void judgesByTheWindowsAndShowsTheLinks() throws Exception {
    RootMonitor monitor =
        monitor(
            """
            "links": {"runbook": "https://example.com/{kind}"},
            "maintenanceWindows": [{"account": "111122223333", "from": "2026-03-14T02:00:00Z",
                          "until": "2026-03-14T04:00:00Z", "ticket": "CHG-1"}]
            """);

    Alert alert = process(monitor, SIGN_IN).alert();

    assertThat(alert.severity()).isEqualTo(Severity.HIGH);
    assertThat(alert.links())
        .contains(new Link("Runbook", URI.create("https://example.com/direct")));
  }

  @Test
  void anIncidentClosesAfterTheConfiguredInactivityPeriod() throws Exception {
    RootMonitor usual = monitor("\"incident\": {}");
    process(usual, SIGN_IN);
    assertThat(process(usual, SIGN_IN.plusSeconds(600)).decision().action())
        .isEqualTo(IncidentAction.APPEND);

    RootMonitor hasty = monitor("\"incident\": {\"inactivityMinutes\": 5}");
    assertThat(process(hasty, SIGN_IN.plusSeconds(1200)).decision().action())
        .isEqualTo(IncidentAction.OPEN);
  }

  @Test
  void theConfigurationOverridesTheOrganization() throws Exception {
    String kept = SIGN_IN + "\npayments-prod\npayments team\nRoot/Workloads/Prod\nexample.com";
    store.heartbeats().store("account-111122223333", kept);
    String own = "\"accounts\": {\"111122223333\": {\"name\": \"the shop\"}}";

    Alert alert = process(monitor(own + ", \"organization\": {}"), SIGN_IN).alert();

    assertThat(alert.headline()).contains("the shop (111122223333)");
    assertThat(alert.facts())
        .contains(new Fact("Account", "the shop (111122223333), owner: payments team"));
    assertThat(alert.account().unit())
        .hasValueSatisfying(it -> assertThat(it.path()).isEqualTo("Root/Workloads/Prod"));
    assertThat(process(monitor(own), SIGN_IN.plusSeconds(9000)).alert().facts())
        .contains(new Fact("Account", "the shop (111122223333)"));
  }

  /** A finding's decision and alert. */
  private record Decided(Decision decision, Alert alert) {}

  private Decided process(RootMonitor monitor, Instant time) throws Exception {
    return process(monitor, time, "root-console-login.json");
  }

  private Decided process(RootMonitor monitor, Instant time, String example) throws Exception {
    now = time;
    String json =
        Files.readString(Path.of("../examples", example))
            .replaceAll("(\"eventID\": *)\"[^\"]+\"", "$1\"" + time + "\"")
            .replaceAll("(\"eventTime\": *)\"[^\"]+\"", "$1\"" + time + "\"");
    var finding = monitor.judge(new CloudTrailReader().events(json).get(0)).orElseThrow();
    Decision decision = monitor.decide(finding, Deadline.in(TIMEOUT));
    monitor.process(finding, decision, Deadline.in(TIMEOUT));
    return new Decided(decision, monitor.alert(finding, decision));
  }

  /** The finding is counted for the weekly report, and an open incident's report lists it. */
  @Test
  void anExcludedFindingIsCountedAndJoinsItsIncidentWithoutAnAlert() throws Exception {
    RootMonitor monitor =
        monitor(
            """
            "exclusions": [{"reason": "nightly import", "owner": "data team",
                            "events": ["CreateBucket"]}]
            """);

    Decision alone = process(monitor, SIGN_IN, "root-creates-bucket.json").decision();
    process(monitor, SIGN_IN.plusSeconds(60));
    Decision joined =
        process(monitor, SIGN_IN.plusSeconds(120), "root-creates-bucket.json").decision();

    assertThat(alone.channels()).isEmpty();
    assertThat(alone.suppressed()).contains(Suppression.EXCLUDED);
    assertThat(joined.channels()).isEmpty();
    AccountHistory history = store.incidents().history("111122223333");
    assertThat(history.exclusions().between(SIGN_IN, SIGN_IN.plus(Duration.ofDays(1))))
        .containsExactly(Map.entry("nightly import (data team)", 2L));
    assertThat(history.incident().orElseThrow().count()).isEqualTo(2);
  }

  private RootMonitor monitor(String settings) {
    String document =
        "{\"channels\": {\"files\": {\"type\": \"outbox\", \"folder\": \"" + folder + "\"}}, ";
    return RootMonitor.builder(
            ConfigurationDocument.parse("rootmon.json", document + settings + "}"),
            ChannelContext.of(
                    Map.of("AWS_REGION", "eu-west-1"),
                    () -> FakeAwsServer.at(URI.create("http://127.0.0.1:1")),
                    Templates.builtIn())
                .at(() -> now),
            store)
        .build();
  }
}
