package io.rootmon.cli.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cli.CommandResult;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.s3.FakeS3.Fault;
import io.rootmon.cli.scan.LogFile;
import io.rootmon.cli.scan.ScanCounts;
import io.rootmon.cli.scan.ScanScope;
import io.rootmon.cli.scan.ScanSink;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.detect.Detector;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class CheckpointTest {
  private static final String URI = "s3://trail/AWSLogs/";
  private static final String FOLDER = "AWSLogs/o-exampleorgid/";

  private final FakeS3 s3 = new FakeS3();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  CheckpointTest() throws IOException {}

  @BeforeEach
  void fill() {
    TrailBucket.fill(s3, FOLDER, 12).pages(5);
    s3.put(
        TrailBucket.key(FOLDER, "111122223333", "us-east-1", 3),
        "{\"Records\":[{\"eventName\":\"x\"}]}");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @Test
  void aResumedRunReadsNoObjectTwiceAndGivesTheSameReport() throws IOException {
    String whole = s3.scan("--format=json", URI).out();
    s3.forgetCalls();
    List<String> first = interrupt(20);

    CommandResult resumed = scan("--format=json");

    assertThat(resumed.out()).isEqualTo(whole).contains("\"files\" : 48,", "\"unreadable\" : 1,");
    assertThat(s3.reads()).hasSize(48).doesNotHaveDuplicates().containsAll(first);
  }

  @Test
  void aFinishedScanIsReportedInAnotherFormatWithoutReading() throws IOException {
    String whole = s3.scan("--format=csv", "--min-severity=info", URI).out();
    scan("--format=json");
    s3.forgetCalls();

    CommandResult again = scan("--format=csv", "--min-severity=info");

    assertThat(again.out()).isEqualTo(whole);
    assertThat(s3.reads()).isEmpty();
  }

  /** A crash while the file is written leaves a part of a frame. */
  @Test
  void anIncompleteFrameIsCutOff() throws IOException {
    String whole = s3.scan("--format=json", URI).out();
    interrupt(20);
    byte[] part = {0, 0, 9, 9, 31};
    Files.write(checkpoint(), part, StandardOpenOption.APPEND);

    assertThat(scan("--format=json").out()).isEqualTo(whole);
    assertThat(scan("--format=json").out()).isEqualTo(whole);
  }

  @Test
  void objectsThatCouldNotBeReadAreReadByTheNextRun() {
    String whole = s3.scan("--format=json", URI).out();
    String denied = TrailBucket.key(FOLDER, "444455556666", "eu-west-1", 3);
    s3.failing((call, attempt) -> call.target().equals(denied) ? Fault.DENIED : Fault.NONE);
    assertThat(scan("--format=json").out()).contains("\"unreadable\" : 2,");
    assertThat(scan("--format=json").out()).contains("\"unreadable\" : 2,");
    s3.failing((call, attempt) -> Fault.NONE).forgetCalls();

    assertThat(scan("--format=json").out()).isEqualTo(whole);
    assertThat(s3.reads()).containsExactly(denied);
    assertThat(scan("--format=json").out()).isEqualTo(whole);
  }

  /** Objects that arrive after the first run are read by the next one. */
  @Test
  void newObjectsAreReadByTheNextRun() {
    scan("--format=json");
    s3.forgetCalls();
    String key = TrailBucket.key(FOLDER, "111122223333", "us-east-1", 12);
    s3.put(key, TrailBucket.file("111122223333", "us-east-1", 12));

    assertThat(scan("--format=json").out()).isEqualTo(s3.scan("--format=json", URI).out());
    assertThat(s3.reads().stream().filter(key::equals)).hasSize(2);
  }

  /** The root session's request is before the range, its call within. */
  @Test
  void aSessionFromBeforeTheRangeIsRecognisedAfterTheInterruption() throws IOException {
    String day = "AWSLogs/o-exampleorgid/999988887777/CloudTrail/us-east-1/2026/03/16/";
    s3.put(
        day + "1.json", Files.readString(Path.of(CommandResult.example("assume-root-audit.json"))));
    s3.put(
        day + "2.json",
        Files.readString(
            Path.of(
                CommandResult.example(
                    "archive/111122223333_CloudTrail_us-east-1_20260316T0910Z.json"))));
    String[] options = {"--since=2026-03-16T09:06:00Z", "--format=json", "--min-severity=info"};
    String whole =
        s3.scan(Stream.concat(Stream.of(options), Stream.of(URI)).toArray(String[]::new)).out();
    assertThat(whole).contains("\"ASSUMED_ROOT\" : 1");

    scan(options);

    CommandResult again = scan(options);
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).isEqualTo(whole);
  }

  @Test
  void refusesTheCheckpointOfAnotherScan() {
    scan("--since=2026-03-02");

    CommandResult ran = scan("--since=2026-03-03");

    assertThat(ran.code()).isNotZero();
    assertThat(ran.err())
        .isEqualTo(
            "rootmon: --checkpoint: "
                + checkpoint()
                + ": the file is the checkpoint of another scan (s3://trail/AWSLogs/ since"
                + " 2026-03-02T00:00:00Z), not of this one (s3://trail/AWSLogs/ since"
                + " 2026-03-03T00:00:00Z); use the same options, or another file\n");
  }

  @Test
  void refusesAFileThatIsNoCheckpoint() throws IOException {
    Files.writeString(checkpoint(), "my notes, which nothing may overwrite");

    CommandResult ran = scan();

    assertThat(ran.code()).isNotZero();
    assertThat(ran.err()).endsWith("the file is no checkpoint of rootmon; use another file\n");
    assertThat(checkpoint()).hasContent("my notes, which nothing may overwrite");
  }

  @Test
  void refusesAFileThatAnotherRunUses() {
    try (Checkpoint open = Checkpoint.open(checkpoint(), "s3://trail/AWSLogs/")) {
      assertThat(open.isResumed()).isFalse();
      assertThat(scan().err()).endsWith("another run uses this file\n");
    }
  }

  private CommandResult scan(String... options) {
    return s3.scan(
        Stream.of(Stream.of(options), Stream.of("--checkpoint", checkpoint().toString(), URI))
            .flatMap(it -> it)
            .toArray(String[]::new));
  }

  private Path checkpoint() {
    return folder.resolve("scan.state");
  }

  /** Reads this number of objects, and stops during the listing and the next reads. */
  private List<String> interrupt(int objects) {
    S3Location location = S3Location.parse(URI);
    Checkpoint checkpoint = Checkpoint.open(checkpoint(), S3Options.text(location, ScanScope.ALL));
    S3Client client =
        S3Client.builder()
            .endpointOverride(java.net.URI.create(s3.url()))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    S3Archive archive =
        new S3Archive(
            client,
            location,
            ScanScope.ALL,
            Optional.empty(),
            Optional.of(checkpoint),
            Terminal.ofProcess(Map.of()));
    archive.start();
    CloudTrailReader reader = new CloudTrailReader().prefiltered(Detector::isNameOfInterest);
    for (int at = 0; at < objects; at++) {
      LogFile file = archive.next().orElseThrow();
      file.read(reader, new Nowhere());
    }
    archive.close();
    return s3.reads();
  }

  private static final class Nowhere implements ScanSink {
    @Override
    public void add(ReadResult result) {}

    @Override
    public void add(ScanCounts counts) {}
  }
}
