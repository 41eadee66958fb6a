package io.rootmon.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rootmon.account.Account;
import io.rootmon.alert.Alert;
import io.rootmon.cases.CaseFiles;
import io.rootmon.detect.Detector;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.render.ExampleAlerts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The attributes that OCSF requires, from <a
 * href="https://github.com/ocsf/ocsf-schema/blob/main/events/findings/detection_finding.json">class
 * 2004</a>, its parents {@code finding} and {@code base_event}, and the objects in it.
 */
class OcsfJsonTest {
  /** https://schema.ocsf.io/1.8.0/classes/detection_finding */
  private static final List<String> REQUIRED =
      List.of(
          "activity_id",
          "category_uid",
          "class_uid",
          "finding_info",
          "metadata",
          "severity_id",
          "time",
          "type_uid");

  /** Required by the profile that the finding names: https://schema.ocsf.io/1.8.0/profiles/cloud */
  private static final List<String> REQUIRED_IN_CLOUD = List.of("cloud");

  /** By object: https://schema.ocsf.io/1.8.0/objects/NAME */
  private static final Map<String, List<String>> REQUIRED_IN_OBJECTS =
      Map.of(
          "metadata", List.of("product", "version"),
          "finding_info", List.of("uid"),
          "cloud", List.of("provider"));

  @TestFactory
  Stream<DynamicTest> hasTheRequiredAttributes() {
    return CaseFiles.judged().stream()
        .map(it -> DynamicTest.dynamicTest(CaseFiles.name(it), () -> check(alert(it))));
  }

  private static Alert alert(Path file) {
    return new AlertFactory(Account::unnamed)
        .about(
            StandardRules.policy()
                .judge(new Detector().detect(CaseFiles.event(file)).orElseThrow()));
  }

  private static JsonObject check(Alert alert) {
    JsonObject finding = JsonParser.parseString(OcsfJson.of(alert)).getAsJsonObject();
    assertThat(finding.keySet()).containsAll(REQUIRED).containsAll(REQUIRED_IN_CLOUD);
    REQUIRED_IN_OBJECTS.forEach(
        (name, attributes) ->
            assertThat(finding.getAsJsonObject(name).keySet()).containsAll(attributes));
    assertThat(finding.getAsJsonObject("metadata").getAsJsonObject("product").keySet())
        .containsAll(List.of("name", "vendor_name"));
    assertThat(finding.get("class_uid").getAsInt()).isEqualTo(2004);
    assertThat(finding.get("category_uid").getAsInt()).isEqualTo(2);
    assertThat(finding.get("activity_id").getAsInt()).isBetween(1, 3);
    assertThat(finding.get("type_uid").getAsLong())
        .isEqualTo(200_400L + finding.get("activity_id").getAsInt());
    assertThat(finding.get("severity_id").getAsInt()).isBetween(1, 5);
    assertThat(finding.getAsJsonObject("finding_info").get("uid").getAsString()).isNotBlank();
    assertThat(finding.getAsJsonObject("cloud").get("provider").getAsString()).isEqualTo("AWS");
    return finding;
  }

  @Test
  void describesASignIn() {
    JsonObject finding = check(ExampleAlerts.signIn());

    assertThat(finding.get("severity").getAsString()).isEqualTo("Critical");
    assertThat(finding.get("time").getAsLong()).isEqualTo(1_772_334_764_000L);
    JsonObject attack =
        finding.getAsJsonObject("finding_info").getAsJsonArray("attacks").get(0).getAsJsonObject();
    assertThat(attack.getAsJsonObject("technique").get("uid").getAsString()).isEqualTo("T1078");
    assertThat(attack.getAsJsonObject("sub_technique").get("uid").getAsString())
        .isEqualTo("T1078.004");
    assertThat(
            finding
                .getAsJsonArray("evidences")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("api")
                .get("operation")
                .getAsString())
        .isEqualTo("ConsoleLogin");
  }

  @Test
  void closesTheFindingWithTheReport() {
    Alert alert = ExampleAlerts.signIn();
    Incident closed =
        new Incident(
            "111122223333-2026-03-14-0f9a1c2e",
            alert.account().id(),
            alert.time(),
            alert.time(),
            alert.time(),
            Map.of(Severity.CRITICAL, 3L),
            Set.of(),
            Set.of(),
            Map.of(),
            Optional.of(alert.time()),
            IncidentTracking.NONE);

    JsonObject finding = check(new AlertFactory(Account::unnamed).closed(closed, List.of()));

    assertThat(finding.get("activity_name").getAsString()).isEqualTo("Close");
    assertThat(finding.get("status").getAsString()).isEqualTo("Resolved");
    assertThat(finding.get("severity").getAsString()).isEqualTo("Critical");
    assertThat(finding.getAsJsonObject("finding_info").get("uid").getAsString())
        .isEqualTo("111122223333-2026-03-14-0f9a1c2e");
  }

  @Test
  void isCompleteWhenTheMessageCannotBeParsed() {
    JsonObject finding = check(ExampleAlerts.unreadable());

    assertThat(finding.has("evidences")).isFalse();
    assertThat(finding.has("resources")).isFalse();
  }
}
