package io.rootmon.benchmarks.growth;

import com.sun.management.ThreadMXBean;
import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alerts;
import io.rootmon.aws.StandIn;
import io.rootmon.channel.Dispatcher;
import io.rootmon.detect.Detector;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.lambda.MeasuredFunction;
import io.rootmon.route.Routes;
import io.rootmon.state.MemoryStore;
import io.rootmon.state.StateStore;
import io.rootmon.state.StoredSessions;
import io.rootmon.state.dynamodb.DynamoDbLocal;
import io.rootmon.state.dynamodb.DynamoDbStore;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/**
 * A process of its own with a function in it, which is given events. For each power of ten it
 * prints what the events since the one before it needed, in the mean.
 */
final class Worker {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int BATCH = 10;

  private final MeasuredFunction function;
  private final Events events;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Heap heap = Heap.watched();
  private long nanos;
  private long made;

  private Worker(StateStore store, int accounts) {
    this.function = function(store);
    this.events = new Events(accounts);
  }

  /**
   * With the numbers of accounts, of events, of events to warm up with; and for the DynamoDB store
   * its address, two tables, the first for warming up.
   */
  public static void main(String[] arguments) throws Exception {
    int accounts = Integer.parseInt(arguments[0]);
    long most = Long.parseLong(arguments[1]);
    long before = Long.parseLong(arguments[2]);
    boolean memory = arguments.length == 3;
    StateStore warm = memory ? new MemoryStore(CLOCK) : table(arguments[3], arguments[4]);
    new Worker(warm, accounts).take(before);
    StateStore store = memory ? new MemoryStore(CLOCK) : table(arguments[3], arguments[5]);
    Worker worker = new Worker(store, accounts);
    worker.take((long) Events.OF_AN_INCIDENT * accounts); // from now on each has had an incident
    worker.measure(most);
    System.exit(0);
  }

  private static StateStore table(String address, String name) {
    return new DynamoDbStore(StandIn.at(URI.create(address)), DynamoDbLocal.REGION, name, CLOCK);
  }

  private static MeasuredFunction function(StateStore store) {
    Dispatcher dispatcher = new Dispatcher(Printing.all(), store, CLOCK);
    return new MeasuredFunction(
        new RootMonitor(
            new Detector(new StoredSessions(store, CLOCK)),
            StandardRules.policy(),
            new Alerts(AccountDirectory.of(Map.of())),
            Routes.everythingTo(dispatcher.channels()),
            store,
            dispatcher,
            CLOCK));
  }

  private void measure(long most) throws Exception {
    long done = 0;
    for (long until = 1; until <= most; until *= 10) {
      nanos = 0;
      made = 0;
      System.gc();
      long filled = heap.filled();
      take(until - done);
      double count = until - done;
      double bytes = heap.filled() - filled - made;
      System.out.println(until + " " + nanos / count / 1e3 + " " + bytes / count / 1e3);
      done = until;
    }
  }

  private void take(long count) throws Exception {
    for (long left = count; left > 0; left -= BATCH) {
      long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      byte[] batch = events.batch((int) Math.min(BATCH, left));
      made += threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
      long begin = System.nanoTime();
      function.take(batch);
      nanos += System.nanoTime() - begin;
    }
  }
}
