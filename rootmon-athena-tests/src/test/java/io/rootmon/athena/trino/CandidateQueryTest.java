package io.rootmon.athena.trino;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rootmon.athena.trino.EmbeddedTrail.Placed;
import io.rootmon.cases.CaseFiles;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.detect.AssumedRootSessionStore;
import io.rootmon.detect.DetectedCalls;
import io.rootmon.detect.Detector;
import io.rootmon.detect.ProtectedResources;
import io.rootmon.detect.RootActivity;
import io.rootmon.iac.CloudTrailCall;
import io.rootmon.internal.athena.CandidateQuery;
import io.rootmon.internal.athena.CandidateRow;
import io.rootmon.internal.athena.TrailTable;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The candidate query on Athena's engine: every event in which the detector finds root activity is
 * among the candidates, and the rows of the result give the same findings as the records. The
 * property {@code rootmon.archive} names a folder of CloudTrail logs that is tested as well.
 */
class CandidateQueryTest {
  /** The engine sends the standard output to its log. */
  private static final PrintStream OUT = System.out;

  private static final JsonMapper JSON = new JsonMapper();
  private static final EmbeddedTrail TRAIL = EmbeddedTrail.shared();
  private static final List<String> FIGURES = new ArrayList<>();

  /** Resources that only a configuration identifies, as the cases name them. */
  private static final ProtectedResources PROTECTED =
      new ProtectedResources(
          Set.of("arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-00000000000a"),
          Set.of("alerts.example.com"),
          Optional.empty());

  /** A record, and what the detector finds in it. */
  private record Judged(Placed placed, Optional<String> finding) {}

  @AfterAll
  static void printsTheFigures() {
    OUT.printf(
        Locale.ROOT,
        "%-28s %9s %11s %9s %7s%n",
        "input",
        "rows",
        "candidates",
        "findings",
        "missed");
    FIGURES.forEach(OUT::println);
  }

  @Test
  void selectsEveryFindingOfTheCaseFilesAndTheArchive() {
    List<JsonNode> records = new ArrayList<>();
    Stream.concat(CaseFiles.judged().stream(), CaseFiles.in("ignored").stream())
        .flatMap(file -> read(file).stream())
        .forEach(records::add);
    assertThat(compare("case files", records)).isGreaterThan(100);
    String folder = System.getProperty("rootmon.archive", "");
    if (!folder.isEmpty()) {
      List<JsonNode> archive =
          CloudTrailReader.files(Path.of(folder)).flatMap(file -> read(file).stream()).toList();
      compare("archive", archive);
    }
  }

  @Test
  void selectsEveryCallOfTheDetectorsLists() {
    List<JsonNode> records = new ArrayList<>();
    CloudTrailCall.thatChangeRootmon().forEach(it -> records.add(it.detail()));
    Stream.of(
            DetectedCalls.thatSwitchDetectionOff(),
            DetectedCalls.thatTargetRoot(),
            DetectedCalls.thatLoosenGuardrails())
        .forEach(calls -> addCalls(calls, records));
    add("guardduty", "UpdateTrustedEntitySet", "", records);
    add("guardduty", "CreateIPSet", "activate=true", records);
    add("guardduty", "UpdateFilter", "", records);
    add("guardduty", "UpdateDetector", "enable=false", records);
    add("iam", "CreateRole", "roleName=stacksets-exec-0a1b", records);
    add("kms", "ScheduleKeyDeletion", "keyId=0a1b2c3d-0000-4000-8000-00000000000a", records);
    add("ses", "DeleteEmailIdentity", "emailIdentity=Alerts.example.com", records);
    add("email", "DeleteIdentity", "identity=alerts.example.com", records);
    int findings = records.size();
    // Calls of the same names on other resources, and by other services, are not candidates.
    add("sqs", "DeleteQueue", "queueUrl=https://sqs.eu-west-1.amazonaws.com/1/orders", records);
    add("iot", "DetachPolicy", "policyName=sensor", records);
    add("s3", "GetBucketAcl", "bucketName=rootmon", records);
    assertThat(compare("lists of calls", records)).isEqualTo(findings);
    assertThat(candidates()).doesNotContain(findings, findings + 1, findings + 2);
  }

