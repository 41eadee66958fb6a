package io.rootmon.cli.scan;

import io.rootmon.cli.InputReader;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResultIterator;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Supplies standard input as the only file of a source. */
final class StandardInput implements LogSource, LogFile {
  private final InputStream in;
  private final AtomicBoolean isTaken = new AtomicBoolean();

  StandardInput(InputStream in) {
    this.in = in;
  }

  @Override
  public String name() {
    return InputReader.STANDARD_INPUT_NAME;
  }

  @Override
  public Optional<LogFile> next() {
    return isTaken.getAndSet(true) ? Optional.empty() : Optional.of(this);
  }

  @Override
  public int workers() {
    return 1;
  }

  @Override
  public void read(CloudTrailReader reader, ScanSink sink) {
    try (ReadResultIterator results = reader.read(in, name())) {
      results.forEachRemaining(sink::add);
    }
  }
}
