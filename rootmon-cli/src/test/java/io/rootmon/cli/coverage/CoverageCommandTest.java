package io.rootmon.cli.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cli.CommandResult;
import io.rootmon.internal.message.MessageSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCommandTest {
  private static final String ACCOUNTS =
      """
      {"Accounts": [
       {"Id": "999988887777", "Name": "management", "State": "ACTIVE", "JoinedTimestamp": 1735689600,
        "Arn": "arn:aws:organizations::999988887777:account/o-exampleorgid/999988887777"},
       {"Id": "111122223333", "Name": "payments-prod", "State": "ACTIVE",
        "JoinedTimestamp": 1735689600,
        "Arn": "arn:aws:organizations::999988887777:account/o-exampleorgid/111122223333"},
       {"Id": "444455556666", "Name": "old-sandbox", "State": "CLOSED",
        "JoinedTimestamp": 1735689600,
        "Arn": "arn:aws:organizations::999988887777:account/o-exampleorgid/444455556666"},
       {"Id": "777788889999", "Name": "late", "State": "ACTIVE", "JoinedTimestamp": 1735689600,
        "Arn": "arn:aws:organizations::999988887777:account/o-exampleorgid/777788889999"}]}
      """;

  private final Path folder;

  CoverageCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aTableShowsMonitoredAndUnmonitoredRegions() throws Exception {
    try (FakeAws aws = aws()) {
      CommandResult ran = run(aws);

      assertThat(ran.out())
          .isEqualTo(
              """
              +-----------+--------------+-------------------------+----------------+----------------------+
              | status    | account      | name                    | last seen      | regions monitored    |
              +-----------+--------------+-------------------------+----------------+----------------------+
              | MISSING   | 777788889999 | late                    | never          | 0 of 2, not          |
              |           |              |                         |                | eu-west-1, us-east-1 |
              | SILENT    | 111122223333 | payments-prod           | 40 minutes ago | 1 of 2, not          |
              |           |              |                         |                | us-east-1            |
              | MONITORED | 999988887777 | management (management) | 30 minutes ago | 2 of 2               |
              | SUSPENDED | 444455556666 | old-sandbox             | never          | 0 of 2               |
              +-----------+--------------+-------------------------+----------------+----------------------+
              3 account-regions monitored, 3 not monitored; 4 accounts
              """);
      assertThat(ran.err()).isEqualTo("rootmon: 3 account-regions not monitored.\n");
      assertThat(ran.code()).isEqualTo(1);
      assertThat(aws.calls()).containsExactly("ListAccounts", "BatchGetItem");
    }
  }

  @Test
  void jsonHasStableNames() throws Exception {
    try (FakeAws aws = aws()) {
      CommandResult ran = run(aws, "--format", "json");

      assertThat(ran.code()).isEqualTo(1);
      MessageSchema.assertValid(ran.out());
      assertThat(ran.out())
          .startsWith(
              """
              {
                "schemaVersion" : 1,
                "type" : "coverage",
                "time" : "2026-03-20T12:00:00Z",
                "monitored" : 3,
                "coverageGaps" : 3,
                "drifted" : 0,
                "accountsListed" : "2026-03-20T12:00:00Z",
                "accountsProblem" : null,
                "accounts" : [ {
                  "account" : {
                    "id" : "777788889999",
                    "name" : "late",
                    "owner" : null
                  },
                  "management" : false,
                  "status" : "MISSING",
                  "regions" : [ {
                    "region" : "eu-west-1",
                    "status" : "MISSING",
                    "lastSeen" : null,
                    "drift" : null,
                    "driftDetail" : null,
                    "driftChecked" : null
                  }, {
              """);
    }
  }

  @Test
  void theHintIsCommands() throws Exception {
    try (FakeAws aws = aws()) {
      CommandResult ran = run(aws, "--fix-hint");

      assertThat(ran.out())
          .contains("AccountFilterType=INTERSECTION,Accounts=777788889999 --regions eu-west-1")
          .contains("aws events describe-rule --name rootmon-heartbeat --region us-east-1\n");
      assertThat(ran.code()).isEqualTo(1);
      assertThat(run(aws, "--fix-hint", "--format", "json").code()).isEqualTo(2);
    }
  }

  @Test
  void isDoneWhenEverythingIsMonitored() throws Exception {
    String one =
        "{\"Accounts\":[{\"Id\":\"999988887777\",\"Name\":\"management\",\"State\":\"ACTIVE\"}]}";
    try (FakeAws aws = aws().answering("ListAccounts", one)) {
      CommandResult ran = run(aws);

      assertThat(ran.err()).isEmpty();
      assertThat(ran.code()).isZero();
      assertThat(ran.out()).endsWith("2 account-regions monitored, 0 not monitored; 1 account\n");
    }
  }

  @Test
  void withoutOrganizationsAndAnOlderListNothingCanBeCompared() throws Exception {
    try (FakeAws aws =
        aws()
            .answering("ListAccounts", "{\"__type\":\"AccessDeniedException\"}")
            .answering("GetItem", "{}")) {
      CommandResult ran = run(aws);

      assertThat(ran.code()).isEqualTo(4);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err())
          .startsWith("rootmon: list accounts: AccessDeniedException (400)")
          .endsWith("Use credentials that may call organizations:ListAccounts.\n");
    }
  }

  @Test
  void reportsAnUnreadableTable() throws Exception {
    try (FakeAws aws = aws().answering("BatchGetItem", "{\"__type\":\"AccessDeniedException\"}")) {
      CommandResult ran = run(aws);

      assertThat(ran.code()).isEqualTo(4);
      assertThat(ran.err())
          .startsWith("rootmon: cannot read items in the DynamoDB table rootmon: AccessDenied");
    }
  }

  @Test
  void aDocumentWithoutCoverageIsRefused() throws Exception {
    String config = Files.writeString(folder.resolve("rootmon.json"), "{}").toString();

    assertThat(CommandResult.rootmon("coverage", "--config", config))
        .isEqualTo(
            new CommandResult(
                3,
                "",
                "rootmon: " + config + ": coverage is missing. Add an object with regions.\n"));
  }

  private CommandResult run(FakeAws aws, String... options) throws IOException {
    String document =
        "{\"state\":{\"table\":\"rootmon\",\"region\":\"eu-west-1\"},"
            + "\"coverage\":{\"regions\":[\"eu-west-1\",\"us-east-1\"]}}";
    String config = Files.writeString(folder.resolve("rootmon.json"), document).toString();
    String[] arguments = new String[3 + options.length];
    arguments[0] = "coverage";
    arguments[1] = "--config";
    arguments[2] = config;
    System.arraycopy(options, 0, arguments, 3, options.length);
    return aws.within(() -> CommandResult.within(Map.of(), arguments));
  }

  private static FakeAws aws() throws IOException {
    String heard =
        "{\"Responses\":{\"rootmon\":["
            + item("999988887777", "2026-03-20T11:30:00Z", "2026-03-20T11:30:00Z")
            + ","
            + item("111122223333", "2026-03-20T11:20:00Z", "2026-03-18T11:00:00Z")
            + "]},\"UnprocessedKeys\":{}}";
    return new FakeAws().answering("ListAccounts", ACCOUNTS).answering("BatchGetItem", heard);
  }

  private static String item(String account, String ireland, String virginia) {
    return """
        {"id":{"S":"seen#%s"},"expires":{"N":"9999999999"},
         "eu-west-1":{"N":"%d"},"us-east-1":{"N":"%d"}}
        """
        .formatted(
            account,
            Instant.parse(ireland).getEpochSecond(),
            Instant.parse(virginia).getEpochSecond());
  }
}
