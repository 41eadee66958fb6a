package io.rootmon.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.judge.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorstFindingsTest {
  private static final RootMonitor MONITOR = RootMonitor.builder().build();

  @Test
  void returnsTheWorstInAnyOrder() throws MalformedEventException {
    List<Finding> findings = new ArrayList<>();
    for (int at = 0; at < 30; at++) {
      findings.add(finding("id-" + at, at % 3 == 0 ? "CreateAccessKey" : "ListUsers", ""));
    }
    for (int turn = 0; turn < 5; turn++) {
      Collections.shuffle(findings, new Random(turn));
      WorstFindings acts = new WorstFindings(10);
      findings.forEach(acts::add);

      assertThat(acts.all()).hasSize(10).allMatch(it -> it.activity().is("CreateAccessKey"));
      assertThat(acts.rejected()).isEqualTo(20);
    }
  }

  @Test
  void storesNoMoreCharactersThanAllowed() throws MalformedEventException {
    WorstFindings acts = new WorstFindings();
    String longText = "x".repeat(100_000);
    for (int at = 0; at < 1_000; at++) {
      acts.add(finding("id-" + at + longText, "CreateUser", longText));
    }

    long characters = acts.all().stream().mapToLong(FindingTrimmer::characters).sum();
    assertThat(characters).isBetween(7_000_000L, 8_000_000L);
    assertThat(acts.all()).allMatch(it -> it.activity().event().raw().isEmpty());
    assertThat(acts.all().size() + acts.rejected()).isEqualTo(1_000);
  }

  private static Finding finding(String id, String name, String text)
      throws MalformedEventException {
    String record =
        """
        {"eventTime":"2026-03-14T02:17:45Z","eventID":"%s","eventName":"%s","awsRegion":"%s",
         "eventSource":"iam.amazonaws.com","requestParameters":{"a":"%s","b":["%s"]},
         "userIdentity":{"type":"Root","accountId":"111122223333"}}
        """
            .formatted(id, name, text, text, text);
    return MONITOR.judge(new CloudTrailReader().events(record).get(0)).orElseThrow();
  }
}
