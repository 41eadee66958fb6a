package io.rootmon.cli.scan;

import static io.rootmon.cli.CommandResult.example;
import static io.rootmon.cli.CommandResult.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cli.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void reportsOnAnArchive() {
    CommandResult ran = rootmon("scan", "--config", example("rootmon.json"), example("archive"));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith(
            """
            8 records read from 3 files
              dated from 2026-03-14T01:55:00Z to 2026-03-16T09:06:30Z
              1 duplicate record about root, skipped
              6 findings about root, 1 of them by AWS services (in no incident)
              1 record not about root

            2 incidents with 3 findings
            CRITICAL  2026-03-14T02:17:45Z to 2026-03-14T02:21:03Z
                      Root signed in to payments-prod (111122223333) without MFA from
                      203.0.113.7
                      CRITICAL  2026-03-14T02:17:45Z  ConsoleLogin succeeded from 203.0.113.7
                                root.sign-in.without-mfa: root signed in to the console
                                without MFA: the password alone was enough to get in
            """)
        .endsWith(
            """

            All 6 findings
            severity  2 CRITICAL, 1 MEDIUM, 2 LOW, 1 INFO
            kind      3 root itself, 1 central root session,
                      1 request for a central root session,
                      1 AWS service on the account's behalf
            account   5 payments-prod (111122223333), 1 sandbox (777788889999)
            event     2 ConsoleLogin, 1 AssumeRoot, 1 CreateAccessKey, 1 DescribeKey,
                      1 ListAccessKeys
            """);
  }

  @Test
  void countsTheFilesOfOtherServicesInAnArchive() throws IOException {
    Path account = folder.resolve("AWSLogs/111122223333");
    Path event = Path.of(example("root-console-login.json"));
    Files.createDirectories(account.resolve("CloudTrail/eu-west-1"));
    Files.copy(event, account.resolve("CloudTrail/eu-west-1/log.json"));
    Path flow = account.resolve("vpcflowlogs/eu-west-1/flow.log");
    Path balancer = account.resolve("elasticloadbalancing/eu-west-1/x.log");
    for (Path file : new Path[] {flow, balancer}) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "version account-id interface-id\n");
    }

    CommandResult ran = rootmon("scan", folder.toString());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("1 record read from 1 file\n")
        .contains("  2 skipped: file of another AWS service\n")
        .doesNotContain("could not be read");
    assertThat(rootmon("scan", flow.toString()).code()).isEqualTo(4);
  }

  @Test
  void anEventInAWindowIsOneSeverityLowerAndNamesItsTicket() throws IOException {
    Path document = folder.resolve("expected.json");
    Files.writeString(
        document,
        """
        {"maintenanceWindows": [{"account": "111122223333", "from": "2026-03-14T02:00:00Z",
          "until": "2026-03-14T03:00:00Z", "ticket": "OPS-1234"}]}
        """);

    CommandResult ran = rootmon("scan", "--config", document.toString(), example("archive"));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains(
            "HIGH      2026-03-14T02:17:45Z  ConsoleLogin succeeded",
            "lowered from CRITICAL: covered by\n                    OPS-1234,")
        .doesNotContainPattern("(?m)^CRITICAL ")
        .doesNotContain("1 CRITICAL", "2 CRITICAL");
  }

  @Test
  void listsTheWorstFirstAndCountsTheRest() {
    CommandResult ran =
        rootmon("scan", "--min-severity", "info", "--limit", "1", example("archive"));

    assertThat(ran.out())
        .contains(
            """
            3 incidents with 5 findings
            CRITICAL  2026-03-14T02:17:45Z to 2026-03-14T02:21:03Z
            """)
        .contains(
            """
                      and 1 more finding. Use a higher --limit to list them
                      incident 111122223333-2026-03-14-39062e96
            and 2 more incidents. Use a higher --limit to list them

            4 other findings of INFO or higher. Use a higher --limit to list them
            """)
        .doesNotContain("2026-03-14T02:21:03Z  CreateAccessKey");
  }

  @Test
  void readsTheRequestedTimeRangeOnly() {
    CommandResult ran =
        rootmon(
            "scan",
            "--since",
            "2026-03-16",
            "--until",
            "2026-03-16",
            "--format",
            "json",
            example("archive"));

    assertThat(ran.out())
        .contains("\"records\" : 8,", "\"outside\" : 6,", "\"findingCount\" : 2,")
        .contains("\"first\" : \"2026-03-16T09:05:12Z\"")
        .contains("\"ASSUMED_ROOT\" : 1");
  }

  /** The session's request is before the time, its act within. */
  @Test
  void findsASessionFromBeforeTheRange() {
    CommandResult ran =
        rootmon("scan", "--since", "2026-03-16T09:06:00Z", "--format=json", example("archive"));

    assertThat(ran.out()).contains("\"findingCount\" : 1,", "\"ASSUMED_ROOT\" : 1");
  }

  @Test
  void rejectsALimitAboveMemory() {
    assertThat(rootmon("scan", "--limit", "10001", "."))
        .isEqualTo(
            new CommandResult(2, "", "rootmon: --limit 10001 is out of range. Use 0 to 10,000.\n"));
  }

  @Test
  void refusesATimeItCannotRead() {
    assertThat(rootmon("scan", "--since", "last week", "."))
        .isEqualTo(
            new CommandResult(
                2,
                "",
                "rootmon: 'last week' is not valid for --since. Use a date (2026-01-31) or a time"
                    + " (2026-01-31T08:00:00Z).\n"));
    assertThat(rootmon("scan", "--since", "2026-03-02", "--until", "2026-03-01", ".").err())
        .isEqualTo("rootmon: --until 2026-03-01 is not after --since 2026-03-02. Swap the two.\n");
  }

  @Test
  void namesUpToTwentyUnreadableInputs() throws IOException {
    for (int at = 10; at < 40; at++) {
      Files.writeString(folder.resolve(at + ".json"), "{\"Records\":[{\"eventName\":\"x\"}]}");
    }
    Files.writeString(folder.resolve("gone.json.gz"), "\u001f\u008b");

    CommandResult ran = rootmon("scan", folder.toString(), "none");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err())
        .hasLineCount(22)
        .startsWith("rootmon: No such file or folder: none\n")
        .contains("rootmon: " + folder.resolve("10.json") + ": record 1: ")
        .endsWith("rootmon: 11 more records could not be read\n");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void writesRowsThatASpreadsheetDoesNotRun() throws IOException {
    Files.writeString(
        folder.resolve("events.json"),
        """
        {"eventTime":"2026-03-14T02:17:45Z","eventSource":"iam.amazonaws.com",
         "eventName":"=HYPERLINK(\\"https://example.org\\",\\"a\\")","eventID":"+1",
         "sourceIPAddress":"\\t @SUM(A1)","userIdentity":{"type":"Root","accountId":"111122223333"}}
        """);

    CommandResult ran = rootmon("scan", "--format", "csv", folder.toString());

    assertThat(ran.out().lines().skip(1).findFirst().orElseThrow())
        .contains(",\"'=HYPERLINK(\"\"https://example.org\"\",\"\"a\"\")\",")
        .containsPattern(",' *@SUM\\(A1\\),")
        .endsWith(",'+1,111122223333-2026-03-14-448f1499");
    assertThat(ran.err()).startsWith("rootmon: 1 record read from 1 file\n");
  }

  /** Whichever worker takes whichever file first, and the session's file last or first. */
  @Test
  void isTheSameInAnyOrder() throws IOException {
    String session = Files.readString(Path.of(example("assume-root-audit.json")));
    String archive = "111122223333_CloudTrail_us-east-1_20260316T0910Z.json";
    String acts = Files.readString(Path.of(example("archive/" + archive)));
    for (int at = 100; at < 200; at++) {
      String id = "4c1f9b87-6ad3-4e25-9f08-d7b2a5e3c";
      Files.writeString(folder.resolve(at + ".json"), acts.replace(id + "660", id + at));
    }
    Files.writeString(folder.resolve("999.json"), session);

    String first = rootmon("scan", "--format=json", "--min-severity=low", folder.toString()).out();

    assertThat(first).contains("\"ASSUMED_ROOT\" : 100", "\"duplicates\" : 198");
    for (int turn = 0; turn < 5; turn++) {
      assertThat(rootmon("scan", "--format=json", "--min-severity=low", folder.toString()).out())
          .isEqualTo(first);
    }
  }
}
