package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cases.CaseFiles;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.AssumedRootSessionStore;
import io.rootmon.detect.Detector;
import io.rootmon.detect.ProtectedResources;
import io.rootmon.judge.rules.StandardRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment of the spoke's template is harmless only if the events go to the hub. */
class RedirectedSpokeAttackTest {
  private static final String BUS = "arn:aws:events:eu-west-1:999988887777:event-bus/rootmon";
  private static final String FOREIGN = "arn:aws:events:eu-west-1:666677778888:event-bus/rootmon";

  @ParameterizedTest
  @ValueSource(strings = {"targets", "role-policy"})
  void anotherEventBusIsCritical(String variant) throws Exception {
    String deployed = record(variant).replaceAll("arn:aws:events:[^\"\\\\]*event-bus/rootmon", BUS);

    assertThat(judged(deployed)).isEqualTo("LOW watch.rootmon.rolled-out");
    assertThat(judged(deployed.replace(BUS, FOREIGN))).startsWith("CRITICAL ");
  }

  @Test
  void trustInAnotherAccountIsCritical() throws Exception {
    String deployed = record("role-trust");
    String foreign = deployed.replaceAll("(aws:SourceAccount[^0-9]*)[0-9]{12}", "$1666677778888");

    assertThat(foreign).isNotEqualTo(deployed);
    assertThat(judged(deployed)).isEqualTo("LOW watch.rootmon.rolled-out");
    assertThat(judged(foreign)).startsWith("CRITICAL ");
  }

  private static String record(String variant) throws Exception {
    Path file =
        CaseFiles.judged().stream()
            .filter(it -> it.toString().endsWith("watch.rootmon.rolled-out--" + variant + ".json"))
            .findFirst()
            .orElseThrow();
    return Files.readString(file);
  }

  private static String judged(String record) throws Exception {
    ProtectedResources resources = new ProtectedResources(Set.of(), Set.of(), Optional.of(BUS));
    return new Detector(AssumedRootSessionStore.inMemory(), resources)
        .detect(new CloudTrailReader().events(record).get(0))
        .map(StandardRules.policy()::judge)
        .map(it -> it.severity() + " " + it.ruleId())
        .orElseThrow();
  }
}
