package io.rootmon.cli.s3;

import static io.rootmon.cli.CommandResult.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cli.CommandResult;
import io.rootmon.cli.s3.FakeS3.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ScanTest {
  private static final String FOLDER = "AWSLogs/o-exampleorgid/";

  private final FakeS3 s3 = new FakeS3();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  S3ScanTest() throws IOException {}

  @AfterEach
  void stop() {
    s3.close();
  }

  @Test
  void givesTheSameReportAsALocalCopy() throws IOException {
    TrailBucket.fill(s3, FOLDER, 5);
    for (String account : TrailBucket.ACCOUNTS) {
      for (String region : TrailBucket.REGIONS) {
        for (int day = 0; day < 5; day++) {
          Path copy = folder.resolve(TrailBucket.key("", account, region, day));
          Files.createDirectories(copy.getParent());
          Files.writeString(copy, TrailBucket.file(account, region, day));
        }
      }
    }

    CommandResult remote = s3.scan("--format", "json", "s3://trail/AWSLogs/");

    assertThat(remote.err()).isEmpty();
    assertThat(remote.code()).isZero();
    assertThat(remote.out())
        .isEqualTo(rootmon("scan", "--format", "json", folder.toString()).out());
    assertThat(remote.out())
        .contains("\"files\" : 20,", "\"records\" : 200,", "\"findingCount\" : 8,");
  }

  /** The listing starts at the first day, stops after the last, and skips the other folders. */
  @Test
  void readsTheSelectedFoldersOnly() {
    TrailBucket.fill(s3, FOLDER, 30).pages(4);

    CommandResult ran =
        s3.scan(
            "--since=2026-03-10",
            "--until=2026-03-11",
            "--account=111122223333",
            "--region=us-east-1",
            "--format=json",
            "s3://trail/");

    assertThat(ran.err()).isEmpty();
    // 9 March for sessions that began before midnight, 12 March for late deliveries.
    assertThat(s3.reads())
        .containsExactly(
            TrailBucket.key(FOLDER, "111122223333", "us-east-1", 8),
            TrailBucket.key(FOLDER, "111122223333", "us-east-1", 9),
            TrailBucket.key(FOLDER, "111122223333", "us-east-1", 10),
            TrailBucket.key(FOLDER, "111122223333", "us-east-1", 11));
    String region = FOLDER + "111122223333/CloudTrail/us-east-1/";
    assertThat(s3.lists())
        .containsExactly(
            "", "AWSLogs/", FOLDER, FOLDER + "111122223333/CloudTrail/", region, region);
    assertThat(ran.out())
        .contains("\"records\" : 40,", "\"outside\" : 20,", "\"findingCount\" : 1,");
  }

  @Test
  void readsEachPlaceOfTheLayout() {
    TrailBucket.fill(s3, "copies/old/" + FOLDER, 3);
    String account = "copies/old/" + FOLDER + "111122223333/";
    String region = account + "CloudTrail/us-east-1/";
    String object = TrailBucket.key("copies/old/" + FOLDER, "111122223333", "us-east-1", 1);

    assertThat(records("s3://trail")).isEqualTo(120);
    assertThat(records("s3://trail/copies")).isEqualTo(120);
    assertThat(records("s3://trail/copies/old/AWSLogs")).isEqualTo(120);
    assertThat(records("s3://trail/" + account)).isEqualTo(60);
    assertThat(records("s3://trail/" + account + "CloudTrail/")).isEqualTo(60);
    assertThat(records("s3://trail/" + region)).isEqualTo(30);
    assertThat(records("s3://trail/" + region + "2026/03/02")).isEqualTo(10);
    assertThat(records("s3://trail/" + region + "2026/03/", "--since=2026-03-04")).isEqualTo(10);
    assertThat(records("s3://trail/" + object)).isEqualTo(10);
  }

  /** A flat copy: the names of CloudTrail's files still say the account, the region and the day. */
  @Test
  void readsOtherLayoutsAndPrunesByTheNamesOfTheFiles() {
    for (int day = 0; day < 20; day++) {
      String key = TrailBucket.key("", "111122223333", "us-east-1", day);
      s3.put(
          "flat/" + key.substring(key.lastIndexOf('/') + 1),
          TrailBucket.file("111122223333", "us-east-1", day));
      s3.put("flat/by-hand-" + day + ".json", TrailBucket.file("444455556666", "us-east-1", day));
    }
    s3.pages(7);

    CommandResult ran =
        s3.scan(
            "--account=444455556666", "--since=2026-03-10", "--format=json", "s3://trail/flat/");

    assertThat(s3.reads()).hasSize(20).allMatch(it -> it.startsWith("flat/by-hand-"));
    assertThat(ran.out()).contains("\"records\" : 200,", "\"findingCount\" : 4,");
    s3.forgetCalls();
    assertThat(records("s3://trail/flat/", "--until=2026-03-01")).isEqualTo(220);
  }

  @Test
  void skipsDigestsAndInsightsByTheirKeys() {
    s3.put("copy/111122223333/CloudTrail-Digest/us-east-1/2026/03/01/d.json.gz", "digest")
        .put("copy/111122223333/CloudTrail-Insight/us-east-1/2026/03/01/i.json.gz", "insight")
        .put("copy/111122223333/CloudTrail/", "")
        .put(
            TrailBucket.key("copy/", "111122223333", "us-east-1", 0),
            TrailBucket.file("111122223333", "us-east-1", 0));

    CommandResult ran = s3.scan("s3://trail/copy/");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).startsWith("10 records read from 1 file\n");
    assertThat(s3.reads()).hasSize(1);
    assertThat(s3.scan("s3://trail/copy/111122223333/CloudTrail-Digest/").err())
        .isEqualTo(
            "rootmon: Nothing read: no CloudTrail events in"
                + " s3://trail/copy/111122223333/CloudTrail-Digest/\n");
  }

  @Test
  void retriesThrottledCalls() {
    TrailBucket.fill(s3, FOLDER, 2)
        .failing(
            (call, attempt) ->
                attempt == 1
                        && (call.operation().equals("get") || call.target().endsWith("us-east-1/"))
                    ? Fault.SLOW_DOWN
                    : Fault.NONE);

    CommandResult ran =
        s3.scan("--account=111122223333", "--region=us-east-1", "s3://trail/" + FOLDER);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).startsWith("20 records read from 2 files\n");
  }

  @Test
  void reportsDeniedAndMissingObjectsAndReadsTheRest() {
    String denied = TrailBucket.key(FOLDER, "111122223333", "us-east-1", 1);
    String missing = TrailBucket.key(FOLDER, "444455556666", "us-east-1", 1);
    TrailBucket.fill(s3, FOLDER, 3)
        .failing(
            (call, attempt) ->
                call.target().equals(denied)
                    ? Fault.DENIED
                    : call.target().equals(missing) ? Fault.MISSING : Fault.NONE);

    CommandResult ran = s3.scan("s3://trail/AWSLogs/");

    assertThat(ran.code()).isNotZero();
    assertThat(ran.err())
        .isEqualTo(
            "rootmon: s3://trail/"
                + denied
                + ": cannot get the object: AccessDenied (403): Access Denied. Allow"
                + " s3:GetObject on the object in the caller's and the bucket's policy, and"
                + " kms:Decrypt on its key. For a requester-pays bucket add --requester-pays\n"
                + "rootmon: s3://trail/"
                + missing
                + ": cannot get the object: NoSuchKey (404): The specified key does not"
                + " exist\n");
    assertThat(ran.out())
        .contains("100 records read from 12 files\n", "  2 parts could not be read\n");
  }

  @Test
  void reportsAFolderThatCannotBeListed() {
    TrailBucket.fill(s3, FOLDER, 3)
        .failing(
            (call, attempt) ->
                call.operation().equals("list")
                        && call.target().endsWith("111122223333/CloudTrail/")
                    ? Fault.DENIED
                    : Fault.NONE);

    CommandResult ran = s3.scan("s3://trail/AWSLogs/");

    assertThat(ran.code()).isNotZero();
    assertThat(ran.err())
        .startsWith(
            "rootmon: s3://trail/AWSLogs/: cannot list s3://trail/"
                + FOLDER
                + "111122223333/CloudTrail/: AccessDenied (403): Access Denied. Allow"
                + " s3:ListBucket");
    assertThat(ran.out()).startsWith("60 records read from 6 files\n");
  }

  @Test
  void continuesAnObjectWhoseConnectionBroke() {
    TrailBucket.fill(s3, FOLDER, 2)
        .failing(
            (call, attempt) ->
                call.operation().equals("get") && attempt <= 2 ? Fault.BROKEN : Fault.NONE);

    CommandResult ran = s3.scan("s3://trail/AWSLogs/");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).startsWith("80 records read from 8 files\n");
    assertThat(s3.calls().stream().filter(it -> it.headers().containsKey("range")))
        .hasSize(16)
        .allMatch(it -> it.headers().containsKey("if-match"));
  }

  @Test
  void sendsTheRequesterPaysHeader() {
    TrailBucket.fill(s3, FOLDER, 1);

    s3.scan("--requester-pays", "s3://trail/AWSLogs/");

    assertThat(s3.calls())
        .isNotEmpty()
        .allMatch(it -> "requester".equals(it.headers().get("x-amz-request-payer")));
  }

  @Test
  void readsThroughAProxy() {
    TrailBucket.fill(s3, FOLDER, 1);

    CommandResult ran =
        FakeS3.withCredentials(
            () ->
                rootmon(
                    "scan",
                    "--endpoint-url=http://s3.internal.example",
                    "--proxy=" + s3.url(),
                    "s3://trail/AWSLogs/"));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).startsWith("40 records read from 4 files\n");
  }

  @Test
  void refusesAPlaceWithoutObjects() {
    CommandResult ran = s3.scan("s3://trail/AWSLog/");

    assertThat(ran.code()).isNotZero();
    assertThat(ran.err())
        .isEqualTo("rootmon: s3://trail/AWSLog/: no objects; check the prefix and the filters\n");
  }

  @Test
  void refusesUnusableOptions() {
    assertThat(rootmon("scan", "s3://"))
        .isEqualTo(
            new CommandResult(
                2,
                "",
                "rootmon: 's3://' does not contain a valid bucket name. Use s3://BUCKET/PREFIX, such as"
                    + " s3://my-trail/AWSLogs/.\n"));
    assertThat(rootmon("scan", "--account", "1234", ".").err())
        .isEqualTo("rootmon: '1234' is not valid for --account. Use an account id of 12 digits.\n");
    assertThat(rootmon("scan", "--region", "Ireland", ".").err())
        .isEqualTo(
            "rootmon: 'Ireland' is not valid for --region. Use a region, such as eu-west-1.\n");
    assertThat(rootmon("scan", "--role-arn", "Audit", "s3://trail").err())
        .startsWith("rootmon: 'Audit' is not valid for --role-arn. Use the ARN of a role, such as");
    assertThat(rootmon("scan", "--checkpoint", "x", "s3://a-b", "s3://c-d").err())
        .isEqualTo("rootmon: --checkpoint needs exactly one s3:// path, but there are 2.\n");
    assertThat(rootmon("scan", "--endpoint-url", "localhost", "s3://trail").code()).isEqualTo(2);
  }

  /** A local archive has no folders to trust: its records are filtered. */
  @Test
  void filtersLocalRecordsByAccountAndRegion() throws IOException {
    Files.writeString(folder.resolve("1.json"), TrailBucket.file("111122223333", "us-east-1", 0));
    Files.writeString(folder.resolve("2.json"), TrailBucket.file("444455556666", "eu-west-1", 0));

    assertThat(rootmon("scan", "--format=json", folder.toString()).out())
        .contains("\"findingCount\" : 2,");
    for (List<String> option :
        List.of(List.of("--account", "444455556666"), List.of("--region", "eu-west-1"))) {
      assertThat(
              rootmon("scan", "--format=json", option.get(0), option.get(1), folder.toString())
                  .out())
          .contains("\"findingCount\" : 1,", "\"444455556666\" : 1", "\"outside\" : 1,");
    }
  }

  private long records(String uri, String... options) {
    String[] arguments = java.util.Arrays.copyOf(options, options.length + 2);
    arguments[options.length] = "--format=json";
    arguments[options.length + 1] = uri;
    CommandResult ran = s3.scan(arguments);
    assertThat(ran.err()).isEmpty();
    return Long.parseLong(ran.out().replaceAll("(?s).*\"records\" : ([0-9]+),.*", "$1"));
  }
}
