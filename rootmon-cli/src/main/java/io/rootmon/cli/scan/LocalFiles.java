package io.rootmon.cli.scan;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResultIterator;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/** Supplies the files of a local path, in the order of their names. */
final class LocalFiles implements LogSource {
  // Stream.flatMap would load all files of a folder into memory.
  private final Iterator<Path> files;
  private final String name;
  private final ScanProgress progress;

  LocalFiles(String name, Path path, ScanProgress progress) {
    this.name = name;
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

    LocalFile(Path path) {
      this.path = path;
    }

    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public void read(CloudTrailReader reader, ScanSink sink) {
      try (ReadResultIterator results = reader.readFile(path)) {
        results.forEachRemaining(sink::add);
      } finally {
        progress.done(path);
      }
    }
  }
}
