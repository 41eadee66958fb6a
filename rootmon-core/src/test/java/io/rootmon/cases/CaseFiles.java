package io.rootmon.cases;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The case files, found by listing their folders. */
public final class CaseFiles {
  public static final Path FOLDER = Path.of("src/test/resources/events");

  private CaseFiles() {}

  /** The cases of one folder, such as {@code critical}, in the order of their names. */
  public static List<Path> in(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.filter(it -> it.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every case that must be judged, by severity from the worst. */
  public static List<Path> judged() {
    return Stream.of("critical", "high", "medium", "low", "info")
        .flatMap(it -> in(it).stream())
        .toList();
  }

  /** The file's name without its ending: a rule's id, and after two dashes what is special. */
  public static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.json$", "");
  }

  /** The folder that the case lies in: the severity it must be judged. */
  public static String folder(Path file) {
    return file.getName(file.getNameCount() - 2).toString();
  }

  public static String ruleId(Path file) {
    return name(file).replaceFirst("--.*", "");
  }

  public static ReadResult read(Path file) {
    try (ReadResultIterator readings = new CloudTrailReader().read(file)) {
      return readings.next();
    }
  }

  public static CloudTrailEvent event(Path file) {
    ReadResult reading = read(file);
    if (reading instanceof ReadResult.EventRead read) {
      return read.event();
    }
    throw new AssertionError(file + ": expected an event but was " + reading);
  }
}
