package io.rootmon.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.internal.CsvInput;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.Detector;
import io.rootmon.detect.RootActivity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Results that Athena and CloudTrail Lake export as CSV. */
class CsvInputTest {
  private static final String HEADER =
      "\"eventversion\",\"useridentity\",\"eventtime\",\"eventsource\",\"eventname\",\"eventid\",\"requestparameters\"\n";

  private static final String ROOT =
      "\"1.08\",\"{type=Root, principalid=111122223333, arn=arn:aws:iam::111122223333:root,"
          + " accountid=111122223333, invokedby=null,"
          + " sessioncontext={attributes={mfaauthenticated=true,"
          + " creationdate=2026-03-14T01:00:00Z}, sessionissuer=null, assumedroot=true}}\","
          + "\"2026-03-14T02:00:00Z\",\"iam.amazonaws.com\",\"CreateUser\",\"id-1\",\"{\"\"userName\"\":\"\"a,b\"\"}\"\n";

  @Test
  void readsARowWithTheTextOfAnIdentity() {
    List<CloudTrailEvent> events = events(read(HEADER + ROOT));

    assertThat(events).hasSize(1);
    CloudTrailEvent event = events.get(0);
    assertThat(event.identity().isRoot()).isTrue();
    assertThat(event.identity().assumedRoot()).isTrue();
    assertThat(event.identity().mfaAuthenticated()).contains(true);
    assertThat(event.identity().invokedBy()).isEmpty();
    assertThat(event.requestParameters().text("userName")).contains("a,b");
  }

  /** Without the issuer, a session that root issued would be another user's. */
  @Test
  void readsTheIssuerInTheTextOfAnIdentity() {
    String row =
        "1.08,\"{type=FederatedUser, principalid=111122223333:bob,"
            + " sessioncontext={sessionissuer={type=Root, arn=arn:aws:iam::111122223333:root,"
            + " accountid=111122223333}}}\",2026-03-14T02:00:00Z,s3.amazonaws.com,ListBuckets,id-2,\n";

    assertThat(events(read(HEADER + row)))
        .singleElement()
        .satisfies(
            it ->
                assertThat(new Detector().detect(it).map(RootActivity::kind))
                    .contains(ActivityKind.ROOT_ISSUED_SESSION));
  }

  /** The prefilter skips records in lists without parsing them. */
  @Test
  void neverSkipsARecordWhoseIdentityIsThePrintedRowOfARootSession() {
    CloudTrailReader prefiltered = new CloudTrailReader().prefiltered(Detector::isNameOfInterest);
    for (String issuer :
        List.of(
            "{type=Root, arn=null}",
            "{type=root}",
            "{arn=arn:aws:iam::111122223333:root}",
            "{principalid=111122223333, arn=arn:aws:iam::111122223333:root, username=null}")) {
      String json =
          "{\"Records\":[{\"useridentity\":\"{type=FederatedUser, principalid=111122223333:bob,"
              + " sessioncontext={attributes={mfaauthenticated=false}, sessionissuer="
              + issuer
              + "}}\",\"eventtime\":\"2026-03-14T02:00:00Z\",\"eventsource\":\"s3.amazonaws.com\","
              + "\"eventname\":\"ListBuckets\"}]}";
      List<ReadResult> results = new ArrayList<>();
      try (ReadResultIterator read =
          prefiltered.read(
              new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "rows.json")) {
        read.forEachRemaining(results::add);
      }

      assertThat(events(results))
          .as(issuer)
          .singleElement()
          .satisfies(
              it ->
                  assertThat(new Detector().detect(it).map(RootActivity::kind))
                      .contains(ActivityKind.ROOT_ISSUED_SESSION));
    }
  }

  @Test
  void readsOtherSpellingsTimesAndLineEnds() {
    String csv =
        "\uFEFFeventName,event_time,eventSource,userIdentity,extra\r\n"
            + "ConsoleLogin,1773453600000,signin.amazonaws.com,\"{\"\"type\"\":\"\"Root\"\"}\",\r\n"
            + "\r\n"
            + "ConsoleLogin,2026-03-14"
            + " 02:00:00.000,signin.amazonaws.com,\"{\"\"type\"\":\"\"IAMUser\"\"}\",\"two\r\n"
            + "lines\"";

    List<CloudTrailEvent> events = events(read(csv));

    assertThat(events).hasSize(2);
    assertThat(events.get(0).identity().isRoot()).isTrue();
    assertThat(events.get(0).time()).isEqualTo("2026-03-14T02:00:00Z");
    assertThat(events.get(1).time()).isEqualTo("2026-03-14T02:00:00Z");
  }

