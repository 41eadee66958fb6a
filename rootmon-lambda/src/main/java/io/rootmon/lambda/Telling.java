package io.rootmon.lambda;

import io.rootmon.Outcome;
import io.rootmon.RootMonitor;
import io.rootmon.channel.Deadline;
import io.rootmon.channel.DeliveryException;
import io.rootmon.cloudtrail.Signal;
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
final class Telling {
  /** SQS's default batch; a burst's bigger one waits its turn, as the far ends' limits ask for. */
  private static final int THREADS = 10;

  /** For a delivery that gave up by itself at the deadline to say so. */
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  /**
   * More events than one invocation may have time for. Their message returns to the queue, and a
   * random order lets every worker that gets it begin with others.
   */
  private static final int MANY = 100;

  private static final int MAX_KNOWN = 10_000;

  private record Task(String messageId, Piece piece) {
    Severity severity() {
      if (piece instanceof Piece.Judged it) {
        return it.finding().severity();
      }
      // Alerts of what could not be read are HIGH; what is only noted or looked up can wait.
      boolean canWait =
          piece instanceof Piece.Signalled it && !(it.signal() instanceof Signal.SpokeTrouble);
      return canWait ? Severity.INFO : Severity.HIGH;
    }
  }

  private record Started(Task task, Future<Fate> fate) {}

  private final RootMonitor monitor;
  private final Watching watching;
  private final Set<String> done = new LinkedHashSet<>();

  Telling(RootMonitor monitor, Watching watching) {
    this.monitor = monitor;
    this.watching = watching;
  }

  /** Returns what became of every piece, soon after the deadline at the latest. */
  List<Fate> tell(List<Message> messages, Deadline deadline) {
    List<Fate> fates = new ArrayList<>();
    List<Task> tasks = new ArrayList<>();
    for (Message message : messages) {
      for (Piece piece : message.pieces()) {
        if (piece.isToBeTold()) {
          tasks.add(new Task(message.id(), piece));
        } else {
          fates.add(Fate.untold(message.id(), piece, Instant.now()));
        }
      }
    }
    if (!tasks.isEmpty()) {
      if (tasks.size() > MANY) {
        Collections.shuffle(tasks);
      }
      tasks.sort(Comparator.comparing(Task::severity).reversed().thenComparing(this::isKnown));
      List<Fate> told = tellAll(tasks, deadline);
      told.forEach(this::remember);
      fates.addAll(told);
    }
    return fates;
  }

  /**
   * Whether this worker was done with the event before: then the others of its message go first.
   */
  private boolean isKnown(Task task) {
    if (!(task.piece() instanceof Piece.Judged judged)) {
      return false;
    }
    synchronized (done) {
      return done.contains(judged.finding().activity().event().key());
    }
  }

  private void remember(Fate fate) {
    if (fate.isDone() && fate.piece() instanceof Piece.Judged judged) {
      synchronized (done) {
        done.add(judged.finding().activity().event().key());
        if (done.size() > MAX_KNOWN) {
          done.remove(done.iterator().next());
        }
      }
    }
  }

  /** The threads end with the batch: one that hangs must be missing in no later batch. */
  private List<Fate> tellAll(List<Task> tasks, Deadline deadline) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(THREADS, tasks.size()), Telling::thread);
    try {
      List<Started> started = new ArrayList<>();
      for (Task task : tasks) {
        started.add(new Started(task, threads.submit(() -> fate(task, deadline))));
      }
      long end = deadline.nanoTime() + LAST_WORDS.toNanos();
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

  private Fate fate(Task task, Deadline deadline) {
    try {
      if (task.piece() instanceof Piece.Signalled signalled) {
        return watching.act(task.messageId(), signalled, deadline.left());
      }
      Outcome outcome = tell(task.piece(), deadline.left());
      return Fate.told(task.messageId(), task.piece(), outcome, Instant.now());
    } catch (DeliveryException e) {
      return unfinished(task, "no time left to try");
    }
  }

  private Outcome tell(Piece piece, Duration timeLeft) {
    return piece instanceof Piece.Unreadable unreadable
        ? monitor.tell(unreadable.problem(), timeLeft)
        : monitor.tell(((Piece.Judged) piece).finding(), timeLeft);
  }

  private static Fate await(Started started, long end) {
    try {
      return started.fate().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return unfinished(started.task(), "no answer in time; it may have arrived");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unfinished(started.task(), "interrupted; it may have arrived");
    } catch (ExecutionException e) {
      return unfinished(started.task(), Bug.whereabouts(e.getCause() == null ? e : e.getCause()));
    }
  }

  private static Fate unfinished(Task task, String problem) {
    return Fate.unfinished(task.messageId(), task.piece(), problem, Instant.now());
  }
}
