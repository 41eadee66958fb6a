package io.rootmon.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTrailReaderTest {
  private final CloudTrailReader reader = new CloudTrailReader();

  @TestFactory
  Stream<DynamicTest> everyFormGivesTheEventInIt() {
    return RecordFormats.around(RecordFormats.record("e-1")).entrySet().stream()
        .map(
            form ->
                DynamicTest.dynamicTest(
                    form.getKey(),
                    () -> {
                      assertThat(RecordFormats.outcomes(reader.read(form.getValue())))
                          .containsExactly("e-1");
                      assertThat(outcomes(RecordFormats.gzip(form.getValue())))
                          .containsExactly("e-1");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyFormIsReadInUtf16() {
    return RecordFormats.around(RecordFormats.record("e-1")).entrySet().stream()
        .filter(it -> it.getValue().matches("(?s)\\s*[\\[{].*"))
        .flatMap(
            form ->
                Stream.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)
                    .map(
                        it ->
                            DynamicTest.dynamicTest(
                                form.getKey() + " in " + it,
                                () ->
                                    assertThat(outcomes(form.getValue().getBytes(it)))
                                        .containsExactly("e-1"))));
  }

  /** The prefilter examines only the elements of lists. */
  @TestFactory
  Stream<DynamicTest> everyFormGivesTheEventWithThePrefilter() {
    CloudTrailReader prefiltered = reader.prefiltered(it -> false);
    return RecordFormats.around(RecordFormats.record("e-1")).entrySet().stream()
        .map(
            form ->
                DynamicTest.dynamicTest(
                    form.getKey(),
                    () ->
                        assertThat(
                                RecordFormats.outcomes(
                                    prefiltered.read(
                                        new ByteArrayInputStream(
                                            form.getValue().getBytes(StandardCharsets.UTF_8)),
                                        "input")))
                            .containsExactly("e-1")));
  }

  @Test
  void readsAnExportOfCloudWatchLogsAndIsolatesABrokenLine() {
    String time = "2026-03-14T02:00:00.000Z ";
    String lines =
        String.join(
            "\n",
            time + "a message of another program",
            time + RecordFormats.record("e-1"),
            time + "{\"eventID\":\"cut off in a text",
            time + RecordFormats.record("e-2"),
            time + "{\"eventID\":\"cut off\",\"userIdentity\":{",
            time + RecordFormats.record("e-3"),
            "Permission Check Successful",
            time + RecordFormats.record("e-4"));

    assertThat(RecordFormats.outcomes(reader.read(lines)))
        .containsExactly(
            "! input: record 1: not a JSON object: '" + time + "a message of another program'",
            "e-1",
            "! input: record 3: a string contains a line break",
            "e-2",
            "! input: record 5: another object begins inside an object",
            "e-3",
            "- TRAIL_TEST",
            "e-4");
  }

  /** Truncated texts of a sequence end at the next separator. */
  @Test
  void readsAJsonTextSequenceAndIsolatesATruncatedText() {
    String sequence =
        "\u001e"
            + String.join(
                "\u001e",
                RecordFormats.record("e-1") + "\n",
                "{\"eventID\":\"cut off",
                RecordFormats.record("e-2") + "\n",
                "{\"eventID\":\"cut off\",\"userIdentity\":{",
                RecordFormats.record("e-3") + "\n");

    assertThat(RecordFormats.outcomes(reader.read(sequence)))
        .containsExactly(
            "e-1",
            "! input: record 2: a string contains a record separator",
            "e-2",
            "! input: record 4: another object begins inside an object",
            "e-3");
  }

  @Test
  void readsFilesWithByteOrderMarksThatWereAppended() {
    String lines =
        "\ufeff%s\n\ufeff%s\n\ufeff{\"Records\":[%s]}\n\ufeff\n"
            .formatted(
                RecordFormats.record("e-1"),
                RecordFormats.record("e-2"),
                RecordFormats.record("e-3"));

    assertThat(outcomes(lines.getBytes(StandardCharsets.UTF_8)))
        .containsExactly("e-1", "e-2", "e-3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\f", "\u000b", "\u001c", "\u001f", "\u2028", "\u3000"})
  void skipsWhiteSpaceThatJsonDoesNotKnow(String space) {
    String lines =
        space
            + RecordFormats.record("e-1")
            + space
            + "\n"
            + space
            + "\n"
            + RecordFormats.record("e-2")
            + space;

    assertThat(outcomes(lines.getBytes(StandardCharsets.UTF_8))).containsExactly("e-1", "e-2");
    assertThat(RecordFormats.outcomes(reader.read(RecordFormats.record("e-1") + space)))
        .containsExactly("e-1");
  }

  @Test
  void namesTheInvisibleCharacterThatIsNoRecord() {
    assertThat(
            RecordFormats.outcomes(
                reader.read(
                    "\u200b%s\n%s\u0000\n"
                        .formatted(RecordFormats.record("e-1"), RecordFormats.record("e-2")))))
        .containsExactly(
            "! input: record 1: must be a JSON object but is the invisible character U+200B (ZERO"
                + " WIDTH SPACE). Remove it",
            "e-1",
            "e-2",
            "! input: record 4: must be a JSON object but is the invisible character U+0000"
                + " (NULL). Remove it");
    assertThat(
            RecordFormats.outcomes(
                reader.read(
                    "%s\n\u0000\u0000\n%s"
                        .formatted(RecordFormats.record("e-1"), RecordFormats.record("e-2")))))
        .containsExactly(
            "e-1",
            "! input: record 2: must be a JSON object but is the invisible character U+0000"
                + " (NULL). Remove it",
            "e-2");
  }

  @Test
  void refusesABombInABody() {
    String bomb =
        RecordFormats.base64(RecordFormats.gzip("{\"a\":\"" + " ".repeat(200_000_000) + "\"}"));

    assertThat(RecordFormats.outcomes(reader.read(RecordFormats.sqs(bomb))))
        .singleElement()
        .asString()
        .contains("refused as a bomb");
  }

  @Test
  void namesTheObjectOfANotification() {
    String notification =
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"eventTime\":\"2026-03-14T02:00:00Z\",\"userIdentity\":{\"principalId\":\"AWS:A\"},\"s3\":{\"bucket\":{\"name\":\"trail\"},\"object\":{\"key\":\"AWSLogs/a+b%3D.gz\"}}}]}";

    assertThat(RecordFormats.outcomes(reader.read(notification)))
        .singleElement()
        .asString()
        .contains("s3://trail/AWSLogs/a b=.gz", "sources.s3", "download the object");
  }

  @Test
  void skipsNotificationsAboutObjectsWithoutEvents() {
    String trail = "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[%s]}";
    String digest = trail.formatted("\"AWSLogs/111122223333/CloudTrail-Digest/d.json.gz\"");
    String insight = trail.formatted("\"AWSLogs/111122223333/CloudTrail-Insight/i.json.gz\"");
    String put =
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"eventTime\":\"2026-03-14T02:00:00Z\",\"s3\":{\"bucket\":{\"name\":\"trail\"},\"object\":{\"key\":\"AWSLogs/111122223333/CloudTrail-Digest/d.json.gz\"}}}]}";
    String created =
        "{\"detail-type\":\"Object Created\",\"source\":\"aws.s3\",\"detail\":{\"bucket\":{\"name\":\"trail\"},\"object\":{\"key\":\"AWSLogs/111122223333/CloudTrail-Digest/d.json.gz\"}}}";

    for (String message : List.of(digest, put, created, RecordFormats.sqs(digest))) {
      assertThat(RecordFormats.outcomes(reader.read(message)))
          .as(message)
          .containsExactly("- DIGEST");
    }
    assertThat(RecordFormats.outcomes(reader.read(insight))).containsExactly("- INSIGHT");
    assertThat(RecordFormats.outcomes(reader.read(trail.formatted("\"AWSLogs/\""))))
        .containsExactly("- FOLDER");
    // The log file in the same message must not be lost.
    assertThat(
            RecordFormats.outcomes(
                reader.read(
                    trail.formatted("\"CloudTrail-Digest/d.gz\",\"CloudTrail/log.json.gz\""))))
        .singleElement()
        .asString()
        .contains("s3://trail/CloudTrail/log.json.gz")
        .doesNotContain("Digest");
  }

  @Test
  void skipsAggregatedEvents() {
    assertThat(
            RecordFormats.outcomes(
                reader.read(
                    "{\"Records\":[{\"eventVersion\":\"1.0\",\"eventCategory\":\"Aggregated\",\"awsRegion\":\"us-east-1\"}]}")))
        .containsExactly("- AGGREGATED");
  }

  @Test
  void skipsFilesOfOtherServicesInAnArchive(@TempDir Path folder) throws Exception {
    Path account = folder.resolve("bucket/AWSLogs/o-exampleorgid/111122223333");
    Path flow = account.resolve("vpcflowlogs/us-east-1/x.log");
    Path config = account.resolve("Config/us-east-1/x.json");
    for (Path file : List.of(flow, config)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "version account-id interface-id\n");
    }
    for (String service : List.of("CloudTrail", "GuardDuty")) {
      Path file = account.resolve(service + "/us-east-1/log.json");
      Files.createDirectories(file.getParent());
      Files.writeString(file, RecordFormats.record(service));
    }

    for (Path read : List.of(folder, account, account.getParent())) {
      assertThat(RecordFormats.outcomes(reader.read(read)))
          .as(read.toString())
          .containsExactly("CloudTrail", "- OTHER_SERVICE", "GuardDuty", "- OTHER_SERVICE");
    }
    for (Path named : List.of(flow, flow.getParent(), account.resolve("vpcflowlogs"))) {
      assertThat(RecordFormats.outcomes(reader.read(named)))
          .as(named.toString())
          .singleElement()
          .asString()
          .startsWith("! ");
    }
  }

  @Test
  void followsANotificationToItsObject() {
    String message =
        "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[\"a.gz\",\"CloudTrail-Digest/d.gz\",\"gone\"]}";
    ObjectReader objects =
        object -> {
          if (object.key().equals("gone")) {
            throw new java.io.IOException("S3 answered 404 NoSuchKey");
          }
          return new ByteArrayInputStream(
              RecordFormats.gzip(
                  "{\"Records\":[%s,%s]}".formatted(RecordFormats.record("e-1"), message)));
        };

    assertThat(
            RecordFormats.outcomes(
                reader.following(objects, it -> false).read(RecordFormats.sqs(message))))
        .satisfiesExactly(
            it -> assertThat(it).isEqualTo("e-1"),
            it -> assertThat(it).contains("part of an object in S3"),
            it -> assertThat(it).isEqualTo("- DIGEST"),
            it -> assertThat(it).contains("s3://trail/gone", "404 NoSuchKey"));
  }

  @Test
  void reportsATextWithoutEventsOnce() {
    for (String text :
        java.util.List.of(
            "# Title\n\ntext {} and [a](b)\nmore\n",
            "[![build](https://example.com)](x)\n\n- a\n- {b}\n",
            "Events:\n- CloudTrailEvent: '{}'\n",
            "\"eventversion\",\"useridentity\",\"eventname\"\n\"1\",\"{}\",\"x\"\n",
            "-----------------\n|  LookupEvents |\n",
            "PAR1\u0000{\n")) {
      assertThat(RecordFormats.outcomes(reader.read(text)))
          .as(text)
          .hasSize(1)
          .allMatch(it -> it.startsWith("! "));
    }
  }

  @Test
  void skipsOtherEventsOfLake() {
    String lines =
        """
        {"eventCategory": "ActivityAuditLog", "eventType": "ActivityLog", "eventID": "a",
         "eventTime": "2026-03-14T02:00:00Z", "eventData": {"userIdentity": {"type": "Bot"},
         "eventName": "Login"}}
        {"eventCategory": "ConfigurationItem", "eventID": "b", "eventTime": "2026-03-14T02:00:00Z",
         "eventData": {"resourceType": "AWS::S3::Bucket"}}
        %s
        """
            .formatted(RecordFormats.record("e-1"));

    assertThat(RecordFormats.outcomes(reader.read(lines)))
        .containsExactly("- OTHER_EVENT", "- OTHER_EVENT", "e-1");
  }

  @Test
  void unwrapsTheKinesisRecordsOfAPipe() {
    String record =
        "[{\"kinesisSchemaVersion\": \"1.0\", \"eventName\": \"aws:kinesis:record\", \"eventID\":"
            + " \"shardId-000000000006:1\", \"eventSource\": \"aws:kinesis\", \"data\": \"%s\"}]"
                .formatted(
                    RecordFormats.base64(
                        RecordFormats.record("e-1").getBytes(StandardCharsets.UTF_8)));

    assertThat(RecordFormats.outcomes(reader.read(record))).containsExactly("e-1");
  }

  @Test
  void skipsTheSignatureOfLakesResults() {
    assertThat(
            RecordFormats.outcomes(
                reader.read(
                    """
                    {"version": "1.0", "region": "us-east-1", "files": [{"fileName": "result_1.csv.gz"}],
                     "queryCompleteTime": "2026-03-14T02:00:00Z", "hashSignature": "abc"}
                    """)))
        .containsExactly("- DIGEST");
  }

  @ParameterizedTest
  @CsvSource({
    "504b0304140000, a zip archive",
    "28b52ffd2414057b, compressed with Zstandard",
    "fd377a585a000004, compressed with xz",
    "377abcaf271c0004, a 7z archive",
    "425a683931415926535941ed7b, compressed with bzip2",
    "526172211a070100, a RAR archive",
    "04224d186440a77b, compressed with LZ4",
    "652e6a736f6e0030303030007573746172202000000a7b7d, a tar archive"
  })
  void namesAPackedFile(String hex, String format) {
    assertThat(outcomes(HexFormat.of().parseHex(hex)))
        .containsExactly(
            "! input: record 1: rootmon reads JSON with CloudTrail events, but this is "
                + format
                + ". Unpack it first");
  }

  @Test
  void anEnvelopeSuppliesMissingFields() throws Exception {
    CloudTrailEvent event =
        reader.events(RecordFormats.envelope(RecordFormats.record("e-1"))).get(0);

    assertThat(event.region()).contains("eu-west-1");
    assertThat(event.envelope().detailType()).contains("AWS API Call via CloudTrail");
    assertThat(event.raw()).startsWith("{\"version\":\"0\"").endsWith("}}");
  }

  @Test
  void readsLinesOneByOneAndIsolatesABrokenOne() {
    String lines =
        String.join(
            "\n",
            RecordFormats.record("e-1"),
            "{\"eventID\":\"cut off in a text",
            RecordFormats.record("e-2"),
            "{\"eventID\":\"cut off\",\"userIdentity\":{\"type\":\"Root\"",
            RecordFormats.record("e-3"),
            "{\"eventID\":oops}",
            "",
            RecordFormats.record("e-4"),
            "no JSON at all",
            RecordFormats.record("e-5"),
            "{\"closed\":[wrongly}",
            RecordFormats.record("e-6"));

    assertThat(RecordFormats.outcomes(reader.read(lines)))
        .containsExactly(
            "e-1",
            "! input: record 2: a string contains a line break",
            "e-2",
            "! input: record 4: another object begins inside an object",
            "e-3",
            "! input: record 6: the JSON is broken at line 1, column 12: Unrecognized"
                + " token 'oops'",
            "e-4",
            "! input: record 8: not a JSON object: 'no JSON at all'",
            "e-5",
            "! input: record 10: expected ']' but was '}'",
            "e-6");
  }

  @Test
  void aBrokenRecordInALogFileDoesNotAffectTheOthers() {
    String file =
        "{\"Records\":[%s,{\"eventID\":\"bad\",\"eventTime\":[1}},%s,17,{\"n\":{\"a\":1]},%s]}"
            .formatted(
                RecordFormats.record("e-1"),
                RecordFormats.record("e-2"),
                RecordFormats.record("e-3"));

    assertThat(RecordFormats.outcomes(reader.read(file)))
        .containsExactly(
            "e-1",
            "! input: record 2: expected ']' but was '}'",
            "e-2",
            "! input: record 4: not a JSON object: '17'",
            "! input: record 5: expected '}' but was ']'",
            "e-3");
  }

  @Test
  void aTruncatedLogFileReturnsItsRecordsAndAProblem() {
    String file =
        "{\"Records\":[%s,%s".formatted(RecordFormats.record("e-1"), "{\"eventID\":\"e-2");

    assertThat(RecordFormats.outcomes(reader.read(file)))
        .containsExactly("e-1", "! input: record 2: the JSON ends inside an object");
    assertThat(RecordFormats.outcomes(reader.read("{\"Records\":[" + RecordFormats.record("e-1"))))
        .containsExactly("e-1", "! input: record 2: the JSON ends inside a list");
  }

  @Test
  void digestsAndInsightsAreSkippedOneByOne() {
    String lines =
        """
        {"awsAccountId":"111122223333","digestStartTime":"2026-03-14T02:00:00Z","digestS3Object":"o","logFiles":[{"s3Object":"x"}]}
        {"Records":[{"eventVersion":"1.07","eventTime":"2026-03-14T02:00:00Z","eventType":"AwsCloudTrailInsight","insightDetails":{"state":"Start"}},%s]}
        {"detail-type":"Scheduled Event","source":"aws.events","detail":{}}
        """
            .formatted(RecordFormats.record("e-1"));

    assertThat(RecordFormats.outcomes(reader.read(lines)))
        .containsExactly("- DIGEST", "- INSIGHT", "e-1", "- OTHER_EVENT");
  }

  @Test
  void aFolderIsReadWithItsFoldersByContentAndHiddenFilesAreLeftOut(@TempDir Path folder)
      throws Exception {
    Files.createDirectories(folder.resolve("2026/03"));
    Files.write(folder.resolve("2026/03/log.txt"), RecordFormats.gzip(RecordFormats.record("e-2")));
    Files.writeString(folder.resolve("2026/named-wrongly.json.gz"), RecordFormats.record("e-1"));
    Files.writeString(folder.resolve(".hidden"), "not JSON");
    Files.writeString(folder.resolve("query.csv.metadata"), "\b\u0001");
    Files.writeString(folder.resolve("empty.json"), "");
    Files.writeString(folder.resolve("zz-readme.txt"), "not JSON\nat all\n");

    assertThat(RecordFormats.outcomes(reader.read(folder)))
        .containsExactly(
            "e-2",
            "e-1",
            "! %s: record 1: not a JSON object: 'not JSON'"
                .formatted(folder.resolve("zz-readme.txt")));
  }

  @Test
  void anEmptyFolderHasNoEvents(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("a/b/c"));
    Files.createDirectories(folder.resolve("z"));
    Files.writeString(folder.resolve("a/b/.hidden"), "not JSON");
    Files.writeString(folder.resolve("m.json"), RecordFormats.record("e-1"));

    assertThat(RecordFormats.outcomes(reader.read(folder))).containsExactly("e-1");
    assertThat(RecordFormats.outcomes(reader.read(folder.resolve("a")))).isEmpty();
  }

  @Test
  void everyListOfRecordsInAnObjectIsRead() {
    String two =
        "{\"Records\":[%s],\"n\":{\"Records\":[1]},\"t\":\"Records\",\"Events\":[%s,%s]}"
            .formatted(
                RecordFormats.record("e-1"),
                RecordFormats.record("e-2"),
                RecordFormats.record("e-3"));

    assertThat(RecordFormats.outcomes(reader.read(two))).containsExactly("e-1", "e-2", "e-3");
    assertThat(RecordFormats.outcomes(reader.read(two.substring(0, two.length() - 1))))
        .containsExactly("e-1", "e-2", "e-3", "! input: record 4: the JSON ends inside an object");
  }

  @Test
  void aCutOffLogFileInALineCostsNoLogFileBehindIt() {
    String lines =
        "{\"Records\":[{\"eventID\":\"cut\n{\"Records\":[%s]}\n{\"Records\":[%s]}\n"
            .formatted(RecordFormats.record("e-1"), RecordFormats.record("e-2"));

    assertThat(RecordFormats.outcomes(reader.read(lines)))
        .containsExactly("! input: record 1: a string contains a line break", "e-1", "e-2");
  }

  @Test
  void reportsARunOfBrokenRecordsOnce() {
    assertThat(RecordFormats.outcomes(reader.read("{".repeat(2_000))))
        .containsExactly("! input: record 1: another object begins inside an object");
    assertThat(
            RecordFormats.outcomes(
                reader.read(RecordFormats.record("e-1") + " garbage ".repeat(10_000))))
        .hasSize(2);
  }

  @Test
  void readsTheRecordOfAnEnvelopeWithManyParameters() throws Exception {
    StringBuilder parameters = new StringBuilder("\"p0\":0");
    for (int count = 1; count < 1_500; count++) {
      parameters.append(",\"p").append(count).append("\":").append(count);
    }
    String record =
        RecordFormats.record("e-1")
            .replaceFirst("\\{", "{\"requestParameters\":{" + parameters + "},");

    CloudTrailEvent event = reader.events(RecordFormats.envelope(record)).get(0);

    assertThat(event.id()).isEqualTo("e-1");
    assertThat(event.requestParameters().values()).hasSize(EventFields.MAX_PER_SECTION);
  }

  @Test
  void anEmptyMessageIsReported() {
    assertThat(RecordFormats.outcomes(reader.read(RecordFormats.sqs(" "))))
        .containsExactly("! input: record 1: body: the message is empty");
  }

  @Test
  void reportsAMissingFileByName(@TempDir Path folder) {
    Path missing = folder.resolve("missing.json");

    assertThat(RecordFormats.outcomes(reader.read(missing)))
        .containsExactly("! " + missing + ": no such file or folder");
  }

  @Test
  void anEndlessStreamIsReadLazily() {
    byte[] line = (RecordFormats.record("e") + "\n").getBytes(StandardCharsets.UTF_8);
    try (ReadResultIterator readings = reader.read(endless(line), "endless")) {
      for (int count = 0; count < 100_000; count++) {
        assertThat(readings.next()).isInstanceOf(ReadResult.EventRead.class);
      }
    }
  }

  @Test
  void throwsTheFirstMalformedRecord() {
    assertThatThrownBy(() -> reader.events("{\"eventName\":\"x\",\"eventTime\":\"yesterday\"}"))
        .isInstanceOf(MalformedEventException.class)
        .hasMessage(
            "input: record 1: eventTime: expected a time, such as 2026-03-14T02:00:00Z, but found"
                + " 'yesterday'");
  }

  @Test
  void messagesInMessagesEndSomewhere() {
    String wrapped = RecordFormats.record("e-1");
    for (int count = 0; count < 10; count++) {
      wrapped = RecordFormats.sqs(wrapped);
    }

    assertThat(RecordFormats.outcomes(reader.read(wrapped)))
        .singleElement()
        .asString()
        .endsWith("body: the record has more than 8 nested messages");
  }

  private List<String> outcomes(byte[] bytes) {
    return RecordFormats.outcomes(reader.read(new ByteArrayInputStream(bytes), "input"));
  }

  private static InputStream endless(byte[] line) {
    return new InputStream() {
      private int at;

      @Override
      public int read() {
        return line[at++ % line.length];
      }

      @Override
      public int read(byte[] bytes, int from, int length) {
        for (int index = 0; index < length; index++) {
          bytes[from + index] = (byte) read();
        }
        return length;
      }
    };
  }
}