  @Test
  void readsUtf16WithAndWithoutAByteOrderMark() {
    String windows =
        (HEADER + ROOT.replace("a,b", "\u00fc,\ud83d\ude00") + ROOT).replace("\n", "\r\n");
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      for (String csv : List.of(windows, "\uFEFF" + windows, "\uFEFFsep=,\r\n" + windows)) {
        List<CloudTrailEvent> events = events(read(csv.getBytes(charset)));

        assertThat(events).as(charset + " " + csv).hasSize(2);
        assertThat(events.get(0).requestParameters().text("userName"))
            .contains("\u00fc,\ud83d\ude00");
      }
    }
  }

  @Test
  void reportsTheLineOfABrokenRowInUtf16() {
    byte[] csv = ("\uFEFF" + HEADER + ROOT + "1.08,x\n" + ROOT).getBytes(StandardCharsets.UTF_16LE);

    List<ReadResult> results = read(csv);

    assertThat(results).hasSize(3);
    assertThat(results.get(1))
        .isInstanceOfSatisfying(
            ReadResult.Malformed.class,
            it -> assertThat(it.problem().getMessage()).startsWith("export.csv: line 3"));
  }

  /** Excel writes the line if the region's list separator is not a comma. */
  @Test
  void readsAFileWithTheSeparatorLineOfExcel() {
    for (String end : List.of("\n", "\r\n")) {
      String csv =
          "sep=;"
              + end
              + "eventName;eventTime;eventSource;userIdentity"
              + end
              + "ListBuckets;2026-03-14T02:00:00Z;s3.amazonaws.com;{type=Root, arn=x}"
              + end
              + "broken;row"
              + end;

      assertThat(read(csv))
          .satisfiesExactly(
              it -> assertThat(it).isInstanceOf(ReadResult.EventRead.class),
              it ->
                  assertThat(it)
                      .isInstanceOfSatisfying(
                          ReadResult.Malformed.class,
                          bad ->
                              assertThat(bad.problem().getMessage())
                                  .startsWith("export.csv: line 4")));
    }
  }

  @Test
  void readsFilesThatWereAppended() {
    String file = "\uFEFF" + HEADER + ROOT;

    assertThat(events(read(file + file + "\n" + file))).hasSize(3);
  }

  @Test
  void readsTheTextOfARecordInAnySpellingOfItsColumn() {
    String record =
        "\"{\"\"userIdentity\"\":{\"\"type\"\":\"\"Root\"\"},\"\"eventName\"\":\"\"ListBuckets\"\",\"\"eventTime\"\":\"\"2026-03-14T02:00:00Z\"\",\"\"eventSource\"\":\"\"s3.amazonaws.com\"\"}\"";
    for (String column :
        List.of(
            "eventJson",
            "\"eventJson\"",
            "eventjson",
            "event_json",
            "CloudTrailEvent",
            "cloudtrailevent",
            "cloud_trail_event",
            "@message")) {
      assertThat(events(read(column + "\n" + record + "\n")))
          .as(column)
          .singleElement()
          .satisfies(it -> assertThat(it.identity().isRoot()).isTrue());
      // Without the text, a row without an identity would be another user's.
      assertThat(
              events(
                  read(
                      "eventName,eventTime,"
                          + column
                          + "\nListBuckets,2026-03-14 02:00:00.000,"
                          + record
                          + "\n")))
          .as(column)
          .singleElement()
          .satisfies(it -> assertThat(it.identity().isRoot()).isTrue());
    }
  }

  @Test
  void readsColumnsThatContainWholeRecords() {
    String record =
        "{\"\"userIdentity\"\":{\"\"type\"\":\"\"Root\"\"},\"\"eventName\"\":\"\"ListBuckets\"\",\"\"eventTime\"\":\"\"2026-03-14T02:00:00Z\"\",\"\"eventSource\"\":\"\"s3.amazonaws.com\"\"}";

    assertThat(events(read("\"@timestamp\",\"@message\"\n1,\"" + record + "\"\n"))).hasSize(1);
    assertThat(events(read("EventId,CloudTrailEvent\n1,\"" + record + "\"\n"))).hasSize(1);
  }

  @Test
  void reportsABrokenRowWithItsLineAndReadsItsNeighbours() {
    String twoLines = ROOT.replace("a,b", "a\nb");
    for (String broken :
        List.of(
            "1.08,{type=Root, arn=x},a,b,c,d,e,f\n",
            "\"1.08,\"{type=Root}\",2026-03-14T02:00:00Z,iam.amazonaws.com,CreateUser,id-2,\n",
            "1.08,{type=Root},2026-03-14T02:00:00Z,iam.amazonaws.com,CreateUser,id-2,\"open\n",
            "\"1.08\"x,{type=Root},2026-03-14T02:00:00Z,iam.amazonaws.com,CreateUser,id-2,\n",
            "1.08,nobody,never,iam.amazonaws.com,CreateUser,id-2,\n",
            "1.08,{type=Root}\n")) {
      List<ReadResult> results = read(HEADER + twoLines + "\r\n" + broken + twoLines + ROOT);

      assertThat(results).as(broken).hasSize(4);
      assertThat(results.get(0)).isInstanceOf(ReadResult.EventRead.class);
      assertThat(results.get(1))
          .isInstanceOfSatisfying(
              ReadResult.Malformed.class,
              it -> assertThat(it.problem().getMessage()).startsWith("export.csv: line 5"));
      assertThat(results.get(2)).isInstanceOf(ReadResult.EventRead.class);
      assertThat(results.get(3)).isInstanceOf(ReadResult.EventRead.class);
    }
  }

  @Test
  void reportsARowWithTwoIdentitiesAndReadsTheOthers() {
    String header = "eventtime,eventsource,eventname,useridentity,useridentity\n";
    String row = "2026-03-14T02:00:00Z,iam.amazonaws.com,CreateUser,\"%s\",\"%s\"\n";
    String root = "{type=Root, arn=x}";

    List<ReadResult> results =
        read(
            header
                + row.formatted(root, "{type=IAMUser,\n arn=y}")
                + row.formatted(root, root)
                + row.formatted("", root));

    assertThat(results).hasSize(3);
    assertThat(results.get(0))
        .isInstanceOfSatisfying(
            ReadResult.Malformed.class,
            it ->
                assertThat(it.problem().getMessage())
                    .startsWith("export.csv: line 2")
                    .contains("column 'useridentity' more than once"));
    assertThat(events(results.subList(1, 3)))
        .allSatisfy(it -> assertThat(it.identity().isRoot()).isTrue());
  }

  @Test
  void reportsARowThatEndsWithinAQuote() {
    List<ReadResult> results = read(HEADER + ROOT + ROOT.substring(0, ROOT.length() - 2));

    assertThat(results).hasSize(2);
    assertThat(results.get(0)).isInstanceOf(ReadResult.EventRead.class);
    assertThat(results.get(1))
        .isInstanceOfSatisfying(
            ReadResult.Malformed.class,
            it ->
                assertThat(it.problem().getMessage())
                    .contains("export.csv: line 3")
                    .contains("closing quote"));
  }

  @Test
  void reportsARowThatIsLongerThanARecordMayBe() {
    ReadLimits limits = new ReadLimits(2_000, 250, 8, 500, 1 << 20);
    String csv = HEADER + ROOT.replace("a,b", "x".repeat(3_000)) + ROOT;
    List<ReadResult> results = new ArrayList<>();
    try (ReadResultIterator read =
        new CloudTrailReader(limits)
            .read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "export.csv")) {
      read.forEachRemaining(results::add);
    }

    assertThat(results).hasSize(2);
    assertThat(results.get(0)).isInstanceOf(ReadResult.Malformed.class);
    assertThat(results.get(1)).isInstanceOf(ReadResult.EventRead.class);
  }

  @Test
  void readsParametersThatAreAMapAsCloudTrailLakePrintsOne() {
    String row =
        ROOT.replaceFirst(
            "\"\\{\"\"userName.*",
            Matcher.quoteReplacement(
                "\"{userName=a,b, policyDocument={\"\"Version\"\":\"\"2012-10-17\"\"},"
                    + " tags={key=team, value=x}, none=null}\"\n"));

    assertThat(events(read(HEADER + row)))
        .singleElement()
        .satisfies(
            it -> {
              EventFields parameters = it.requestParameters();
              assertThat(parameters.text("userName")).contains("a,b");
              assertThat(parameters.text("policyDocument.Version")).contains("2012-10-17");
              assertThat(parameters.text("tags.value")).contains("x");
              assertThat(parameters.has("none")).isFalse();
            });
  }

  /** Names of roles may contain commas and equals signs, such as {@code a,type=IAMUser}. */
  @Test
  void readsRootWhoseRowHasAValueThatLooksLikeAMember() {
    for (String identity :
        List.of(
            "{username=a, type=IAMUser, type=Root}",
            "{type=Root, username=a, type=IAMUser}",
            "{type=Root, username=a,type=IAMUser, accountid=111122223333}")) {
      String row =
          "1.08,\"" + identity + "\",2026-03-14T02:00:00Z,s3.amazonaws.com,ListBuckets,id-3,\n";

      assertThat(events(read(HEADER + row)))
          .singleElement()
          .satisfies(it -> assertThat(it.identity().isRoot()).as(identity).isTrue());
    }
  }

  @Test
  void readsValuesBetweenSemicolonsAndTabs() {
    for (String delimiter : List.of(";", "\t")) {
      String csv =
          "\uFEFF"
              + """
              "eventName"|eventTime|eventSource|userIdentity
              ListBuckets|2026-03-14T02:00:00Z|s3.amazonaws.com|{type=Root, arn=x}
              """;

      assertThat(events(read(csv.replace("|", delimiter))))
          .singleElement()
          .satisfies(it -> assertThat(it.identity().isRoot()).isTrue());
    }
  }

  @Test
  void readsAHeaderBehindOtherLinesAndWithAnIndex() {
    for (String before :
        List.of(
            "\n", "\r\n", "# exported by alice\n", "Events of March\n", "#a\n\n2026 export\n")) {
      assertThat(events(read(before + HEADER + ROOT))).as(before).hasSize(1);
      assertThat(read(before + HEADER + ROOT + "broken\n"))
          .as(before)
          .last()
          .isInstanceOfSatisfying(
              ReadResult.Malformed.class,
              it ->
                  assertThat(it.problem().getMessage())
                      .startsWith("export.csv: line " + (3 + before.split("\n", -1).length - 1)));
    }
    assertThat(events(read("," + HEADER + "0," + ROOT + "1," + ROOT))).hasSize(2);
    assertThat(events(read("0," + HEADER + "0," + ROOT))).hasSize(1);
    assertThat(events(read(HEADER.replace(',', '|') + ROOT.replace("\",\"", "\"|\"")))).hasSize(1);
  }

  @Test
  void readsTheMessagesOfAnExportOfSplunk() {
    String row = "2026,\"" + RecordFormats.record("e-1").replace("\"", "\"\"") + "\",host\n";

    for (String column : List.of("_raw", "message", "event")) {
      assertThat(events(read("_time," + column + ",host\n" + row + row)))
          .extracting(CloudTrailEvent::id)
          .containsExactly("e-1", "e-1");
    }
  }

  @Test
  void findsTheSameRowsWithThePrefilter() throws IOException {
    CloudTrailReader prefiltered = new CloudTrailReader().prefiltered(Detector::isNameOfInterest);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write((HEADER + ROOT.repeat(1_000)).getBytes(StandardCharsets.UTF_8));
    }

    List<ReadResult> results = new ArrayList<>();
    try (ReadResultIterator read =
        prefiltered.read(new ByteArrayInputStream(packed.toByteArray()), "rows.csv.gz")) {
      read.forEachRemaining(results::add);
    }
    assertThat(events(results)).hasSize(1_000);
  }

  @Test
  void leavesOtherInputsAsTheyAre() {
    for (String text :
        List.of(
            "{\"Records\":[]}",
            "[{\"eventName\":\"x\"}]",
            "no event\n",
            "eventName\n",
            "\"a text\"",
            "",
            "a".repeat(200_000))) {
      assertThat(passed(text)).isEqualTo(text);
    }
  }

  private static String passed(String text) {
    try (CsvInput in =
        new CsvInput(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ReadLimits.DEFAULT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<CloudTrailEvent> events(List<ReadResult> results) {
    return results.stream().map(it -> ((ReadResult.EventRead) it).event()).toList();
  }

  private static List<ReadResult> read(String csv) {
    return read(csv.getBytes(StandardCharsets.UTF_8));
  }

  private static List<ReadResult> read(byte[] csv) {
    List<ReadResult> results = new ArrayList<>();
    try (ReadResultIterator read =
        new CloudTrailReader().read(new ByteArrayInputStream(csv), "export.csv")) {
      read.forEachRemaining(results::add);
    }
    return results;
  }
}
