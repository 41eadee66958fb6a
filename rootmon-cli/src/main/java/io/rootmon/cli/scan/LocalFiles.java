package io.rootmon.cli.scan;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResultIterator;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The files below local paths, in the order of their names. */
final class LocalFiles implements LogSource {
  // A stream's flatMap would hold a whole folder's files at once.
  private final Deque<Iterator<Path>> files = new ArrayDeque<>();
  private final ScanProgress progress;

  LocalFiles(List<Path> paths, ScanProgress progress) {
    paths.forEach(it -> files.add(CloudTrailReader.files(it).iterator()));
    this.progress = progress;
  }

  @Override
  public Optional<LogFile> next() {
    synchronized (files) {
      while (!files.isEmpty() && !files.element().hasNext()) {
        files.remove();
      }
      return files.isEmpty() ? Optional.empty() : Optional.of(new LocalFile(files.element().next()));
    }
  }

  @Override
  public int workers() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void close() {
    progress.close();
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
