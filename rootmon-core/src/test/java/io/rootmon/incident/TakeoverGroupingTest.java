package io.rootmon.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakeoverGroupingTest {
  private static final String ACCOUNT = "111122223333";

  private final SingleWorkerGrouper teller = SingleWorkerGrouper.standard();

  @Test
  void sendsFewAlertsFor300Events() {
    List<Finding> findings = findings(ACCOUNT);
    findings.forEach(teller::group);

    assertThat(findings).hasSize(300);
    assertThat(teller.pages()).hasSizeLessThanOrEqualTo(8);
    assertThat(
            teller.pages().stream()
                .map(it -> it.action() + " " + it.severity() + " " + it.reasons()))
        .containsExactly(
            "OPEN MEDIUM []",
            "ESCALATE HIGH [5 failed sign-ins within 15 minutes]",
            "ESCALATE CRITICAL [the first success after 7 failed sign-ins within 60 minutes]",
            "ESCALATE CRITICAL []",
            "ESCALATE CRITICAL []",
            "ESCALATE CRITICAL []",
            "ESCALATE HIGH [root was not seen from the network 192.0.2.0/24 before]");
    assertThat(teller.incident(ACCOUNT).count()).isEqualTo(300);
    assertThat(teller.entries).hasSize(300);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void sendsFewAlertsInAnyOrder(long seed) {
    List<Finding> findings = new ArrayList<>(findings(ACCOUNT));
    Collections.shuffle(findings, new Random(seed));

    findings.forEach(it -> teller.group(it, TakeoverScenario.BEGIN.plusSeconds(1_500)));

    assertThat(teller.decisions.get(0).action()).isEqualTo(IncidentAction.OPEN);
    assertThat(teller.decisions.get(0).hasChannels()).isTrue();
    assertThat(teller.pages()).hasSizeBetween(4, 8);
    assertThat(teller.pages().stream().map(Decision::severity)).contains(Severity.CRITICAL);
    assertThat(teller.incident(ACCOUNT).count()).isEqualTo(300);
  }

  @Test
  void storesOnlyAlertedEventsWithoutTheirSessionToken() {
    List<String> records = TakeoverScenario.of(ACCOUNT);
    String minted =
        records
            .get(9)
            .replace(
                "\"userAgent\"",
                "\"responseElements\":{\"credentials\":{\"sessionToken\": \"FwoGZXIvYXdzE\","
                    + "\"accessKeyId\":\"ASIAEXAMPLEEXAMPLE00\"}},\"userAgent\"");
    teller.group(TakeoverScenario.judged(minted));
    teller.group(TakeoverScenario.judged(records.get(11)));

    assertThat(teller.entries.get(0).alert().orElseThrow())
        .contains("Root created a root access key")
        .doesNotContain("FwoGZXIvYXdzE");
    assertThat(teller.entries.get(1).alert()).isEmpty();
  }

  @Test
  void storesTheAlertOfAnOversizedEventWithinTheLimit() {
    String endless = TakeoverScenario.of(ACCOUNT).get(9).replace("Mozilla", "M".repeat(30_000));
    teller.group(TakeoverScenario.judged(endless));

    assertThat(teller.entries.get(0).notified()).isTrue();
    assertThat(teller.entries.get(0).alert().orElseThrow().length())
        .isLessThanOrEqualTo(IncidentEvent.MAX_ALERT_LENGTH);
  }

  @Test
  void fiftyAccountsAreFiftyIncidents() {
    List<Finding> findings =
        new ArrayList<>(
            IntStream.range(0, 50)
                .mapToObj(it -> findings("%012d".formatted(it), 20))
                .flatMap(List::stream)
                .toList());
    Collections.shuffle(findings, new Random(7));
    findings.forEach(it -> teller.group(it, TakeoverScenario.BEGIN.plusSeconds(300)));

    for (int i = 0; i < 50; i++) {
      assertThat(teller.incident("%012d".formatted(i)).count()).isEqualTo(20);
    }
    assertThat(
            teller.decisions.stream().map(it -> it.incident().orElseThrow().incident()).distinct())
        .hasSize(50);
  }

  private static List<Finding> findings(String account) {
    return findings(account, Integer.MAX_VALUE);
  }

  private static List<Finding> findings(String account, int count) {
    return TakeoverScenario.of(account).stream()
        .limit(count)
        .map(TakeoverScenario::judged)
        .toList();
  }
}
