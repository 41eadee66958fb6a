package io.rootmon.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.rootmon.cli.aws.FakeAwsServices;
import io.rootmon.cli.aws.FakeAwsServices.Answer;
import io.rootmon.cli.aws.FakeAwsServices.Call;
import io.rootmon.cli.aws.FakeAwsServices.Result;
import io.rootmon.internal.athena.AthenaQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code scan --athena} against a stand-in for Athena on the loopback interface. */
class AthenaScanTest {
  private static final List<String> COLUMNS =
      List.of(
          "useridentity",
          "eventtime",
          "eventsource",
          "eventname",
          "awsregion",
          "requestparameters",
          "responseelements",
          "eventid",
          "recipientaccountid");

  private static final String QUERY = "0a1b2c3d-0000-4000-8000-000000000001";

  private final FakeAwsServices aws;
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private String states = "RUNNING SUCCEEDED";
  private String partitions = "[{\"Name\":\"account\"},{\"Name\":\"region\"},{\"Name\":\"day\"}]";

  AthenaScanTest() throws IOException {
    aws = new FakeAwsServices();
    aws.on(
        "GetWorkGroup",
        call ->
            Answer.json(
                "{\"WorkGroup\":{\"Name\":\"rootmon\",\"State\":\"ENABLED\",\"Configuration\":"
                    + "{\"BytesScannedCutoffPerQuery\":10995116277760}}}"));
    aws.on("GetTableMetadata", call -> Answer.json(table()));
    aws.on("StartQueryExecution", call -> Answer.json("{\"QueryExecutionId\":\"" + QUERY + "\"}"));
    aws.on("GetQueryExecution", call -> Answer.json(execution()));
    aws.on("GetQueryResults", AthenaScanTest::results);
    aws.on("StopQueryExecution", call -> Answer.json("{}"));
    aws.on("my-trail", AthenaScanTest::listing);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void reportsTheRowsOfTheResultAsAScanDoes() {
    Result ran = run("--since=2026-03-14", "--until=2026-03-15", "--yes");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .startsWith("3 records read from 1 query\n")
        .contains("CreateAccessKey", "ConsoleLogin");
    assertThat(waits).containsExactly(Duration.ofMillis(500));
    assertThat(aws.calls("GetQueryResults")).hasSize(2);
    assertThat(aws.calls("StopQueryExecution")).isEmpty();
    assertThat(aws.calls("StartQueryExecution").get(0).body())
        .contains("\\\"day\\\" >= '2026/03/13'", "\\\"day\\\" <= '2026/03/16'")
        .contains("\"WorkGroup\":\"rootmon\"");
  }

  @Test
  void printsTheBytesAndThePriceBeforeAndAfter() {
    Result ran = run("--since=2026-03-14", "--yes");

    assertThat(ran.err())
        .contains("rootmon: Athena workgroup rootmon, table rootmon.trail.\n")
        .contains("To scan: about 1.5 TB (6.82 USD) in 2 objects, at 5 USD for 1 TB.\n")
        .contains("Limit of the workgroup: 11.0 TB (50.00 USD).\n")
        .contains("Scanned 1.4 GB (less than 0.01 USD) in query " + QUERY + ".\n");
  }

  @Test
  void startsNothingUnlessTheUserConfirms() {
    assertThat(run("--since=2026-03-14").code()).isEqualTo(2);
    aws.withInput("n\n");
    assertThat(run("--since=2026-03-14").err())
        .contains(
            "Start the query? [y/N] ", "The query was not started. Confirm it, or add --yes.");
    assertThat(aws.calls("StartQueryExecution")).isEmpty();
    aws.withInput("y\n");
    assertThat(run("--since=2026-03-14").code()).isZero();
    assertThat(aws.calls("StartQueryExecution")).hasSize(1);
  }

  @Test
  void refusesToScanTheWholeTableUnlessAskedTo() {
    Result ran = run("--yes");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("Athena would scan the whole table. Add --since");
    assertThat(run("--yes", "--all-time").code()).isZero();
    partitions = "[]";
    assertThat(run("--yes", "--since=2026-03-14").err())
        .contains("Table rootmon.trail has no partition key for the day");
  }

  @Test
  void selectsAccountsAndRegionsByPartitions() {
    run("--since=2026-03-14", "--yes", "--account=111122223333", "--region=eu-west-1");

    assertThat(aws.calls("StartQueryExecution").get(0).body())
        .contains("\\\"account\\\" IN ('111122223333')", "\\\"region\\\" IN ('eu-west-1')");
  }

  @Test
  void reportsAFailedQueryWithItsReason() {
    states = "FAILED";
    Result ran = run("--since=2026-03-14", "--yes");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err())
        .contains("query " + QUERY + " failed: Bytes scanned limit was exceeded")
        .doesNotContain("Exception");
    assertThat(ran.out()).doesNotContain("no root activity");
  }