  @Test
  void selectsIdentitiesThatOnlyOneFieldIdentifies() {
    List<JsonNode> records =
        Stream.of(
                "{\"type\":\"root\"}",
                "{\"type\":\"ROOT\",\"invokedBy\":\"autoscaling.amazonaws.com\"}",
                "{\"arn\":\"arn:aws:iam::111122223333:root\"}",
                "{\"arn\":\"arn:aws:iam::111122223333:root \",\"invokedBy\":\"AWS Internal\"}",
                "{\"type\":\"Unknown\",\"arn\":\"arn:aws:iam::111122223333:ROOT\"}",
                "{\"principalId\":\"111122223333\"}",
                "{\"type\":\"Account\",\"principalId\":\"111122223333\"}",
                "{\"type\":\"FederatedUser\",\"sessionContext\":{\"sessionIssuer\":"
                    + "{\"type\":\"Root\",\"arn\":\"arn:aws:iam::111122223333:root\"}}}",
                "{\"type\":\"FederatedUser\",\"sessionContext\":{\"sessionIssuer\":"
                    + "{\"arn\":\"arn:aws:iam::111122223333:root\"}}}",
                "{\"type\":\"AssumedRole\",\"sessionContext\":{\"sessionIssuer\":"
                    + "{\"type\":\"root\"}}}")
            .map(CandidateQueryTest::withIdentity)
            .toList();
    assertThat(compare("identities", records)).isEqualTo(records.size());
  }

  @Test
  void scansOnlyTheSelectedPartitions() {
    List<Placed> placed = new ArrayList<>();
    for (String account : List.of("111122223333", "444455556666")) {
      for (String region : List.of("us-east-1", "eu-west-1")) {
        for (String day : List.of("2026/03/13", "2026/03/14", "2026/03/15")) {
          placed.add(new Placed(withIdentity("{\"type\":\"Root\"}"), account, region, day));
        }
      }
    }
    TRAIL.load(placed);
    LocalDate day = LocalDate.of(2026, 3, 14);
    assertThat(rows(query(Optional.of(day), Optional.of(day), Set.of(), Set.of()))).hasSize(4);
    assertThat(rows(query(Optional.of(day), Optional.empty(), Set.of(), Set.of()))).hasSize(8);
    assertThat(rows(query(Optional.empty(), Optional.of(day), Set.of(), Set.of()))).hasSize(8);
    assertThat(
            rows(
                query(
                    Optional.of(day),
                    Optional.of(day),
                    Set.of("111122223333"),
                    Set.of("eu-west-1"))))
        .hasSize(1);
  }

  @Test
  void comparesTheDaysOfATableWithThreePartitionKeys() {
    TRAIL.load(List.of(Placed.of(withIdentity("{\"type\":\"Root\"}"))));
    TRAIL.query("DROP TABLE IF EXISTS by_parts");
    TRAIL.query(
        "CREATE TABLE by_parts AS SELECT "
            + String.join(", ", TRAIL.schema().names())
            + ", year, month, \"day\" FROM (SELECT "
            + String.join(", ", TRAIL.schema().names())
            + " FROM trail) CROSS JOIN (VALUES ('2026', '3', '9'), ('2026', '03', '10'),"
            + " ('2026', '12', '1')) AS parts(year, month, \"day\")");
    TrailTable table =
        TrailTable.of(
            "default",
            "by_parts",
            TRAIL.schema().names(),
            List.of("year", "month", "day"),
            Map.of());
    CandidateQuery query =
        new CandidateQuery(
            table,
            ProtectedResources.NONE,
            Optional.of(LocalDate.of(2026, 3, 10)),
            Optional.of(LocalDate.of(2026, 11, 30)),
            Set.of(),
            Set.of());
    assertThat(rows(query)).hasSize(1);
  }

  /** Returns the number of findings. Both ways must find the same. */
  private static long compare(String input, List<JsonNode> records) {
    List<Judged> judged = judge(records.stream().map(Placed::of).toList());
    TRAIL.load(judged.stream().map(Judged::placed).toList());
    Set<Integer> candidates = candidates();
    List<Integer> missed =
        IntStream.range(0, judged.size())
            .filter(n -> judged.get(n).finding().isPresent() && !candidates.contains(n))
            .boxed()
            .toList();
    List<String> findings = judged.stream().flatMap(it -> it.finding().stream()).sorted().toList();
    FIGURES.add(
        String.format(
            Locale.ROOT,
            "%-28s %,9d %,11d %,9d %,7d",
            input,
            judged.size(),
            candidates.size(),
            findings.size(),
            missed.size()));
    assertThat(missed)
        .as(() -> missed.stream().map(n -> judged.get(n).placed().record()).toList().toString())
        .isEmpty();
    List<MaterializedRow> rows =
        rows(query(Optional.empty(), Optional.empty(), Set.of(), Set.of()));
    assertThat(rows).hasSameSizeAs(candidates);
    List<String> ofRows = findingsOf(rows);
    assertThat(without(ofRows, findings)).isEmpty();
    assertThat(without(findings, ofRows)).isEmpty();
    return findings.size();
  }

