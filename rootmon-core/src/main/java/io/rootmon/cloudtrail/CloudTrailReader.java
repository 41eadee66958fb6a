package io.rootmon.cloudtrail;

import io.rootmon.cloudtrail.internal.ReadBufferPool;
import io.rootmon.cloudtrail.internal.RecordClassifier;
import io.rootmon.cloudtrail.internal.RecordParser;
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
 * Reads CloudTrail events from every form in which they travel, telling the forms apart by content:
 *
 * <ul>
 *   <li>an EventBridge event, a bare record, a GuardDuty finding;
 *   <li>{@code {"Records":[…]}} as CloudTrail writes it to S3, JSON Lines, a JSON list;
 *   <li>records in OCSF, findings of GuardDuty in Security Hub's formats, rows of Athena, Steampipe
 *       and CloudTrail Lake;
 *   <li>an SQS batch or message, an SNS notification, a CloudWatch Logs subscription or export,
 *       Kinesis and Firehose records, a Lambda destination's record, or the output of {@code aws
 *       cloudtrail lookup-events} around any of these;
 *   <li>any of it in gzip, in base64 or in UTF-16.
 * </ul>
 *
 * <p>A message that names an object in S3 is followed only by a reader that was given an {@link
 * ObjectReader}; for any other reader it is malformed.
 *
 * <p>It reads lazily, one record at a time. Safe for use by multiple threads; what it returns
 * belongs to one.
 */
public final class CloudTrailReader {
  private final ReadLimits limits;
  private final RecordClassifier forms;
  private final ReadBufferPool desks;
  private final ReadResultIterator.Objects objects;

  public CloudTrailReader() {
    this(ReadLimits.DEFAULT);
  }

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
   * One that passes over records in which root has no part: it tells of them only when they were.
   * All else is read as ever.
   *
   * @param wanted by the names of events that are read with any caller
   */
  public CloudTrailReader prefiltered(Predicate<String> wanted) {
    return new CloudTrailReader(limits, Optional.of(wanted), Optional.empty(), Optional.empty());
  }

  /**
   * One that reads the objects in S3 that messages name. It passes over the records in them in
   * which root has no part, as {@link #prefiltered} does: a log file may hold many thousands.
   *
   * @param wanted by the names of events that are read with any caller
   */
  public CloudTrailReader following(ObjectReader reader, Predicate<String> wanted) {
    return new CloudTrailReader(limits, Optional.empty(), Optional.of(reader), Optional.of(wanted));
  }

  /** Reads a file, or every file in a folder and its folders, hidden ones left out. */
  public ReadResultIterator read(Path fileOrFolder) {
    return readings(files(fileOrFolder).iterator(), CloudTrailReader::open);
  }

  private static InputStream open(Path file) throws IOException {
    if (file.getFileSystem() == FileSystems.getDefault()) {
      try {
        return new FileInputStream(file.toFile());
      } catch (FileNotFoundException e) {
        // What is wrong with it, the other way of opening tells apart.
      }
    }
    return Files.newInputStream(file);
  }

  /** Reads one of {@link #files}, which is no folder: its type is not read again. */
  public ReadResultIterator readFile(Path file) {
    return readings(List.of(file).iterator(), CloudTrailReader::open);
  }

  /** Reads a stream, and closes it; the name is for messages. */
  public ReadResultIterator read(InputStream in, String name) {
    return readings(List.of(Path.of("")).iterator(), path -> in).named(name);
  }

  private ReadResultIterator readings(Iterator<Path> files, ReadResultIterator.Opener opener) {
    return new ReadResultIterator(files, opener, limits, forms, desks, objects);
  }

  public ReadResultIterator read(String json) {
    return read(json, "input");
  }

  /** Reads a text; the name is for messages. */
  public ReadResultIterator read(String json, String name) {
    return new ReadResultIterator(json, name, limits, forms, desks, objects);
  }

  /**
   * Returns all events in a text.
   *
   * @throws MalformedEventException for the first piece that is not understood
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

  /** The files that {@link #read(Path)} reads, lazily, for who reads them in parallel. */
  public static Stream<Path> files(Path fileOrFolder) {
    Iterator<Path> tree = new FileTree(fileOrFolder);
    Iterable<Path> files = () -> tree;
    return StreamSupport.stream(files.spliterator(), false);
  }
}
