package io.rootmon.benchmarks.growth;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.rootmon.RootMonitor;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.Channel;
import io.rootmon.internal.state.CachingSessionStore;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbLocal;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import io.rootmon.lambda.MeasuredFunction;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Runs the function in a separate process. For each power of ten it prints the average cost of the
 * events since the previous one.
 */
final class Worker {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Instant MEASURED = Instant.parse("2020-01-02T00:00:00Z");
  private static final Instant BEFORE = MEASURED.minus(Duration.ofHours(2));
  private static final int BATCH = 10;

  private final MeasuredFunction function;
  private final Events events;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final Heap heap = Heap.watched();
  private long madeNanos;
  private long madeBytes;

  private Worker(SharedStateStore store, List<Channel> channels, Events events) {
    this.function = function(store, channels);
    this.events = events;
  }

  /**
   * Runs a worker. The arguments are the number of accounts, of calls in a visit, of events and of
   * warm-up events; for the DynamoDB store also its address and two tables, the first for the
   * warm-up.
   */
  public static void main(String[] arguments) throws Exception {
    int accounts = Integer.parseInt(arguments[0]);
    int acts = Integer.parseInt(arguments[1]);
    long most = Long.parseLong(arguments[2]);
    long before = Long.parseLong(arguments[3]);
    boolean memory = arguments.length == 4;
    SharedStateStore warm = memory ? new MemoryStore(CLOCK) : table(arguments[4], arguments[5]);
    new Worker(warm, Printing.all(), new Events("b000", 10, 10, MEASURED)).take(before);
    SharedStateStore store = memory ? new MemoryStore(CLOCK) : table(arguments[4], arguments[6]);
    // From here on, each account has had an incident.
    new Worker(store, Printing.none(), new Events("b001", accounts, 1, BEFORE)).take(accounts);
    new Worker(store, Printing.all(), new Events("b002", accounts, acts, MEASURED)).measure(most);
    System.exit(0);
  }

  private static SharedStateStore table(String address, String name) {
    return new DynamoDbStore(
        FakeAwsServer.at(URI.create(address)), DynamoDbLocal.REGION, name, CLOCK);
  }

  private static MeasuredFunction function(SharedStateStore store, List<Channel> channels) {
    return new MeasuredFunction(
        RootMonitor.builder()
            .sessions(new CachingSessionStore(store, CLOCK))
            .store(store)
            .channels(channels)
            .clock(CLOCK)
            .build());
  }

  private void measure(long most) throws Exception {
    long done = 0;
    for (long until = 1; until <= most; until *= 10) {
      System.gc();
      madeNanos = 0;
      madeBytes = 0;
      long nanos = process.getProcessCpuTime();
      long filled = heap.filled();
      take(until - done);
      double count = until - done;
      double used = process.getProcessCpuTime() - nanos - madeNanos;
      double bytes = heap.filled() - filled - madeBytes;
      System.out.println(until + " " + used / count / 1e3 + " " + bytes / count / 1e3);
      done = until;
    }
  }

  /** The creation of the batches is not measured. */
  private void take(long count) throws Exception {
    for (long left = count; left > 0; left -= BATCH) {
      long nanos = threads.getCurrentThreadCpuTime();
      long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      byte[] batch = events.batch((int) Math.min(BATCH, left));
      madeNanos += threads.getCurrentThreadCpuTime() - nanos;
      madeBytes += threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
      function.take(batch);
    }
  }
}
