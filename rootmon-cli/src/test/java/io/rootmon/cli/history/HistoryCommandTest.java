package io.rootmon.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cli.CommandResult;
import io.rootmon.cli.aws.FakeAwsServices;
import io.rootmon.cli.aws.FakeAwsServices.Answer;
import io.rootmon.cli.aws.FakeAwsServices.Call;
import io.rootmon.cli.aws.FakeAwsServices.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {
  private final FakeAwsServices aws = new FakeAwsServices();
  private final List<Duration> waits = new CopyOnWriteArrayList<>();

  HistoryCommandTest() throws IOException {
    aws.on("LookupEvents", HistoryCommandTest::history);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void reportsRootsEventsAndAssumeRootAsAScanDoes() {
    Result ran = run();

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("3 records read from 2 account-regions\n")
        .contains(
            "1 incident with 2 findings\nCRITICAL  2026-03-14T02:00:00Z to 2026-03-14T02:01:00Z")
        .contains("1 request for a central root session");
    assertThat(aws.calls("LookupEvents").stream().map(Call::region).distinct())
        .containsExactlyInAnyOrder("eu-west-1", "us-east-1");
    assertThat(aws.calls("LookupEvents").get(0).body())
        .contains("\"StartTime\":1766232000")
        .contains("\"MaxResults\":50");
  }

  @Test
  void readsEveryPageWithTwoCallsASecond() {
    Result ran = run("--region=us-east-1", "--format=json");

    assertThat(ran.out()).contains("\"records\" : 3,", "\"findingCount\" : 3,");
    assertThat(aws.calls("LookupEvents")).hasSize(3);
    assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
  }

  @Test
  void printsCsvAndHtml() {
    assertThat(run("--format=csv").out())
        .startsWith("severity,time,kind,")
        .contains("CreateAccessKey");
    assertThat(run("--format=html").out())
        .startsWith("<!DOCTYPE html>")
        .contains("3 records in 2 account-regions");
  }

  @Test
  void retriesThrottling() {
    aws.on(
        "LookupEvents",
        call ->
            aws.calls("LookupEvents").size() == 1
                ? Answer.jsonError("ThrottlingException", "Rate exceeded")
                : history(call));

    Result ran = run("--region=us-east-1", "--format=json");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("\"records\" : 3,");
  }

  @Test
  void readsEveryEnabledRegion() {
    aws.on(
        "listRegions",
        call ->
            call.body().contains("ENABLED_BY_DEFAULT")
                ? Answer.json(
                    "{\"Regions\":[{\"RegionName\":\"us-east-1\"},{\"RegionName\":\"af-south-1\"}]}")
                : Answer.jsonError("ValidationException", "expected the status"));

    Result ran = run("--all-regions", "--format=json");

    assertThat(ran.err()).isEmpty();
    assertThat(aws.calls("LookupEvents").stream().map(Call::region).distinct())
        .containsExactlyInAnyOrder("us-east-1", "af-south-1");
  }

  @Test
  void namesTheRegionsThatCouldNotBeListed() {
    aws.on("listRegions", call -> Answer.jsonError("AccessDeniedException", "not authorized"));

    Result ran = run("--all-regions", "--format=json");

    assertThat(ran.code()).isNotZero();
    assertThat(ran.err())
        .isEqualTo(
            "rootmon: 999988887777: only some regions were read: cannot list regions:"
                + " AccessDeniedException (400): not authorized. Allow account:ListRegions, or name"
                + " regions by --region\nrootmon: 1 problem: the report is incomplete.\n");
    assertThat(ran.out()).contains("\"files\" : 2,");
  }

  /** One account refuses the role, one region refuses the lookup; the rest is read. */
  @Test
  void reportsDeniedAccountsAndReadsTheRest() {
    aws.on(
        "AssumeRole",
        call ->
            call.parameter("RoleArn").contains("444455556666")
                ? Answer.xmlError(403, "AccessDenied", "not authorized to perform sts:AssumeRole")
                : FakeAwsServices.session("AssumeRole", "111122223333"));
    aws.on(
        "LookupEvents",
        call ->
            call.account().equals("111122223333") && call.region().equals("eu-west-1")
                ? Answer.jsonError("AccessDeniedException", "not authorized")
                : history(call));

    Result ran = run("--all-accounts", "--role-name=Audit", "--format=json");

    assertThat(ran.code()).isNotZero();
    assertThat(ran.err())
        .contains(
            "rootmon: payments-prod (111122223333) eu-west-1: cannot look up events:"
                + " AccessDeniedException (400): not authorized. Allow cloudtrail:LookupEvents\n")
        .contains(
            "rootmon: sandbox (444455556666): cannot assume arn:aws:iam::444455556666:role/Audit:"
                + " AccessDenied (403): not authorized to perform sts:AssumeRole. The role must"
                + " exist and trust the caller, and the caller needs sts:AssumeRole on it\n")
        .endsWith("rootmon: 1 problem: the report is incomplete.\n");
    assertThat(ran.out()).contains("\"files\" : 4,", "\"records\" : 3,");
    assertThat(aws.calls("LookupEvents").stream().map(Call::account).distinct())
        .containsExactlyInAnyOrder("999988887777", "111122223333");
  }

  @Test
  void readsNoFurtherBackThanTheHistoryGoes() {
    Result ran = run("--since=2025-01-01", "--region=us-east-1", "--format=json");

    assertThat(ran.err())
        .isEqualTo(
            "rootmon: CloudTrail keeps its event history for 90 days: events before"
                + " 2025-12-20T12:00:00Z are not included.\n");
    assertThat(run("--since=12h", "--region=us-east-1").out())
        .contains("2 records outside the time range or the accounts");
  }

  @Test
  void readsThroughARole() {
    run("--role-arn=arn:aws:iam::111122223333:role/Audit", "--region=us-east-1");

    assertThat(aws.calls("LookupEvents"))
        .isNotEmpty()
        .allMatch(it -> it.account().equals("111122223333"));
  }

  /** As in the AWS CLI: the variables' keys are another account's. */
  @Test
  void aNamedProfileWinsOverOtherCredentials(@TempDir Path folder) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
            [profile audit]
            aws_access_key_id = ASIA444455556666
            aws_secret_access_key = not-a-secret-access-key
            region = sa-east-1
            """);
    System.setProperty("aws.configFile", config.toString());
    try {
      run("--profile=audit", "--region=us-east-1");
      Result unknown = run("--profile=nobody");

      assertThat(aws.calls("LookupEvents"))
          .isNotEmpty()
          .allMatch(it -> it.account().equals("444455556666"));
      assertThat(unknown.code()).isNotZero();
      assertThat(unknown.err()).contains("nobody");
    } finally {
      System.clearProperty("aws.configFile");
    }
  }

  @Test
  void refusesUnusableOptions() {
    assertThat(error("history", "--all-regions", "--region", "eu-west-1"))
        .isEqualTo("rootmon: --all-regions cannot be used with --region.\n");
    assertThat(error("history", "--all-accounts"))
        .isEqualTo(
            "rootmon: --all-accounts needs --role-name, the role to assume in the other accounts.\n");
    assertThat(error("history", "--since", "yesterday"))
        .startsWith("rootmon: 'yesterday' is not valid for --since. Use");
  }

  private static String error(String... arguments) {
    CommandResult ran = CommandResult.rootmon(arguments);
    assertThat(ran.code()).isEqualTo(2);
    return ran.err();
  }

  private Result run(String... arguments) {
    return aws.run(terminal -> new HistoryCommand(terminal, waits::add), arguments);
  }

  /** Two pages for root in us-east-1, and an AssumeRoot; other regions have nothing. */
  private static Answer history(Call call) {
    boolean isRoot = call.body().contains("\"root\"");
    if (!call.region().equals("us-east-1") || !call.account().equals(FakeAwsServices.OWN)) {
      return Answer.json("{\"Events\":[]}");
    } else if (!isRoot) {
      return Answer.json(
          "{\"Events\":[" + event("c-3", "2026-03-20T11:00:00Z", "AssumeRoot") + "]}");
    } else if (call.body().contains("\"page-2\"")) {
      return Answer.json(
          "{\"Events\":[" + event("b-2", "2026-03-14T02:01:00Z", "CreateAccessKey") + "]}");
    }
    return Answer.json(
        "{\"NextToken\":\"page-2\",\"Events\":["
            + event("a-1", "2026-03-14T02:00:00Z", "CreateAccessKey")
            + "]}");
  }

  private static String event(String id, String time, String name) {
    boolean isRoot = !name.equals("AssumeRoot");
    String record =
        """
        {"eventVersion":"1.09","eventID":"%s","eventTime":"%s","eventName":"%s","eventSource":"%s",
         "awsRegion":"us-east-1","sourceIPAddress":"192.0.2.7","userAgent":"aws-cli/2.0",
         "recipientAccountId":"999988887777","eventType":"AwsApiCall",
         "requestParameters":{"targetPrincipal":"111122223333","taskPolicyArn":
          {"arn":"arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials"}},
         "userIdentity":{"type":"%s","accountId":"999988887777",
          "arn":"arn:aws:iam::999988887777:%s"}}
        """
            .formatted(
                id,
                time,
                name,
                isRoot ? "iam.amazonaws.com" : "sts.amazonaws.com",
                isRoot ? "Root" : "IAMUser",
                isRoot ? "root" : "user/dana");
    String text = record.replace("\n", "").replace("\"", "\\\"");
    return "{\"EventId\":\"" + id + "\",\"CloudTrailEvent\":\"" + text + "\"}";
  }
}
