package io.rootmon.cli.scan;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.internal.cloudtrail.LogArchive;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;

/** Supplies the files of a local path, in the order of their names. */
final class LocalFiles implements LogSource {
  // Stream.flatMap would load all files of a folder into memory.
  private final Iterator<Path> files;
  private final Predicate<Path> otherServices;
  private final String name;
  private final ScanProgress progress;

  LocalFiles(String name, Path path, ScanProgress progress) {
    this.name = name;
    this.otherServices = LogArchive.otherServices(path);
    this.files = CloudTrailReader.files(path).iterator();
    this.progress = progress;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<LogFile> next() {
    synchronized (files) {
      return files.hasNext() ? Optional.of(new LocalFile(files.next())) : Optional.empty();
    }
  }

  @Override
  public int workers() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** A file on a local disk. */
  private final class LocalFile implements LogFile {
    private final Path path;
    private final boolean isSkipped;

    LocalFile(Path path) {
      this.path = path;
      this.isSkipped = otherServices.test(path);
    }

    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public boolean isCounted() {
      return !isSkipped;
    }

    @Override
    public void read(CloudTrailReader reader, ScanSink sink) {
      if (isSkipped) {
        sink.add(new ReadResult.Skipped(SkipReason.OTHER_SERVICE, name()));
        progress.done(path);
        return;
      }
      try (ReadResultIterator results = reader.readFile(path)) {
        results.forEachRemaining(sink::add);
      } finally {
        progress.done(path);
      }
    }
  }
}
