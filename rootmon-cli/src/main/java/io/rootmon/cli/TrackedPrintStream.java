package io.rootmon.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output or error in UTF-8, which records the reason of a failed write. */
public final class TrackedPrintStream extends PrintStream {
  private final ErrorTrackingStream target;

  public TrackedPrintStream(OutputStream target, boolean flushesLines) {
    this(new ErrorTrackingStream(target), flushesLines);
  }

  private TrackedPrintStream(ErrorTrackingStream target, boolean flushesLines) {
    super(target, flushesLines, StandardCharsets.UTF_8);
    this.target = target;
  }

  /**
   * Flushes, and returns the reason why text was lost. A reader that closed the pipe, such as head,
   * lost nothing.
   */
  Optional<String> loss() {
    if (!checkError()) {
      return Optional.empty();
    }
    String reason =
        Optional.ofNullable(target.problem).map(Throwable::getMessage).orElse("it was closed");
    return Optional.of(reason).filter(it -> !it.contains("Broken pipe"));
  }

  /** Records the exception, which a PrintStream does not expose. */
  private static final class ErrorTrackingStream extends FilterOutputStream {
    private @Nullable IOException problem;

    ErrorTrackingStream(OutputStream target) {
      super(target);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        problem = problem == null ? e : problem;
        throw e;
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        problem = problem == null ? e : problem;
        throw e;
      }
    }
  }
}
