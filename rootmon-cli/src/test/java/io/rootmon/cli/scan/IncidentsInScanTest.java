package io.rootmon.cli.scan;

import static io.rootmon.cli.CommandResult.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentsInScanTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @SuppressWarnings("NullAway.Init") // before each
  private ArchiveFixtures records;

  @BeforeEach
  void start() {
    records = new ArchiveFixtures(folder);
  }

  @Test
  void filesInAnyOrderMakeTheIncidentsOfTheirTimes() throws IOException {
    records
        .add("09:00:00", "later", "CreateUser")
        .add("02:20:00", "second", "CreateUser")
        .add("02:00:00", "first", "CreateUser");

    assertThat(table())
        .contains("2 incidents with 3 findings\n")
        .contains("2026-03-14T02:00:00Z to 2026-03-14T02:20:00Z\n")
        .contains("HIGH      2026-03-14T09:00:00Z\n");
  }

  @Test
  void appendsEarlierLowFindingsToTheIncident() throws IOException {
    records
        .add("01:00:00", "long before", "ListUsers")
        .add("01:50:00", "just before", "ListUsers")
        .add("02:00:00", "page", "CreateUser")
        .add("02:20:00", "after", "ListUsers");

    assertThat(table())
        .contains("1 incident with 3 findings\n")
        .contains("2026-03-14T01:50:00Z to 2026-03-14T02:20:00Z\n")
        .contains("          2 findings below MEDIUM\n");
  }

  @Test
  void eventsOfServicesAreCountedWithoutAnIncident() throws IOException {
    records
        .add("02:00:00", "page", "CreateUser")
        .byService("02:00:01", "one")
        .byService("02:00:02", "two");

    assertThat(table())
        .contains("  3 findings about root, 2 of them by AWS services (in no incident)\n")
        .contains("1 incident with 1 finding\n");
    assertThat(json("--min-severity=info"))
        .contains("\"serviceFindingCount\" : 2,", "\"findings\" : 1,");
  }

  @Test
  void theIncidentRaisesASeverityInEveryFormat() throws IOException {
    records.signIn("02:00:00", "failure", false).signIn("02:01:00", "success", true);

    assertThat(table())
        .contains("CRITICAL  2026-03-14T02:01:00Z  ConsoleLogin succeeded")
        .contains("root.sign-in: the first success after a failed sign-in\n")
        .contains("severity  1 CRITICAL, 1 MEDIUM\n");
    assertThat(json("--min-severity=critical")).contains("\"listedFindingCount\" : 1,");
  }

  /** A correction may show more than the first record, so it is listed, and counted. */
  @Test
  void countsACorrectionWithItsIncident() throws IOException {
    records
        .add("02:00:00", "first", "CreateUser")
        .add("02:00:00", "second", "CreateUser", ",\"addendum\":{\"originalEventID\":\"first\"}");

    assertThat(table())
        .contains("  2 findings about root\n", "1 incident with 2 findings\n", "All 2 findings\n")
        .doesNotContain("other finding");
    assertThat(json())
        .contains("\"findings\" : 2,", "\"listedFindingCount\" : 2,")
        .satisfies(
            it ->
                assertThat(it.split("\"incidentId\" : \"111122223333-2026-03-14-", -1)).hasSize(3));
  }

  @Test
  void countsTheCopiesOfTwoAccountsWithTheirIncident() throws IOException {
    records
        .add("02:00:00", "one", "CreateUser", ",\"sharedEventID\":\"shared\"")
        .add("02:00:00", "two", "CreateUser", ",\"sharedEventID\":\"shared\"")
        .add("02:00:00", "three", "CreateAccessKey", ",\"sharedEventID\":\"shared\"");

    assertThat(table())
        .contains("  3 findings about root\n", "1 incident with 3 findings\n", "All 3 findings\n")
        .doesNotContain("other finding");
  }

  @Test
  void everyListedFindingNamesItsIncident() throws IOException {
    records.add("02:00:00", "one", "CreateUser").add("09:00:00", "two", "CreateUser");

    String csv = rootmon("scan", "--format=csv", folder.toString()).out();

    assertThat(csv.lines().findFirst().orElseThrow()).endsWith(",eventId,incidentId");
    assertThat(csv.lines().skip(1).map(it -> it.replaceAll(".*,", "")).distinct()).hasSize(2);
    assertThat(json())
        .contains("\"incidentCount\" : 2,")
        .contains(
            "\"headline\" : \"Root created an IAM user in account 111122223333 from 192.0.2.7\"");
  }

  private String table() {
    return rootmon("scan", folder.toString()).out();
  }

  private String json(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "scan";
    arguments[1] = "--format=json";
    System.arraycopy(options, 0, arguments, 2, options.length);
    arguments[arguments.length - 1] = folder.toString();
    return rootmon(arguments).out();
  }
}
