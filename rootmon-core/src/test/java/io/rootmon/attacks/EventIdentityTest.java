package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.channel.outbox.OutboxChannel;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbLocal;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which records are one event, and which are not. */
class EventIdentityTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-03-14T02:20:00Z"));
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String ID = "0b8d7f4e-5a26-4c93-8e1f-92d4a6b3c571";

  @Test
  void twoAccountsEventsOfOneIdAreTwoEventsInMemory() throws Exception {
    twoAccountsEventsOfOneIdAreTwoEvents(new MemoryStore(NOW));
  }

  @Test
  void twoAccountsEventsOfOneIdAreTwoEventsInATable() throws Exception {
    DynamoDbLocal.createTable("identity");
    twoAccountsEventsOfOneIdAreTwoEvents(
        new DynamoDbStore(DynamoDbLocal.access(), DynamoDbLocal.REGION, "identity", NOW));
  }

  private static void twoAccountsEventsOfOneIdAreTwoEvents(SharedStateStore store)
      throws Exception {
    RecordingChannel pager = new RecordingChannel("pager");
    RootMonitor monitor = Monitors.of(pager, store, NOW);
    ProcessingResult first =
        monitor.process(
            Monitors.finding(monitor, Monitors.record("111122223333", ID)), Deadline.in(TIMEOUT));
    ProcessingResult second =
        monitor.process(
            Monitors.finding(monitor, Monitors.record("444455556666", ID)), Deadline.in(TIMEOUT));
    ProcessingResult copy =
        monitor.process(
            Monitors.finding(monitor, Monitors.record("444455556666", ID)), Deadline.in(TIMEOUT));

    assertThat(first.action()).isEqualTo(IncidentAction.OPEN);
    assertThat(second.action()).isEqualTo(IncidentAction.OPEN);
    assertThat(copy.isDone()).isTrue();
    assertThat(pager.alerts()).hasSize(2);
    assertThat(store.incidents().history("444455556666").incident().orElseThrow().count())
        .isEqualTo(1);
  }

  @Test
  void eventsOfOneAccountThatShareAnIdButNotTheirNameOrTimeAreSeveral() throws Exception {
    RecordingChannel pager = new RecordingChannel("pager");
    MemoryStore store = new MemoryStore(NOW);
    RootMonitor monitor = Monitors.of(pager, store, NOW);
    String key = Monitors.record("111122223333", "1");
    for (String record :
        List.of(
            key,
            key,
            key.replace("CreateAccessKey", "CreateUser"),
            key.replace("02:17:09", "02:18:09"))) {
      monitor.process(Monitors.finding(monitor, record), Deadline.in(TIMEOUT));
    }

    assertThat(store.history("111122223333").incident().orElseThrow().count()).isEqualTo(3);
  }

  @Test
  void eventsOfOneAccountThatShareASharedIdButNotTheirNameAreSeveral() throws Exception {
    MemoryStore store = new MemoryStore(NOW);
    RootMonitor monitor = Monitors.of(new RecordingChannel("pager"), store, NOW);
    String key =
        Monitors.record("111122223333", "1")
            .replace("\"eventVersion\"", "\"sharedEventID\":\"s\",\"eventVersion\"");
    String device =
        Monitors.record("111122223333", "2")
            .replace("\"eventVersion\"", "\"sharedEventID\":\"s\",\"eventVersion\"")
            .replace("CreateAccessKey", "DeactivateMFADevice");

    monitor.process(Monitors.finding(monitor, key), Deadline.in(TIMEOUT));
    ProcessingResult second =
        monitor.process(Monitors.finding(monitor, device), Deadline.in(TIMEOUT));

    assertThat(second.action()).isEqualTo(IncidentAction.ESCALATE);
    assertThat(store.history("111122223333").incident().orElseThrow().count()).isEqualTo(2);
  }

  @Test
  void aCorrectionAndTheCopyOfAnotherAccountAreNoNewEvents() throws Exception {
    RecordingChannel pager = new RecordingChannel("pager");
    RootMonitor monitor = Monitors.of(pager, new MemoryStore(NOW), NOW);
    String original =
        Monitors.record("111122223333", "a")
            .replace("\"eventVersion\"", "\"sharedEventID\":\"s\",\"eventVersion\"");
    String correction =
        Monitors.record("111122223333", "b")
            .replace(
                "\"eventVersion\"", "\"addendum\":{\"originalEventID\":\"a\"},\"eventVersion\"");
    String shared =
        Monitors.record("444455556666", "c")
            .replace("\"eventVersion\"", "\"sharedEventID\":\"s\",\"eventVersion\"");
    monitor.process(Monitors.finding(monitor, original), Deadline.in(TIMEOUT));

    for (String copy : List.of(correction, shared)) {
      assertThat(monitor.process(Monitors.finding(monitor, copy), Deadline.in(TIMEOUT)).action())
          .isEqualTo(IncidentAction.DUPLICATE);
    }
    assertThat(pager.alerts()).hasSize(1);
  }

  @Test
  void aRecordWithoutAnIdHasTheSameIdInEveryForm() throws Exception {
    String compact =
        "{\"eventTime\":\"2026-03-14T02:17:09Z\",\"eventName\":\"CreateAccessKey\","
            + "\"eventSource\":\"iam.amazonaws.com\",\"userIdentity\":{\"type\":\"Root\","
            + "\"accountId\":\"111122223333\"},\"requestParameters\":{\"list\":[1,true,null,\"\\u0061\"]}}";
    String indented = compact.replace(",", ",\n  ").replace("{", "{\n  ").replace(":\"", " : \"");
    String reordered =
        "{\"requestParameters\":{\"list\":[1,true,null,\"a\"]},\"userIdentity\":{\"accountId\":"
            + "\"111122223333\",\"type\":\"Root\"},\"eventSource\":\"iam.amazonaws.com\","
            + "\"eventName\":\"CreateAccessKey\",\"eventTime\":\"2026-03-14T02:17:09Z\"}";
    String enveloped =
        "{\"version\":\"0\",\"id\":\"1\",\"detail-type\":\"AWS API Call via CloudTrail\","
            + "\"source\":\"aws.iam\",\"account\":\"111122223333\",\"detail\":"
            + compact
            + "}";
    String other = compact.replace("true", "false");

    List<String> ids =
        Stream.of(compact, indented, reordered, "{\"Records\":[" + compact + "]}", enveloped)
            .map(EventIdentityTest::id)
            .distinct()
            .toList();
    AttackTable.row(
        "R-F15",
        "a record without an id: compact, indented, reordered, in a list, in an envelope",
        "a different id each",
        ids.size() + " id");
    assertThat(ids).hasSize(1).allMatch(it -> it.matches("sha256-[0-9a-f]{32}"));
    assertThat(id(other)).isNotEqualTo(ids.get(0));
  }

  private static String id(String record) {
    return ((ReadResult.EventRead) Monitors.readings(record).get(0)).event().id();
  }

  @Test
  void theRootIdentityOfTwoTakesPrecedence() throws Exception {
    String user = "\"{\\\"type\\\":\\\"IAMUser\\\",\\\"userName\\\":\\\"eve\\\"}\"";
    String root = "{\"type\":\"Root\",\"accountId\":\"111122223333\"}";
    String quotedRoot = "\"{\\\"type\\\":\\\"Root\\\",\\\"accountId\\\":\\\"111122223333\\\"}\"";
    String userObject = "{\"type\":\"IAMUser\",\"userName\":\"eve\"}";
    int found = 0;
    for (List<String> pair :
        List.of(
            List.of(user, root),
            List.of(root, user),
            List.of(quotedRoot, userObject),
            List.of(userObject, quotedRoot),
            List.of(userObject, root),
            List.of("null", root),
            List.of(root, "null"))) {
      String record =
          Monitors.record("111122223333", "a")
              .replaceFirst(
                  "(?s)\"userIdentity\":\\{.*?\\}", "\"userIdentity\":@1,\"userIdentity\":@2")
              .replace("@1", pair.get(0))
              .replace("@2", pair.get(1));
      ReadResult.EventRead read = (ReadResult.EventRead) Monitors.readings(record).get(0);
      assertThat(read.event().identity().isRoot()).as("%s", pair).isTrue();
      found++;
    }
    AttackTable.row(
        "F16",
        "two userIdentity members, a text or an object, one of them root's",
        "not root where a text stood first",
        found + " of 7 root");
  }

  @Test
  void aRecordWithAnIdentityIsNoInsight() throws Exception {
    for (String mark :
        List.of("\"eventCategory\":\"Insight\",", "\"eventType\":\"AwsCloudTrailInsight\",")) {
      String record =
          Monitors.record("111122223333", "a")
              .replace("\"eventVersion\"", mark + "\"eventVersion\"");
      String enveloped =
          "{\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.iam\",\"detail\":"
              + record
              + "}";
      for (String text : List.of(record, "{\"Records\":[" + record + "]}", enveloped)) {
        assertThat(Monitors.readings(text).get(0))
            .as(text)
            .isInstanceOf(ReadResult.EventRead.class);
      }
    }
    String insight =
        "{\"eventTime\":\"2026-03-14T02:17:09Z\",\"eventType\":\"AwsCloudTrailInsight\","
            + "\"eventCategory\":\"Insight\",\"insightDetails\":{\"eventName\":\"RunInstances\"}}";
    assertThat(Monitors.readings(insight).get(0)).isInstanceOf(ReadResult.Skipped.class);
    AttackTable.row(
        "F16", "a record of root that calls itself an Insight", "skipped silently", "judged");
  }

  @Test
  void everyAlertHasASeparateFolderInTheOutbox(@TempDir Path folder) throws Exception {
    OutboxChannel outbox = new OutboxChannel(folder, Templates.builtIn());
    RootMonitor monitor = Monitors.of(new RecordingChannel("pager"), new MemoryStore(NOW), NOW);
    String record = Monitors.record("111122223333", ID);
    List<String> records =
        List.of(
            record,
            Monitors.record("444455556666", ID),
            record.replace("198.51.100.7", "203.0.113.9"),
            record.replace("CreateAccessKey", "Create-AccessKey"),
            record.replace("CreateAccessKey", "Create.AccessKey"),
            record.replace("02:17:09Z", "02:17:09.500Z"));
    for (String one : records) {
      outbox.send(monitor.alert(Monitors.finding(monitor, one)), Deadline.in(TIMEOUT));
    }
    // One that is sent again takes its own folder.
    outbox.send(monitor.alert(Monitors.finding(monitor, record)), Deadline.in(TIMEOUT));

    try (Stream<Path> folders = Files.list(folder)) {
      long count = folders.count();
      AttackTable.row(
          "R-F10",
          "6 alerts that agree in time, event and id",
          "fewer folders",
          count + " folders");
      assertThat(count).isEqualTo(records.size());
    }
    assertThat(new CloudTrailReader().events(record)).hasSize(1);
  }
}
