package io.rootmon.athena.trino;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootmon.athena.trino.EmbeddedTrail.Placed;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The hub's named queries on Athena's engine, with a case for each fault that they had. */
class NamedQueriesTest {
  private static final Path FOLDER = Path.of("../iac/hub/queries");
  private static final EmbeddedTrail TRAIL = EmbeddedTrail.shared();
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ACCOUNT = "111122223333";

  private final List<Placed> records = new ArrayList<>();

  @Test
  void runsEveryQueryOfTheHub() throws IOException {
    add(root("ConsoleLogin", "1"));
    TRAIL.load(records);
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        String sql = Files.readString(file);
        String[] values =
            sql.lines()
                .filter(it -> !it.strip().startsWith("--"))
                // A question mark in a literal is no parameter.
                .map(it -> it.replaceAll("'[^']*'", ""))
                .flatMap(it -> it.chars().filter(c -> c == '?').mapToObj(c -> "2026/03/14"))
                .toArray(String[]::new);
        assertThat(TRAIL.query(sql, values).getColumnNames()).as(file.toString()).isNotEmpty();
      }
    }
  }

  @Test
  void readsRecordsWithoutAType() throws IOException {
    ObjectNode old = root("RunInstances", "1");
    old.put("eventVersion", "1.01").remove("eventType");
    old.remove("eventID");
    add(old);
    add(root("RotateKey", "2").put("eventType", "AwsServiceEvent"));
    assertThat(lastUsed()).containsExactly(ACCOUNT + " 2026-03-14T02:00:00Z RunInstances 1 0");
  }

  @Test
  void groupsRecordsWithoutARecipientByTheirFolder() throws IOException {
    ObjectNode one = root("RunInstances", "1");
    one.remove("recipientAccountId");
    records.add(new Placed(one, ACCOUNT, "eu-west-1", "2026/03/14"));
    ObjectNode other = root("StopInstances", "2");
    other.remove("recipientAccountId");
    records.add(new Placed(other, "444455556666", "eu-west-1", "2026/03/14"));
    assertThat(lastUsed())
        .containsExactlyInAnyOrder(
            ACCOUNT + " 2026-03-14T02:00:00Z RunInstances 1 0",
            "444455556666 2026-03-14T02:00:00Z StopInstances 1 0");
  }

  @Test
  void countsOnlySuccessfulSignInsAndNoPasswordRecovery() throws IOException {
    add(signIn("1", "2026-03-14T02:00:00Z", "Success"));
    add(signIn("2", "2026-03-14T03:00:00Z", "Failure"));
    add(root("PasswordRecoveryRequested", "3").put("eventTime", "2026-03-14T04:00:00Z"));
    assertThat(lastUsed()).containsExactly(ACCOUNT + " 2026-03-14T02:00:00Z ConsoleLogin 1 1");
  }

  @Test
  void countsARecordOnceAndBreaksTiesByTheEventId() throws IOException {
    add(root("RunInstances", "1"));
    add(root("RunInstances", "1"));
    add(root("StopInstances", "2"));
    assertThat(lastUsed()).containsExactly(ACCOUNT + " 2026-03-14T02:00:00Z StopInstances 2 0");
  }

  @Test
  void includesWhatRootDidThroughAService() throws IOException {
    ObjectNode key = root("CreateAccessKey", "1");
    key.put("eventSource", "iam.amazonaws.com");
    identity(key).put("invokedBy", "AWS Internal");
    add(key);
    ObjectNode stack = root("RunInstances", "2").put("eventTime", "2026-03-14T03:00:00Z");
    identity(stack)
        .put("invokedBy", "cloudformation.amazonaws.com")
        .put("accessKeyId", "AKIAIOSFODNN7EXAMPLE");
    add(stack);
    ObjectNode scaling = root("TerminateInstances", "3").put("eventTime", "2026-03-14T04:00:00Z");
    identity(scaling).put("invokedBy", "autoscaling.amazonaws.com");
    add(scaling);
    assertThat(lastUsed()).containsExactly(ACCOUNT + " 2026-03-14T03:00:00Z RunInstances 2 0");
  }

  @Test
  void findsEventsThatAreDeliveredOnTheNextDay() throws IOException {
    ObjectNode late = root("RunInstances", "1").put("eventTime", "2026-03-14T23:58:00Z");
    records.add(new Placed(late, ACCOUNT, "eu-west-1", "2026/03/15"));
    assertThat(lastUsed()).containsExactly(ACCOUNT + " 2026-03-14T23:58:00Z RunInstances 1 0");
    MaterializedResult session =
        TRAIL.query(
            Files.readString(FOLDER.resolve("session.sql")),
            ACCOUNT,
            "2026/03/14",
            "2026/03/14",
            "ASIAIOSFODNN7EXAMPLE");
    assertThat(session.getRowCount()).isEqualTo(1);
  }

  /** Account, time, event, events and sign-ins of each row. */
  private List<String> lastUsed() throws IOException {
    TRAIL.load(records);
    return TRAIL
        .query(Files.readString(FOLDER.resolve("last-used.sql")), "2026/03/14")
        .getMaterializedRows()
        .stream()
        .map(NamedQueriesTest::text)
        .toList();
  }

  private static String text(MaterializedRow row) {
    return row.getField(0)
        + " "
        + row.getField(1)
        + " "
        + row.getField(2)
        + " "
        + row.getField(4)
        + " "
        + row.getField(5);
  }

  private void add(ObjectNode record) {
    records.add(Placed.of(record));
  }

  private static ObjectNode identity(ObjectNode record) {
    return (ObjectNode) record.get("userIdentity");
  }

  private static ObjectNode signIn(String id, String time, String result) {
    ObjectNode record = root("ConsoleLogin", id).put("eventTime", time);
    record.put("eventSource", "signin.amazonaws.com").put("eventType", "AwsConsoleSignIn");
    record.putObject("responseElements").put("ConsoleLogin", result);
    return record;
  }

  private static ObjectNode root(String name, String id) {
    ObjectNode record = JSON.createObjectNode();
    record.put("eventVersion", "1.08");
    record
        .putObject("userIdentity")
        .put("type", "Root")
        .put("principalId", ACCOUNT)
        .put("arn", "arn:aws:iam::" + ACCOUNT + ":root")
        .put("accountId", ACCOUNT)
        .put("accessKeyId", "ASIAIOSFODNN7EXAMPLE");
    record.put("eventTime", "2026-03-14T02:00:00Z");
    record.put("eventSource", "ec2.amazonaws.com");
    record.put("eventName", name);
    record.put("awsRegion", "eu-west-1");
    record.put("sourceIPAddress", "192.0.2.10");
    record.put("eventID", "0c1d2e3f-0000-4000-8000-00000000000" + id);
    record.put("eventType", "AwsApiCall");
    record.put("recipientAccountId", ACCOUNT);
    return record;
  }
}
