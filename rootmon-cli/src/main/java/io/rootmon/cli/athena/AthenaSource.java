package io.rootmon.cli.athena;

import io.rootmon.cli.ByteSize;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.scan.LogFile;
import io.rootmon.cli.scan.LogSource;
import io.rootmon.cli.scan.ScanSink;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.athena.AthenaQueries;
import io.rootmon.internal.athena.AthenaQueries.AthenaException;
import io.rootmon.internal.athena.AthenaQueries.Page;
import io.rootmon.internal.athena.AthenaQueries.State;
import io.rootmon.internal.athena.AthenaQueries.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** The result of a candidate query as the only log file of a scan. Pages are read one by one. */
final class AthenaSource implements LogSource {
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private final AthenaQueries queries;
  private final String name;
  private final String sql;
  private final Sleeper sleeper;
  private final Terminal terminal;
  private final AtomicBoolean isTaken = new AtomicBoolean();
  private final AtomicReference<String> running = new AtomicReference<>("");
  private final Thread stopAtExit = new Thread(this::stop, "stop-query");

  AthenaSource(AthenaQueries queries, String name, String sql, Sleeper sleeper, Terminal terminal) {
    this.queries = queries;
    this.name = name;
    this.sql = sql;
    this.sleeper = sleeper;
    this.terminal = terminal;
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  @Override
  public Optional<LogFile> next() {
    return isTaken.compareAndSet(false, true) ? Optional.of(new QueryResult()) : Optional.empty();
  }

  @Override
  public String name() {
    return name;
  }

  /** Root did nothing. */
  @Override
  public boolean mayBeEmpty() {
    return true;
  }

  @Override
  public int workers() {
    return 1;
  }

  /** A query that still runs costs money and helps no one. */
  private void stop() {
    String id = running.getAndSet("");
    if (!id.isEmpty()) {
      try {
        queries.stop(id);
        terminal.print("Query " + id + " was stopped.");
      } catch (AthenaException e) {
        terminal.print(
            "Query " + id + " may still run. Stop it in the Athena console. " + e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook runs.
    }
    queries.close();
  }

  /** The rows. */
  private final class QueryResult implements LogFile {
    @Override
    public String name() {
      return name;
    }

    @Override
    public void read(CloudTrailReader reader, ScanSink sink) {
      try {
        String id = queries.start(sql, UUID.randomUUID().toString());
        running.set(id);
        Status status = await(id);
        running.set("");
        terminal.note("Scanned " + AthenaCost.of(status.bytesScanned()) + " in query " + id + ".");
        if (status.state() != State.SUCCEEDED) {
          String what = status.state() == State.FAILED ? "failed" : "was cancelled";
          addProblem("query " + id + " " + what + ": " + status.reason(), sink);
          return;
        }
        readPages(id, reader, sink);
      } catch (AthenaException e) {
        addProblem(String.valueOf(e.getMessage()), sink);
      } catch (InterruptedException e) {
        addProblem("interrupted", sink);
        // The SDK refuses calls of an interrupted thread.
        stop();
        Thread.currentThread().interrupt();
      } finally {
        stop();
      }
    }

    private Status await(String id) throws AthenaException, InterruptedException {
      Duration wait = FIRST_WAIT;
      while (true) {
        Status status = queries.status(id);
        if (status.state() != State.RUNNING) {
          return status;
        }
        if (terminal.isErrScreen()) {
          terminal.err().print("\rscanned " + ByteSize.of((double) status.bytesScanned()) + " ");
          terminal.err().flush();
        }
        sleeper.sleep(wait);
        wait = wait.multipliedBy(2).compareTo(MAX_WAIT) < 0 ? wait.multipliedBy(2) : MAX_WAIT;
      }
    }

    private void readPages(String id, CloudTrailReader reader, ScanSink sink)
        throws AthenaException {
      Optional<String> token = Optional.empty();
      long row = 0;
      do {
        Page page = queries.page(id, token);
        for (String record : page.rows()) {
          row++;
          try (ReadResultIterator results = reader.read(record, name + ": row " + row)) {
            results.forEachRemaining(sink::add);
          }
        }
        token = page.next();
      } while (token.isPresent());
    }

    private void addProblem(String problem, ScanSink sink) {
      sink.add(new ReadResult.Malformed(new MalformedEventException(name, problem, "")));
    }
  }
}
