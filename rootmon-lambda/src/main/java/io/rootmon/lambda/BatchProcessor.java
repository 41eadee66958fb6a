package io.rootmon.lambda;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.internal.BoundedMap;
import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.TaskException;
import io.rootmon.judge.Severity;
import io.rootmon.lambda.BatchItem.ControlItem;
import io.rootmon.lambda.BatchItem.FindingItem;
import io.rootmon.lambda.BatchItem.MalformedItem;
import io.rootmon.lambda.MessageParser.ParsedMessage;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Processes the items of a batch concurrently, the most severe first, and ends soon after the
 * deadline.
 */
final class BatchProcessor {
  /**
   * The default batch of SQS. Items of a larger batch wait, because of the channels' rate limits.
   */
  private static final int THREADS = 10;

  /** For a delivery that reached its deadline, to report that. */
  private static final Duration GRACE_PERIOD = Duration.ofMillis(500);

  /**
   * A number of events for which one invocation may not have time. Their message returns to the
   * queue, and because of the random order every worker that receives it starts with other events.
   */
  private static final int MANY = 100;

  private static final int MAX_REMEMBERED = 10_000;

  /** Processes a control message. */
  @FunctionalInterface
  interface ControlProcessor {
    ItemResult process(String messageId, ControlItem item, Deadline deadline);
  }

  private record PendingItem(String messageId, BatchItem item, Severity urgency) {
    ItemResult failed(String problem) {
      return ItemResult.failed(messageId, item, problem);
    }
  }

  private record RunningItem(PendingItem item, Future<ItemResult> result) {}

  private final RootMonitor monitor;
  private final ControlProcessor control;
  private final Set<Object> done =
      Collections.synchronizedSet(Collections.newSetFromMap(new BoundedMap<>(MAX_REMEMBERED)));

  BatchProcessor(RootMonitor monitor, ControlProcessor control) {
    this.monitor = monitor;
    this.control = control;
  }

  /** Returns the result of every item, no later than shortly after the deadline. */
  List<ItemResult> process(List<ParsedMessage> messages, Deadline deadline) {
    List<ItemResult> results = new ArrayList<>();
    List<PendingItem> pending = new ArrayList<>();
    for (ParsedMessage message : messages) {
      for (BatchItem item : message.items()) {
        item.urgency()
            .ifPresentOrElse(
                it -> pending.add(new PendingItem(message.id(), item, it)),
                () -> results.add(ItemResult.skipped(message.id(), item)));
      }
    }
    if (!pending.isEmpty()) {
      if (pending.size() > MANY) {
        Collections.shuffle(pending);
      }
      // The most severe first, and of the same severity those that this worker has not finished.
      pending.sort((one, other) -> Boolean.compare(isDone(one), isDone(other)));
      pending.sort((one, other) -> other.urgency().compareTo(one.urgency()));
      results.addAll(processPending(pending, deadline));
    }
    return results;
  }

  private boolean isDone(PendingItem pending) {
    return pending.item().eventKey().filter(done::contains).isPresent();
  }

  /** The threads end with the batch, so that a hanging one cannot block a later batch. */
  private List<ItemResult> processPending(List<PendingItem> pending, Deadline deadline) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(THREADS, pending.size()), DaemonThreads.named("rootmon-batch"));
    try {
      List<RunningItem> running = new ArrayList<>();
      for (PendingItem item : pending) {
        running.add(new RunningItem(item, threads.submit(() -> process(item, deadline))));
      }
      Deadline end = deadline.laterBy(GRACE_PERIOD);
      return running.stream().map(it -> await(it, end)).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private ItemResult process(PendingItem it, Deadline deadline) {
    if (deadline.isOver()) {
      return it.failed("no time left to try");
    } else if (it.item() instanceof ControlItem message) {
      return control.process(it.messageId(), message, deadline);
    }
    ProcessingResult outcome =
        it.item() instanceof MalformedItem malformed
            ? monitor.process(malformed.problem(), deadline)
            : monitor.process(((FindingItem) it.item()).finding(), deadline);
    return ItemResult.notified(it.messageId(), it.item(), outcome);
  }

  private ItemResult await(RunningItem running, Deadline end) {
    PendingItem item = running.item();
    try {
      ItemResult result = DaemonThreads.await(running.result(), end.left().toNanos());
      if (result.isDone()) {
        item.item().eventKey().ifPresent(done::add);
      }
      return result;
    } catch (TaskException e) {
      boolean isFailure = e.reason() == TaskException.Reason.FAILED;
      return item.failed(e.describe() + (isFailure ? "" : "; it may have arrived"));
    }
  }
}
