package io.rootmon.cli.s3;

import io.rootmon.cli.Terminal;
import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.scan.LogFile;
import io.rootmon.cli.scan.LogSource;
import io.rootmon.cli.scan.ScanScope;
import io.rootmon.cli.scan.ScanSink;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import io.rootmon.cloudtrail.ReadResultIterator;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/**
 * Supplies the log files below a prefix of a bucket. A listing in the background fills a short
 * queue.
 */
final class S3Archive implements LogSource {
  private static final int MAX_QUEUE = 1_000;

  /** The number of workers per core: each waits for the network most of the time. */
  private static final int WORKERS_PER_CORE = 8;

  private static final int MIN_WORKERS = 16;
  private static final int MAX_WORKERS = 48;

  private final S3Client client;
  private final S3Location location;
  private final ScanScope scope;
  private final Optional<RequestPayer> payer;
  private final Optional<Checkpoint> checkpoint;
  private final Terminal terminal;
  private final TransferProgress progress;
  private final S3Listing listing;
  private final Optional<S3Listing> counting;
  private final BlockingQueue<Optional<LogFile>> queue = new ArrayBlockingQueue<>(MAX_QUEUE);
  private final AtomicBoolean isAnythingListed = new AtomicBoolean();
  private final Thread saveAtExit = new Thread(this::save, "save-checkpoint");

  S3Archive(
      S3Client client,
      S3Location location,
      ScanScope scope,
      Optional<RequestPayer> payer,
      Optional<Checkpoint> checkpoint,
      Terminal terminal) {
    this.client = client;
    this.location = location;
    this.scope = scope;
    this.payer = payer;
    this.checkpoint = checkpoint;
    this.terminal = terminal;
    this.progress = new TransferProgress(terminal);
    this.listing = listing(new Feeder());
    this.counting = terminal.isErrScreen() ? Optional.of(listing(new Counter())) : Optional.empty();
  }

  private S3Listing listing(S3Listing.Handler handler) {
    return new S3Listing(
        client,
        location,
        new KeyFilter(scope, location.prefix()),
        payer,
        folder -> checkpoint.flatMap(it -> it.through(folder)),
        handler);
  }

  /** Starts the listing. */
  void start() {
    checkpoint.ifPresent(it -> Runtime.getRuntime().addShutdownHook(saveAtExit));
    counting.ifPresent(S3Listing::start);
    listing.start();
  }

  @Override
  public Optional<LogFile> next() {
    try {
      Optional<LogFile> file = queue.take();
      if (file.isEmpty()) {
        queue.put(Optional.empty()); // The other workers must receive the end as well.
      }
      return file;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return location.toString();
  }

  @Override
  public int workers() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.max(MIN_WORKERS, Math.min(MAX_WORKERS, WORKERS_PER_CORE * cores));
  }

  @Override
  public void replay(CloudTrailReader reader, ScanSink sink) {
    checkpoint.ifPresent(it -> it.replay(reader, sink));
  }

  @Override
  public void close() {
    listing.close();
    counting.ifPresent(S3Listing::close);
    progress.close();
    save();
    checkpoint.flatMap(Checkpoint::problem).ifPresent(terminal::print);
    if (checkpoint.isPresent()) {
      try {
        Runtime.getRuntime().removeShutdownHook(saveAtExit);
      } catch (IllegalStateException e) {
        // The program is ending, and its shutdown hook runs.
      }
    }
    client.close();
  }

  private void save() {
    checkpoint.ifPresent(Checkpoint::close);
  }

  /** Fills the queue. */
  private final class Feeder implements S3Listing.Handler {
    private boolean hasRetried;

    @Override
    public void found(ListedObject object) throws InterruptedException {
      isAnythingListed.set(true);
      retry();
      if (checkpoint.isEmpty() || checkpoint.get().start(object)) {
        queue.put(Optional.of(new ObjectFile(object)));
      }
    }

    /** Adds the objects that an earlier run could not read. */
    private void retry() throws InterruptedException {
      synchronized (this) {
        if (hasRetried) {
          return;
        }
        hasRetried = true;
      }
      if (checkpoint.isPresent()) {
        for (String key : checkpoint.get().unreadable()) {
          queue.put(Optional.of(new ObjectFile(new ListedObject("", key, 0))));
        }
      }
    }

    @Override
    public void skipped(SkipReason reason, String key) throws InterruptedException {
      isAnythingListed.set(true);
      if (reason != SkipReason.FOLDER) {
        queue.put(
            Optional.of(
                new Note(
                    location.address(key), new ReadResult.Skipped(reason, location.address(key)))));
      }
    }

    @Override
    public void failed(AwsProblem problem) throws InterruptedException {
      isAnythingListed.set(true);
      queue.put(Optional.of(problem(location.toString(), String.valueOf(problem.getMessage()))));
    }

    @Override
    public void done() {
      try {
        retry();
        boolean isResumed = checkpoint.filter(Checkpoint::isResumed).isPresent();
        if (listing.listed() == 0 && !isAnythingListed.get() && !isResumed) {
          queue.put(
              Optional.of(
                  problem(location.toString(), "no objects; check the prefix and the filters")));
        }
        queue.put(Optional.empty());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Sums the sizes for the time left. */
  private final class Counter implements S3Listing.Handler {
    @Override
    public void found(ListedObject object) {
      progress.count(object.size());
    }

    @Override
    public void skipped(SkipReason reason, String key) {}

    @Override
    public void failed(AwsProblem problem) {}

    @Override
    public void done() {
      progress.counted();
    }
  }

  private static Note problem(String name, String text) {
    return new Note(name, new ReadResult.Malformed(new MalformedEventException(name, text, "")));
  }

  /** A result of the listing itself. */
  private record Note(String name, ReadResult result) implements LogFile {
    @Override
    public boolean isCounted() {
      return false;
    }

    @Override
    public void read(CloudTrailReader reader, ScanSink sink) {
      sink.add(result);
    }
  }

  /** An object with records. */
  private final class ObjectFile implements LogFile {
    private final ListedObject object;

    ObjectFile(ListedObject object) {
      this.object = object;
    }

    @Override
    public String name() {
      return location.address(object.key());
    }

    @Override
    public void read(CloudTrailReader reader, ScanSink sink) {
      ObjectRecord saved = new ObjectRecord(reader, scope.range());
      boolean isRead = false;
      try (Source source =
              new Source(ObjectStream.open(client, location, object.key(), payer, progress::read));
          ReadResultIterator results = reader.read(source, name())) {
        while (results.hasNext()) {
          ReadResult result = results.next();
          sink.add(result);
          if (checkpoint.isPresent()) {
            saved.add(result);
          }
        }
        isRead = !source.hasFailed();
      } catch (IOException e) {
        sink.add(
            new ReadResult.Malformed(
                new MalformedEventException(name(), String.valueOf(e.getMessage()), "")));
      } finally {
        if (!isRead) {
          saved.fail();
        }
        checkpoint.ifPresent(it -> it.finish(object, saved));
        progress.done();
      }
    }
  }

  /** Records whether the network failed: the reader reports it as a malformed file. */
  private static final class Source extends java.io.FilterInputStream {
    private @Nullable IOException failure;

    Source(ObjectStream stream) {
      super(stream);
    }

    boolean hasFailed() {
      return failure != null;
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      try {
        return in.read(bytes, offset, count);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }

  /**
   * An object that a scan reads.
   *
   * @param folder the folder of the listing that contained it; a listing is in the order of the
   *     keys
   */
  record ListedObject(String folder, String key, long size) {}
}