  @Test
  void reportsACancelledQuery() {
    states = "RUNNING CANCELLED";
    assertThat(run("--since=2026-03-14", "--yes").code()).isEqualTo(4);
  }

  @Test
  void stopsTheQueryWhenTheUserInterrupts() {
    Result ran =
        aws.run(
            terminal ->
                new ScanCommand(
                    terminal,
                    wait -> {
                      throw new InterruptedException();
                    }),
            "--athena=rootmon",
            "--since=2026-03-14",
            "--yes");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(aws.calls("StopQueryExecution")).hasSize(1);
  }

  @Test
  void namesTheActionThatIsDenied() {
    aws.on("StartQueryExecution", call -> Answer.jsonError("AccessDeniedException", "not allowed"));
    Result ran = run("--since=2026-03-14", "--yes");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err())
        .contains("start a query in workgroup rootmon: AccessDeniedException", "allow the action");
    aws.on("GetWorkGroup", call -> Answer.jsonError("AccessDeniedException", "not allowed"));
    assertThat(run("--since=2026-03-14", "--yes").err()).contains("read workgroup rootmon");
  }

  @Test
  void retriesThrottling() {
    aws.on(
        "GetQueryResults",
        call ->
            aws.calls("GetQueryResults").size() == 1
                ? Answer.jsonError("TooManyRequestsException", "Rate exceeded")
                : results(call));
    assertThat(run("--since=2026-03-14", "--yes").code()).isZero();
  }

  @Test
  void continuesWithoutAnEstimateWhenTheBucketCannotBeListed() {
    aws.on("my-trail", call -> Answer.xmlError(403, "AccessDenied", "no"));
    Result ran = run("--since=2026-03-14", "--yes");

    assertThat(ran.err()).contains("The bytes to scan are unknown: cannot list s3://my-trail/");
    assertThat(ran.code()).isZero();
  }

  @Test
  void refusesOptionsThatDoNotFit() {
    assertThat(run("--since=2026-03-14", "--yes", "AWSLogs/").code()).isEqualTo(2);
    assertThat(run("--since=2026-03-14", "--athena-table=trail").code()).isEqualTo(2);
    assertThat(aws.run(ScanCommand::new, "--yes", "AWSLogs/").code()).isEqualTo(2);
    assertThat(aws.run(ScanCommand::new).err()).contains("Missing argument: FILE");
  }

  /** The policy of docs/investigate.md allows what the command calls. */
  @Test
  void documentsTheActionsThatItCalls() throws IOException {
    String docs = Files.readString(Path.of("../docs/tutorials/investigate.md"));
    Set<String> used = new TreeSet<>(AthenaQueries.ACTIONS);
    used.addAll(AthenaQueries.METADATA_ACTIONS);
    states = "FAILED";
    run("--since=2026-03-14", "--yes");
    states = "RUNNING SUCCEEDED";
    run("--since=2026-03-14", "--yes");
    Set<String> called =
        Stream.of(
                "GetWorkGroup",
                "GetTableMetadata",
                "StartQueryExecution",
                "GetQueryExecution",
                "GetQueryResults")
            .filter(it -> !aws.calls(it).isEmpty())
            .map(it -> "athena:" + it)
            .collect(Collectors.toSet());
    called.add("athena:StopQueryExecution");
    assertThat(called).isEqualTo(used);
    used.forEach(it -> assertThat(docs).contains("\"" + it + "\""));
    assertThat(docs).contains("\"glue:GetTable\"", "\"s3:GetObject\"", "\"s3:PutObject\"");
  }

  private Result run(String... arguments) {
    return aws.run(
        terminal -> new ScanCommand(terminal, waits::add),
        Stream.concat(Stream.of("--athena=rootmon"), Stream.of(arguments)).toArray(String[]::new));
  }

  private String execution() {
    String[] all = states.split(" ", -1);
    int asked = aws.calls("GetQueryExecution").size();
    String state = all[Math.min(asked, all.length) - 1];
    return "{\"QueryExecution\":{\"QueryExecutionId\":\""
        + QUERY
        + "\",\"Status\":{\"State\":\""
        + state
        + "\",\"StateChangeReason\":\"Bytes scanned limit was exceeded\"},"
        + "\"Statistics\":{\"DataScannedInBytes\":1400000000}}}";
  }

  private String table() {
    return "{\"TableMetadata\":{\"Name\":\"trail\",\"Columns\":"
        + COLUMNS.stream()
            .map(it -> "{\"Name\":\"" + it + "\",\"Type\":\"string\"}")
            .collect(Collectors.joining(",", "[", "]"))
        + ",\"PartitionKeys\":"
        + partitions
        + ",\"Parameters\":{\"location\":\"s3://my-trail/AWSLogs/\"}}}";
  }

  private static Answer results(Call call) {
    boolean isSecond = call.body().contains("NextToken");
    List<String> rows =
        isSecond
            ? List.of(row("CreateAccessKey", "iam.amazonaws.com", "2026-03-14T02:01:00Z", "2"))
            : List.of(
                cells(COLUMNS),
                row("ConsoleLogin", "signin.amazonaws.com", "2026-03-14T02:00:00Z", "1"),
                row("DeleteUser", "iam.amazonaws.com", "2026-03-14T02:02:00Z", "3"));
    return Answer.json(
        "{"
            + (isSecond ? "" : "\"NextToken\":\"t\",")
            + "\"ResultSet\":{\"ResultSetMetadata\":{\"ColumnInfo\":"
            + COLUMNS.stream()
                .map(it -> "{\"Name\":\"" + it + "\",\"Type\":\"varchar\"}")
                .collect(Collectors.joining(",", "[", "]"))
            + "},\"Rows\":["
            + String.join(",", rows)
            + "]}}");
  }

  private static String row(String name, String source, String time, String id) {
    return cells(
        List.of(
            "{\"type\":\"Root\",\"arn\":\"arn:aws:iam::111122223333:root\",\"accountid\":\"111122223333\"}",
            time,
            source,
            name,
            "us-east-1",
            "",
            name.equals("ConsoleLogin") ? "{\"ConsoleLogin\":\"Success\"}" : "",
            "0c1d2e3f-0000-4000-8000-00000000000" + id,
            "111122223333"));
  }

  private static String cells(List<String> values) {
    return values.stream()
        .map(
            it ->
                it.isEmpty()
                    ? "{}"
                    : "{\"VarCharValue\":\""
                        + new String(JsonStringEncoder.getInstance().quoteAsString(it))
                        + "\"}")
        .collect(Collectors.joining(",", "{\"Data\":[", "]}"));
  }

  /** An account and a region with two files. */
  private static Answer listing(Call call) {
    String prefix = call.parameters().getOrDefault("prefix", "");
    String folder = "AWSLogs/111122223333/CloudTrail/us-east-1/";
    String body;
    if (prefix.equals(folder)) {
      body =
          Stream.of("2026/03/14/a.json.gz", "2026/03/15/b.json.gz")
              .map(
                  it ->
                      "<Contents><Key>"
                          + folder
                          + it
                          + "</Key><Size>750000000000</Size></Contents>")
              .collect(Collectors.joining());
    } else {
      String next = folder.substring(0, folder.indexOf('/', prefix.length()) + 1);
      body = "<CommonPrefixes><Prefix>" + next + "</Prefix></CommonPrefixes>";
    }
    return new Answer(
        200,
        "<ListBucketResult><Name>my-trail</Name><IsTruncated>false</IsTruncated>"
            + body
            + "</ListBucketResult>");
  }
}
