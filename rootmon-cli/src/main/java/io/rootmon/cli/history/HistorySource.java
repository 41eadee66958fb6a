package io.rootmon.cli.history;

import io.rootmon.cli.Terminal;
import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.history.EventLookup.EventHistory;
import io.rootmon.cli.scan.LogFile;
import io.rootmon.cli.scan.LogSource;
import io.rootmon.cli.scan.ScanSink;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.internal.text.CountText;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.cloudtrail.model.Event;

/** Event histories as the log files of a scan. Each has a rate limit of its own. */
final class HistorySource implements LogSource {
  private static final int MAX_WORKERS = 32;

  private final int count;
  private final Iterator<EventHistory> histories;
  private final EventLookup lookup;
  private final Terminal terminal;
  private final AtomicLong finished = new AtomicLong();
  private final AtomicLong events = new AtomicLong();

  HistorySource(List<EventHistory> histories, EventLookup lookup, Terminal terminal) {
    this.count = histories.size();
    this.histories = List.copyOf(histories).iterator();
    this.lookup = lookup;
    this.terminal = terminal;
  }

  @Override
  public Optional<LogFile> next() {
    synchronized (histories) {
      return histories.hasNext()
          ? Optional.of(new HistoryFile(histories.next()))
          : Optional.empty();
    }
  }

  @Override
  public String name() {
    return "the event history";
  }

  /** Returns true: without root activity the history is empty. */
  @Override
  public boolean mayBeEmpty() {
    return true;
  }

  @Override
  public int workers() {
    return Math.max(1, Math.min(MAX_WORKERS, count));
  }

  @Override
  public void close() {
    if (terminal.isErrScreen()) {
      terminal.err().print("\r" + " ".repeat(Math.max(1, terminal.columns() - 1)) + "\r");
      terminal.err().flush();
    }
  }

  private synchronized void show() {
    if (terminal.isErrScreen()) {
      String line =
          CountText.number(finished.get())
              + " of "
              + CountText.of(count, "account-region")
              + ", "
              + CountText.of(events.get(), "event");
      int width = Math.max(line.length(), terminal.columns() - 1);
      terminal.err().print("\r" + line + " ".repeat(width - line.length()));
      terminal.err().flush();
    }
  }

  /** The history of one region of an account. */
  private final class HistoryFile implements LogFile {
    private final EventHistory history;

    HistoryFile(EventHistory history) {
      this.history = history;
    }

    @Override
    public String name() {
      return history.name();
    }

    @Override
    public void read(CloudTrailReader reader, ScanSink sink) {
      try {
        lookup.read(history, page -> add(page, reader, sink));
      } catch (AwsProblem e) {
        sink.add(
            new ReadResult.Malformed(
                new MalformedEventException(name(), String.valueOf(e.getMessage()), "")));
      } finally {
        finished.incrementAndGet();
        show();
      }
    }

    private void add(List<Event> page, CloudTrailReader reader, ScanSink sink) {
      for (Event event : page) {
        String record = Optional.ofNullable(event.cloudTrailEvent()).orElse("");
        if (record.isBlank()) {
          sink.add(
              new ReadResult.Malformed(
                  new MalformedEventException(
                      name() + ": event " + event.eventId(),
                      "CloudTrail returned the event without its record (CloudTrailEvent)",
                      "")));
          continue;
        }
        try (ReadResultIterator results =
            reader.read(record, name() + ": event " + event.eventId())) {
          results.forEachRemaining(sink::add);
        }
      }
      events.addAndGet(page.size());
      show();
    }
  }
}