  private static List<String> without(List<String> all, List<String> others) {
    List<String> rest = new ArrayList<>(all);
    others.forEach(rest::remove);
    return rest;
  }

  private static CandidateQuery query(
      Optional<LocalDate> first,
      Optional<LocalDate> last,
      Set<String> accounts,
      Set<String> regions) {
    return new CandidateQuery(
        TrailTable.of(
            "default",
            "trail",
            TRAIL.schema().names(),
            List.of("account", "region", "day"),
            Map.of()),
        PROTECTED,
        first,
        last,
        accounts,
        regions);
  }

  private static Set<Integer> candidates() {
    return TRAIL
        .query("SELECT n FROM trail WHERE " + Detector.candidateCondition(PROTECTED))
        .getOnlyColumnAsSet()
        .stream()
        .map(it -> ((Long) it).intValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<MaterializedRow> rows(CandidateQuery query) {
    return TRAIL.query(query.sql()).getMaterializedRows();
  }

  /** As {@code scan --athena} reads the result. */
  private static List<String> findingsOf(List<MaterializedRow> rows) {
    MaterializedResult named =
        TRAIL.query(query(Optional.empty(), Optional.empty(), Set.of(), Set.of()).sql());
    List<JsonNode> records = new ArrayList<>();
    for (MaterializedRow row : rows) {
      List<String> values = new ArrayList<>();
      row.getFields().forEach(it -> values.add((String) it));
      records.add(parse(CandidateRow.toJson(named.getColumnNames(), values)));
    }
    return judge(records.stream().map(Placed::of).toList()).stream()
        .flatMap(it -> it.finding().stream())
        .sorted()
        .toList();
  }

  /** Central sessions are recognized by their AssumeRoot, so these are read first. */
  private static List<Judged> judge(List<Placed> placed) {
    AssumedRootSessionStore sessions = AssumedRootSessionStore.inMemory();
    Detector detector = new Detector(sessions, PROTECTED);
    List<Optional<CloudTrailEvent>> events = placed.stream().map(it -> event(it.record())).toList();
    events.stream().flatMap(Optional::stream).forEach(detector::detect);
    List<Judged> judged = new ArrayList<>();
    for (int index = 0; index < placed.size(); index++) {
      judged.add(
          new Judged(
              placed.get(index),
              events.get(index).flatMap(detector::detect).map(CandidateQueryTest::text)));
    }
    return judged;
  }

  private static String text(RootActivity found) {
    CloudTrailEvent event = found.event();
    return String.join(
        " | ",
        event.time().toString(),
        event.name(),
        event.source(),
        found.kind().toString(),
        found.kindReason(),
        found.outcome().toString(),
        found.mfa().toString(),
        found.account().toString(),
        found.actor(),
        new TreeMap<>(event.requestParameters().values()).toString());
  }

  private static Optional<CloudTrailEvent> event(JsonNode record) {
    try (ReadResultIterator results = new CloudTrailReader().read(record.toString(), "record")) {
      return results.next() instanceof ReadResult.EventRead read
          ? Optional.of(read.event())
          : Optional.empty();
    }
  }

  /** The records of CloudTrail in a file. Other things, such as findings, are not in a trail. */
  private static List<JsonNode> read(Path file) {
    List<JsonNode> records = new ArrayList<>();
    try (ReadResultIterator results = new CloudTrailReader().readFile(file)) {
      results.forEachRemaining(
          result -> {
            if (result instanceof ReadResult.EventRead read) {
              JsonNode raw = parse(read.event().raw());
              JsonNode record = raw.has("detail") ? raw.get("detail") : raw;
              if (record.has("eventName") && record.path("userIdentity").isObject()) {
                records.add(record);
              }
            }
          });
    }
    return records;
  }

  private static void addCalls(Map<String, Set<String>> calls, List<JsonNode> records) {
    calls.forEach((service, names) -> names.forEach(it -> add(service, it, "", records)));
  }

  private static void add(String service, String name, String parameter, List<JsonNode> records) {
    records.add(new CloudTrailCall(service, name, "IAMUser", parameter).detail());
  }

  private static JsonNode withIdentity(String identity) {
    return parse(
        "{\"eventVersion\":\"1.08\",\"userIdentity\":"
            + identity
            + ",\"eventTime\":\"2026-03-14T02:17:45Z\",\"eventSource\":\"ec2.amazonaws.com\","
            + "\"eventName\":\"RunInstances\",\"awsRegion\":\"eu-west-1\","
            + "\"eventID\":\"0c1d2e3f-0000-4000-8000-000000000001\",\"eventType\":\"AwsApiCall\","
            + "\"recipientAccountId\":\"111122223333\"}");
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }
}
