package io.rootmon.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cli.CommandResult;
import io.rootmon.incident.Incident;
import io.rootmon.internal.report.IncidentReader;
import io.rootmon.internal.report.WeekFixtures;
import io.rootmon.internal.state.dynamodb.DynamoDbLocal;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real table. */
class StoredReportTest {
  private static final String TABLE = "stored-reports";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-20T12:00:00Z"));

  private static String first = "";
  private static String second = "";

  private final Path folder;

  StoredReportTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void twoIncidentsOfOneAccount() throws Exception {
    DynamoDbLocal.createTable(TABLE);
    DynamoDbStore store = new DynamoDbStore(DynamoDbLocal.access(), "us-east-1", TABLE, CLOCK);
    WeekFixtures weeks =
        new WeekFixtures(store).takeover(WeekFixtures.PAYMENTS, "2026-03-10T10:00:00Z", 12);
    IncidentReader incidents = new IncidentReader(store.incidents());
    first = incidents.latest(WeekFixtures.PAYMENTS.value()).map(Incident::id).orElseThrow();
    weeks.takeover(WeekFixtures.PAYMENTS, "2026-03-12T10:00:00Z", 3);
    second = incidents.latest(WeekFixtures.PAYMENTS.value()).map(Incident::id).orElseThrow();
  }

  @Test
  void anIncidentIsFoundByItsIdWhetherItIsTheLatestOrNot() throws Exception {
    CommandResult earlier = run(first);
    CommandResult latest = run(second);

    assertThat(earlier.out()).startsWith("Closed: 12 root events in payments-prod");
    assertThat(earlier.out()).contains("CRITICAL: Root stopped a CloudTrail trail (10:00:40 UTC)");
    assertThat(latest.out()).startsWith("Open: 3 root events in payments-prod");
    assertThat(latest.code()).isZero();
  }

  @Test
  void anAccountsLatestIsFoundByItsNumber() throws Exception {
    CommandResult ran = run("--account", "111122223333", "--format", "json");

    assertThat(ran.out())
        .contains("\"id\" : \"" + second + "\"")
        .contains("\"previousId\" : \"" + first + "\"");
  }

  @Test
  void theWeekIsReadFromItsIncidents() throws Exception {
    CommandResult ran = run("--week", "2026-W11");

    assertThat(ran.out())
        .startsWith("Week 2026-W11: 1 incident needs attention, 15 root events in 1 of 1 account\n")
        .contains("     .   12C     .    3M     .     .     .  payments-prod (111122223333)\n");
    assertThat(run("--week").out()).startsWith("Week 2026-W11: ");
    assertThat(run("--week", "2026-W99").err())
        .isEqualTo("rootmon: '2026-W99' is not valid for --week. Use a week such as 2026-W47.\n");
  }

  @Test
  void reportsAMissingValue() throws Exception {
    CommandResult incident = run("111122223333-2026-03-14-00000000");
    CommandResult account = run("--account", "444455556666");

    assertThat(incident.err())
        .isEqualTo(
            "rootmon: No incident 111122223333-2026-03-14-00000000 in the table. Every alert"
                + " contains the ID of its incident.\n");
    assertThat(account.err())
        .isEqualTo("rootmon: No incident of account 444455556666 in the table.\n");
    assertThat(account.code()).isEqualTo(4);
  }

  @Test
  void reportsAMissingTable() throws Exception {
    CommandResult ran = run("another-table", "--account", "111122223333");

    assertThat(ran.err()).contains("another-table");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(4);
  }

  private CommandResult run(String... arguments) throws Exception {
    boolean isOther = arguments[0].equals("another-table");
    Path config = folder.resolve("rootmon.json");
    Files.writeString(
        config,
        """
        {"accounts": {"111122223333": "payments-prod"},
         "state": {"table": "%s", "region": "us-east-1"}}
        """
            .formatted(isOther ? "another-table" : TABLE));
    String line = "report --config " + config + " " + String.join(" ", arguments);
    Map<String, String> aws =
        Map.of(
            "aws.endpointUrl", DynamoDbLocal.address().toString(),
            "aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE",
            "aws.secretAccessKey", "not-a-secret-access-key");
    aws.forEach(System::setProperty);
    try {
      return CommandResult.rootmon(line.replace(" another-table", "").split(" ", -1));
    } finally {
      aws.keySet().forEach(System::clearProperty);
    }
  }
}
