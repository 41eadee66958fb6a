package io.rootmon.internal.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.DetectedCalls;
import io.rootmon.detect.Detector;
import io.rootmon.detect.ProtectedResources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The query's text. That it selects the right records is tested on Athena's engine. */
class CandidateQueryTextTest {
  private static final Path NAMED = Path.of("../iac/hub/queries/candidates.sql");
  private static final Path TABLE = Path.of("../iac/hub/athena.tf");
  private static final String HEADER =
      "-- Records that may concern root, between two days such as 2026/01/31. rootmon scan judges"
          + " them.\n"
          + "-- Generated from the detector's lists: run the test CandidateQueryTextTest with"
          + " -Drootmon.golden=write.\n"
          + "-- The day is the day of the delivery: add one day at the end.\n";

  @Test
  void theHubHasTheQueryThatTheDetectorsListsGive() throws Exception {
    String expected = HEADER + CandidateQuery.named() + "\n";
    if (System.getProperty("rootmon.golden", "").equals("write")) {
      Files.writeString(NAMED, expected);
    }
    assertThat(Files.readString(NAMED)).isEqualTo(expected);
  }

  /** The event patterns are compared with the same lists in PatternCallsTest. */
  @Test
  void namesEveryCallThatThePrefilterReadsAndNoOther() {
    Set<String> named =
        Pattern.compile("'([A-Z][A-Za-z0-9]+)'")
            .matcher(Detector.candidateCondition(ProtectedResources.NONE))
            .results()
            .map((MatchResult it) -> it.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    named.removeAll(
        Set.of(
            "IAMUser",
            "AssumedRole",
            "Role",
            "FederatedUser",
            "AWSAccount",
            "AWSService",
            "IdentityCenterUser",
            "SAMLUser",
            "WebIdentityUser",
            "Directory",
            "Unknown"));
    assertThat(named).isEqualTo(new TreeSet<>(Detector.names()));
    DetectedCalls.thatChangeRootmon().values().forEach(it -> assertThat(named).containsAll(it));
  }

  /** A column that is selected and not in the table would fail every query. */
  @Test
  void selectsTheColumnsOfTheHubsTable() throws Exception {
    String text = Files.readString(TABLE);
    String block = text.substring(text.indexOf("  columns = {"));
    Set<String> columns =
        Pattern.compile("(?m)^    (\\w+)\\s*= \"(?:string|struct<)")
            .matcher(block.substring(0, block.indexOf("\n  }")))
            .results()
            .map((MatchResult it) -> it.group(1))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    assertThat(CandidateQuery.COLUMNS.keySet()).containsExactlyInAnyOrderElementsOf(columns);
  }

  @Test
  void searchesForProtectedResourcesOfTheConfiguration() {
    String sql =
        Detector.candidateCondition(
            new ProtectedResources(
                Set.of("arn:aws:kms:eu-west-1:111122223333:key/0A1B"),
                Set.of("it's.example"),
                Optional.empty()));
    assertThat(sql)
        .contains("'ScheduleKeyDeletion'", "strpos(lower(requestparameters), '0a1b') > 0")
        .doesNotContain("it's.example")
        .endsWith("'PutIdentityPolicy', 'UpdateEmailIdentityPolicy'))\n)");
  }

  @Test
  void readsARowAsTheRecordThatItWas() throws Exception {
    List<String> columns =
        List.of("useridentity", "eventtime", "eventname", "eventid", "requestparameters", "other");
    String json =
        CandidateRow.toJson(
            columns,
            Arrays.asList(
                "{\"type\":\"Root\",\"accountid\":\"111122223333\",\"invokedby\":null,"
                    + "\"sessioncontext\":{\"attributes\":{\"mfaauthenticated\":\"true\"},"
                    + "\"sessionissuer\":null,\"assumedroot\":\"true\"}}",
                "2026-03-14T02:00:00Z",
                "DeleteBucketPolicy",
                "0c1d2e3f-0000-4000-8000-000000000001",
                "{\"bucketName\":\"a\\\"b\"}",
                null));
    CloudTrailEvent event = new CloudTrailReader().events(json).get(0);
    assertThat(event.identity().isRoot()).isTrue();
    assertThat(event.identity().assumedRoot()).isTrue();
    assertThat(event.identity().invokedBy()).isEmpty();
    assertThat(event.id()).isEqualTo("0c1d2e3f-0000-4000-8000-000000000001");
    assertThat(event.requestParameters().values()).isEqualTo(Map.of("bucketName", "a\"b"));
  }

  @Test
  void recognizesThePartitionKeysOfTablesThatAwsDocuments() {
    Set<String> columns = CandidateQuery.COLUMNS.keySet();
    TrailTable byTimestamp =
        TrailTable.of(
            "default",
            "cloudtrail_logs",
            columns,
            List.of("timestamp"),
            Map.of("projection.timestamp.format", "yyyy-MM-dd"));
    assertThat(byTimestamp.dayKeys()).containsExactly("timestamp");
    assertThat(byTimestamp.dayFormat()).isEqualTo("yyyy-MM-dd");
    assertThat(byTimestamp.accountKey()).isEmpty();
    TrailTable byParts =
        TrailTable.of(
            "default",
            "logs",
            columns,
            List.of("account", "region", "year", "month", "day"),
            Map.of());
    assertThat(byParts.dayKeys()).containsExactly("year", "month", "day");
    assertThat(byParts.accountKey()).contains("account");
    TrailTable none = TrailTable.of("default", "logs", columns, List.of(), Map.of());
    assertThat(none.isPartitionedByDay()).isFalse();
  }

  @Test
  void refusesATableThatIsNotOfCloudTrail() {
    assertThatThrownBy(
            () -> TrailTable.of("default", "alb_logs", Set.of("eventtime"), List.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Table default.alb_logs is not a CloudTrail table: it has no column eventname,"
                + " eventsource, requestparameters, responseelements, useridentity.");
    assertThatThrownBy(
            () ->
                TrailTable.of(
                    "default", "a\"; DROP", CandidateQuery.COLUMNS.keySet(), List.of(), Map.of()))
        .hasMessageContaining("is not the name of a database or a table in Athena");
  }
}
