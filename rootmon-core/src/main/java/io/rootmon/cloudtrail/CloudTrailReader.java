package io.rootmon.cloudtrail;

import io.rootmon.cloudtrail.internal.ReadBufferPool;
import io.rootmon.cloudtrail.internal.RecordClassifier;
import io.rootmon.cloudtrail.internal.RecordParser;
import io.rootmon.internal.cloudtrail.LogArchive;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads CloudTrail events in every format in which AWS services and tools deliver them. The reader
 * detects the format from the content:
 *
 * <ul>
 *   <li>an EventBridge event, a bare record, or a GuardDuty finding;
 *   <li>{@code {"Records":[…]}} as CloudTrail writes it to S3, JSON Lines, or a JSON list;
 *   <li>records in OCSF, GuardDuty findings in Security Hub's formats, rows of Athena, Steampipe
 *       and CloudTrail Lake, and search results of OpenSearch and Elasticsearch;
 *   <li>an SQS batch or message, an SNS notification, a CloudWatch Logs subscription or export,
 *       Kinesis and Firehose records, a Lambda destination's record, or the output of {@code aws
 *       cloudtrail lookup-events}, each of which contains any of the above;
 *   <li>any of these compressed with gzip, encoded in base64, or in UTF-16.
 * </ul>
 *
 * <p>A message can refer to an object in S3. A reader with an {@link ObjectReader} reads that
 * object. Every other reader reports the message as malformed.
 *
 * <p>The reader reads lazily, one record at a time. It is safe for use by multiple threads, but
 * each iterator that it returns belongs to one thread.
 */
public final class CloudTrailReader {
  private final ReadLimits limits;
  private final RecordClassifier forms;
  private final ReadBufferPool desks;
  private final ReadResultIterator.Objects objects;

  /** Creates a reader with {@link ReadLimits#DEFAULT}. */
  public CloudTrailReader() {
    this(ReadLimits.DEFAULT);
  }

  /** Creates a reader with these limits. */
  public CloudTrailReader(ReadLimits limits) {
    this(limits, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private CloudTrailReader(
      ReadLimits limits,
      Optional<Predicate<String>> skimming,
      Optional<ObjectReader> objects,
      Optional<Predicate<String>> skimmingObjects) {
    this.limits = limits;
    this.forms = new RecordClassifier(new RecordParser(limits));
    this.desks = new ReadBufferPool(skimming, limits);
    this.objects =
        new ReadResultIterator.Objects(objects, new ReadBufferPool(skimmingObjects, limits));
  }

  /**
   * Returns a reader that skips records that do not involve root. Such a record is returned as a
   * {@link ReadResult.Prefiltered}, which contains only its time. All other records are read in
   * full.
   *
   * @param wanted matches the names of events that are read for every caller
   */
  public CloudTrailReader prefiltered(Predicate<String> wanted) {
    return new CloudTrailReader(limits, Optional.of(wanted), Optional.empty(), Optional.empty());
  }

  /**
   * Returns a reader that also reads the objects in S3 to which messages refer. In these objects it
   * skips records that do not involve root, as {@link #prefiltered} does, because a log file may
   * contain many thousands of records.
   *
   * @param wanted matches the names of events that are read for every caller
   */
  public CloudTrailReader following(ObjectReader reader, Predicate<String> wanted) {
    return new CloudTrailReader(limits, Optional.empty(), Optional.of(reader), Optional.of(wanted));
  }

  /**
   * Reads a file, or every file in a folder and its subfolders except hidden ones. In a log archive
   * it skips the files of other services.
   */
  public ReadResultIterator read(Path fileOrFolder) {
    return readings(files(fileOrFolder).iterator(), CloudTrailReader::open)
        .skipping(LogArchive.otherServices(fileOrFolder));
  }

  private static InputStream open(Path file) throws IOException {
    if (file.getFileSystem() == FileSystems.getDefault()) {
      try {
        return new FileInputStream(file.toFile());
      } catch (FileNotFoundException e) {
        // The fallback below reports the exact cause.
      }
    }
    return Files.newInputStream(file);
  }

  /** Reads one file of {@link #files}. It must not be a folder: its type is not checked again. */
  public ReadResultIterator readFile(Path file) {
    return readings(List.of(file).iterator(), CloudTrailReader::open);
  }

  /** Reads a stream and closes it. The name appears in messages. */
  public ReadResultIterator read(InputStream in, String name) {
    return readings(List.of(Path.of("")).iterator(), path -> in).named(name);
  }

  private ReadResultIterator readings(Iterator<Path> files, ReadResultIterator.Opener opener) {
    return new ReadResultIterator(files, opener, limits, forms, desks, objects);
  }

  /** Reads a string. */
  public ReadResultIterator read(String json) {
    return read(json, "input");
  }

  /** Reads a string. The name appears in messages. */
  public ReadResultIterator read(String json, String name) {
    return new ReadResultIterator(json, name, limits, forms, desks, objects);
  }

  /**
   * Returns all events in a string.
   *
   * @throws MalformedEventException for the first record that cannot be parsed
   */
  public List<CloudTrailEvent> events(String json) throws MalformedEventException {
    List<CloudTrailEvent> events = new ArrayList<>();
    try (ReadResultIterator readings = read(json)) {
      while (readings.hasNext()) {
        ReadResult reading = readings.next();
        if (reading instanceof ReadResult.Malformed malformed) {
          throw malformed.problem();
        } else if (reading instanceof ReadResult.EventRead read) {
          events.add(read.event());
        }
      }
    }
    return events;
  }

  /**
   * Returns the files that {@link #read(Path)} reads or skips, lazily, for callers that read them
   * in parallel.
   */
  public static Stream<Path> files(Path fileOrFolder) {
    Iterator<Path> tree = new FileTree(fileOrFolder);
    Iterable<Path> files = () -> tree;
    return StreamSupport.stream(files.spliterator(), false);
  }
}
