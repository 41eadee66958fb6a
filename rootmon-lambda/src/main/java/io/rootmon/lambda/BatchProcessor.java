package io.rootmon.lambda;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.channel.Deadline;
import io.rootmon.channel.DeliveryException;
import io.rootmon.control.ControlMessage;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells of a batch's findings, the worst first, some at a time, and ends in time. */
final class BatchProcessor {
  /** SQS's default batch; a burst's bigger one waits its turn, as the far ends' limits ask for. */
  private static final int THREADS = 10;

  /** For a delivery that gave up by itself at the deadline to say so. */
  private static final Duration GRACE_PERIOD = Duration.ofMillis(500);

  /**
   * More events than one invocation may have time for. Their message returns to the queue, and a
   * random order lets every worker that gets it begin with others.
   */
  private static final int MANY = 100;

  private static final int MAX_KNOWN = 10_000;

  private record PendingItem(String messageId, BatchItem piece) {
    Severity severity() {
      if (piece instanceof BatchItem.FindingItem it) {
        return it.finding().severity();
      }
      // Alerts of what could not be read are HIGH; what is only noted or looked up can wait.
      boolean canWait =
          piece instanceof BatchItem.ControlItem it
              && !(it.signal() instanceof ControlMessage.SpokeAlarm);
      return canWait ? Severity.INFO : Severity.HIGH;
    }
  }

  private record RunningItem(PendingItem task, Future<ItemResult> fate) {}

  private final RootMonitor monitor;
  private final ControlMessageHandler watching;
  private final Set<String> done = new LinkedHashSet<>();

  BatchProcessor(RootMonitor monitor, ControlMessageHandler watching) {
    this.monitor = monitor;
    this.watching = watching;
  }

  /** Returns what became of every piece, soon after the deadline at the latest. */
  List<ItemResult> tell(List<ParsedMessage> messages, Deadline deadline) {
    List<ItemResult> fates = new ArrayList<>();
    List<PendingItem> tasks = new ArrayList<>();
    for (ParsedMessage message : messages) {
      for (BatchItem piece : message.pieces()) {
        if (piece.isToBeTold()) {
          tasks.add(new PendingItem(message.id(), piece));
        } else {
          fates.add(ItemResult.untold(message.id(), piece, Instant.now()));
        }
      }
    }
    if (!tasks.isEmpty()) {
      if (tasks.size() > MANY) {
        Collections.shuffle(tasks);
      }
      tasks.sort(
          Comparator.comparing(PendingItem::severity).reversed().thenComparing(this::isKnown));
      List<ItemResult> told = tellAll(tasks, deadline);
      told.forEach(this::remember);
      fates.addAll(told);
    }
    return fates;
  }

  /**
   * Whether this worker was done with the event before: then the others of its message go first.
   */
  private boolean isKnown(PendingItem task) {
    if (!(task.piece() instanceof BatchItem.FindingItem judged)) {
      return false;
    }
    synchronized (done) {
      return done.contains(judged.finding().activity().event().key());
    }
  }

  private void remember(ItemResult fate) {
    if (fate.isDone() && fate.piece() instanceof BatchItem.FindingItem judged) {
      synchronized (done) {
        done.add(judged.finding().activity().event().key());
        if (done.size() > MAX_KNOWN) {
          done.remove(done.iterator().next());
        }
      }
    }
  }

  /** The threads end with the batch: one that hangs must be missing in no later batch. */
  private List<ItemResult> tellAll(List<PendingItem> tasks, Deadline deadline) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(THREADS, tasks.size()), BatchProcessor::thread);
    try {
      List<RunningItem> started = new ArrayList<>();
      for (PendingItem task : tasks) {
        started.add(new RunningItem(task, threads.submit(() -> fate(task, deadline))));
      }
      long end = deadline.nanoTime() + GRACE_PERIOD.toNanos();
      return started.stream().map(it -> await(it, end)).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "rootmon-telling");
    thread.setDaemon(true);
    return thread;
  }

  private ItemResult fate(PendingItem task, Deadline deadline) {
    try {
      if (task.piece() instanceof BatchItem.ControlItem signalled) {
        return watching.act(task.messageId(), signalled, deadline.left());
      }
      ProcessingResult outcome = tell(task.piece(), deadline.left());
      return ItemResult.told(task.messageId(), task.piece(), outcome, Instant.now());
    } catch (DeliveryException e) {
      return unfinished(task, "no time left to try");
    }
  }

  private ProcessingResult tell(BatchItem piece, Duration timeLeft) {
    return piece instanceof BatchItem.MalformedItem unreadable
        ? monitor.tell(unreadable.problem(), timeLeft)
        : monitor.tell(((BatchItem.FindingItem) piece).finding(), timeLeft);
  }

  private static ItemResult await(RunningItem started, long end) {
    try {
      return started.fate().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return unfinished(started.task(), "no answer in time; it may have arrived");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unfinished(started.task(), "interrupted; it may have arrived");
    } catch (ExecutionException e) {
      return unfinished(
          started.task(), ErrorLocation.whereabouts(e.getCause() == null ? e : e.getCause()));
    }
  }

  private static ItemResult unfinished(PendingItem task, String problem) {
    return ItemResult.unfinished(task.messageId(), task.piece(), problem, Instant.now());
  }
}
