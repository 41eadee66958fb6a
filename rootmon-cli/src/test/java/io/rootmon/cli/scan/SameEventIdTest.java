package io.rootmon.cli.scan;

import static io.rootmon.cli.CommandResult.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.attacks.AttackTable;
import io.rootmon.cli.CommandResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands agree on which records are one event. */
class SameEventIdTest {
  private static final String SIGN_IN =
      "{\"eventID\":\"1\",\"eventTime\":\"2024-01-02T03:04:05Z\",\"eventName\":\"ConsoleLogin\","
          + "\"eventSource\":\"signin.amazonaws.com\",\"eventType\":\"AwsConsoleSignIn\","
          + "\"sourceIPAddress\":\"198.51.100.7\",\"recipientAccountId\":\"111122223333\","
          + "\"responseElements\":{\"ConsoleLogin\":\"Failure\"},"
          + "\"userIdentity\":{\"type\":\"Root\",\"accountId\":\"111122223333\"}}";
  private static final String KEY =
      "{\"eventID\":\"1\",\"eventTime\":\"2024-01-03T03:04:05Z\",\"eventName\":\"CreateAccessKey\","
          + "\"eventSource\":\"iam.amazonaws.com\",\"sourceIPAddress\":\"198.51.100.7\","
          + "\"recipientAccountId\":\"111122223333\","
          + "\"userIdentity\":{\"type\":\"Root\",\"accountId\":\"111122223333\"}}";
  private static final String USER =
      "{\"eventID\":\"2\",\"eventTime\":\"2024-01-03T03:04:05Z\",\"eventName\":"
          + "\"DescribeInstances\",\"eventSource\":\"ec2.amazonaws.com\",\"readOnly\":true,"
          + "\"recipientAccountId\":\"111122223333\",\"userIdentity\":{\"type\":\"IAMUser\","
          + "\"userName\":\"ana\",\"accountId\":\"111122223333\"}}";

  private final Path folder;

  SameEventIdTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String file(String name, String... lines) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, String.join("\n", lines));
    return file.toString();
  }

  @Test
  void reportShowsBothEventsOfOneId() throws Exception {
    CommandResult ran = rootmon("report", file("two.jsonl", SIGN_IN, KEY, KEY));

    List<String> incidents =
        ran.out().lines().filter(it -> it.contains(" root event in ")).toList();
    AttackTable.row(
        "R-F8",
        "two events of one id, a day apart: report",
        "the first one only",
        incidents.size() + " incidents");
    assertThat(ran.out()).contains("root access key", "sign");
    assertThat(incidents).hasSize(2);
  }

  @Test
  void alertAndScanShowThemToo() throws Exception {
    String file = file("two.jsonl", SIGN_IN, KEY, KEY);
    CommandResult alert = rootmon("alert", "--out", folder.resolve("out").toString(), file);
    CommandResult scan = rootmon("scan", file);

    assertThat(alert.err().lines().filter(it -> it.contains("Written to")))
        .anyMatch(it -> it.contains("_ConsoleLogin_"))
        .anyMatch(it -> it.contains("_CreateAccessKey_"));
    assertThat(scan.out())
        .contains("2 findings about root", "1 duplicate record about root, skipped");
  }

  @Test
  void oneIdInTwoAccountsIsTwoEvents() throws Exception {
    String file = file("accounts.jsonl", KEY, KEY.replace("111122223333", "444455556666"));

    assertThat(rootmon("scan", file).out())
        .contains("2 findings about root")
        .doesNotContain("duplicate");
    assertThat(rootmon("report", file).out().lines().filter(it -> it.contains(" root event in ")))
        .hasSize(2);
    assertThat(
            rootmon("alert", "--out", folder.resolve("out").toString(), file)
                .err()
                .lines()
                .filter(it -> it.contains("Written to"))
                .distinct())
        .hasSize(2);
  }

  @Test
  void copiesAreCountedAlikeInEveryForm() throws Exception {
    String lines = rootmon("scan", file("x.jsonl", USER, USER, KEY, KEY)).out();
    String list =
        rootmon(
                "scan",
                file("x.json", "{\"Records\":[" + String.join(",", USER, USER, KEY, KEY) + "]}"))
            .out();

    AttackTable.row(
        "R-F9",
        "copies in JSON Lines and in {\"Records\":[…]}",
        "1 duplicate and 0",
        lines.equals(list) ? "the same report" : "different reports");
    assertThat(list).isEqualTo(lines);
    assertThat(lines)
        .contains("4 records read", "1 duplicate record about root", "2 records not about root");
  }
}
