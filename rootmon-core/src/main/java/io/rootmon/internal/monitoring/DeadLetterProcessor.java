package io.rootmon.internal.monitoring;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.account.AccountId;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.TaskException;
import io.rootmon.internal.control.EventPipeline;
import io.rootmon.internal.control.EventPipeline.Event;
import io.rootmon.internal.coverage.Coverage;
import io.rootmon.internal.coverage.CoverageChecks;
import io.rootmon.internal.coverage.DeadLetterAlertFactory;
import io.rootmon.internal.coverage.DeadLetterQueues;
import io.rootmon.internal.coverage.DeadLetterQueues.DeadLetter;
import io.rootmon.internal.coverage.DeadLetterQueues.Problem;
import io.rootmon.internal.coverage.DeadLetterQueues.Received;
import io.rootmon.internal.coverage.Gap;
import io.rootmon.internal.coverage.GapMonitor.GapScan;
import io.rootmon.internal.json.JsonTree;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.time.Deadline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the dead-letter queues of all regions, processes the messages as events, and deletes those
 * that every channel received. Unfinished messages stay in their queue for the next run, which
 * recognizes them as duplicates.
 *
 * <p>The queues accept messages from rules of every account of the organization, so only events of
 * AWS services are processed. Control messages, heartbeats and events with another source have no
 * effect.
 */
public final class DeadLetterProcessor {
  /** The limit per region and run; the next run continues an hour later. */
  private static final int MAX_PER_REGION = 500;

  /** The limit per run, which bounds memory: the largest EventBridge event has 1 MB. */
  private static final int MAX_CHARACTERS = 64 << 20;

  private static final int THREADS = 8;
  private static final String AWS_SOURCE = "aws.";
  private static final String HEARTBEAT_SOURCE = "aws.events";

  private final CoverageChecks checks;
  private final RootMonitor monitor;

  DeadLetterProcessor(CoverageChecks checks, RootMonitor monitor) {
    this.checks = checks;
    this.monitor = monitor;
  }

  /**
   * The result of a run.
   *
   * @param deliveries the deliveries of the alerts about undelivered events
   * @param received the number of messages that were read
   * @param heartbeats the number of heartbeats among them
   * @param dropped the number of messages that were deleted unprocessed, because they are not from
   *     the organization or not from an AWS service
   * @param deleted the number of deleted messages
   * @param hasMore whether the queues may contain more messages
   * @param scan the regions whose queue cannot be read
   * @param problems the problems of the run
   * @param isDone whether every alert about the failures was delivered
   */
  public record Run(
      List<Delivery> deliveries,
      int received,
      int heartbeats,
      int dropped,
      int deleted,
      boolean hasMore,
      GapScan scan,
      List<String> problems,
      boolean isDone) {
    public Run {
      deliveries = List.copyOf(deliveries);
      problems = List.copyOf(problems);
    }
  }

  /** The classification of a message. */
  private enum Sort {
    EVENT,
    HEARTBEAT,
    /** Not of the organization, or not of an AWS service. */
    FOREIGN
  }

  /** Reads the queues of all regions concurrently. */
  Map<String, Received> receive(Deadline deadline) {
    Map<String, Received> received = new LinkedHashMap<>();
    Map<String, Future<Received>> started = new LinkedHashMap<>();
    DeadLetterQueues queues = checks.deadLetters();
    ExecutorService threads = threads();
    try {
      for (String region : checks.settings().regions()) {
        started.put(region, threads.submit(() -> queues.receive(region, MAX_PER_REGION, deadline)));
      }
      started.forEach((region, task) -> received.put(region, await(task, deadline)));
    } finally {
      threads.shutdownNow();
    }
    return received;
  }

  private static Received await(Future<Received> task, Deadline deadline) {
    try {
      return DaemonThreads.await(task, deadline.left().toNanos());
    } catch (TaskException e) {
      return failed(e.describe());
    }
  }

  private static Received failed(String message) {
    return new Received(
        List.of(), true, Optional.of(new Problem("no response", message, "", true)));
  }

  /**
   * Processes the received messages.
   *
   * @param now the accounts of the organization with the time of reading
   * @param failing the channels that do not reach their recipients
   */
  Run process(
      Map<String, Received> received,
      EventPipeline pipeline,
      Coverage now,
      Set<String> failing,
      Deadline deadline) {
    Optional<Set<AccountId>> members = now.members();
    List<DeadLetter> all = new ArrayList<>();
    int characters = 0;
    boolean hasMore = false;
    for (Received of : received.values()) {
      hasMore |= of.hasMore() && of.problem().isEmpty();
      for (DeadLetter it : of.messages()) {
        characters += it.body().length();
        if (characters > MAX_CHARACTERS) {
          hasMore = true;
        } else {
          all.add(it);
        }
      }
    }
    Map<DeadLetter, Sort> sorts = new LinkedHashMap<>();
    all.forEach(it -> sorts.put(it, sort(it, members)));
    List<DeadLetter> events = with(Sort.EVENT, sorts);
    List<DeadLetter> heartbeats = with(Sort.HEARTBEAT, sorts);
    Set<String> unfinished =
        events.isEmpty()
            ? Set.of()
            : pipeline.process(
                events.stream()
                    .map(it -> new Event(id(it), it.body(), Finding.Origin.DELIVERED))
                    .toList(),
                deadline);
    List<DeadLetter> reported = new ArrayList<>(events);
    reported.addAll(heartbeats);
    List<String> problems = new ArrayList<>();
    List<Delivery> deliveries = new ArrayList<>();
    Set<String> unreported = new HashSet<>();
    new DeadLetterAlertFactory(now.directory())
        .create(reported, now.at())
        .forEach(
            (alert, its) -> {
              ProcessingResult outcome = monitor.notifyMonitoringAlert(alert, failing, deadline);
              deliveries.addAll(outcome.report().deliveries());
              problems.addAll(outcome.problems());
              if (!outcome.isDone()) {
                its.forEach(it -> unreported.add(id(it)));
              }
            });
    List<DeadLetter> done =
        all.stream()
            .filter(it -> !unfinished.contains(id(it)) && !unreported.contains(id(it)))
            .toList();
    int deleted = delete(done, deadline);
    if (deleted < done.size()) {
      problems.add(done.size() - deleted + " dead letters were not deleted and are read again");
    }
    return new Run(
        deliveries,
        all.size(),
        heartbeats.size(),
        with(Sort.FOREIGN, sorts).size(),
        deleted,
        hasMore,
        scan(received),
        problems,
        unreported.isEmpty());
  }

  private static List<DeadLetter> with(Sort wanted, Map<DeadLetter, Sort> sorts) {
    return sorts.entrySet().stream()
        .filter(it -> it.getValue() == wanted)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String id(DeadLetter letter) {
    return "dead-letter " + letter.region() + " " + letter.messageId();
  }

  /** Classifies a message by the attributes that EventBridge writes, which no account can forge. */
  private static Sort sort(DeadLetter letter, Optional<Set<AccountId>> members) {
    Map<?, ?> envelope;
    try {
      envelope = JsonTree.read("message", letter.body()) instanceof Map<?, ?> map ? map : Map.of();
    } catch (IllegalArgumentException e) {
      // It may be any event: the pipeline reports a string that cannot be parsed, unless a foreign
      // account sent it.
      return isForeign(letter.account(), members) ? Sort.FOREIGN : Sort.EVENT;
    }
    Optional<AccountId> account = AccountId.find(String.valueOf(envelope.get("account")));
    if (isForeign(letter.account(), members) || isForeign(account, members)) {
      return Sort.FOREIGN;
    }
    if (!(envelope.get("source") instanceof String source) || !source.startsWith(AWS_SOURCE)) {
      return Sort.FOREIGN;
    }
    return source.equals(HEARTBEAT_SOURCE) ? Sort.HEARTBEAT : Sort.EVENT;
  }

  /**
   * Returns whether the account is outside the organization. If the organization is unknown, no
   * account is.
   */
  private static boolean isForeign(Optional<AccountId> account, Optional<Set<AccountId>> members) {
    return account.isPresent() && members.isPresent() && !members.get().contains(account.get());
  }

  private int delete(List<DeadLetter> done, Deadline deadline) {
    Map<String, List<DeadLetter>> regions = new TreeMap<>();
    done.forEach(it -> regions.computeIfAbsent(it.region(), unused -> new ArrayList<>()).add(it));
    ExecutorService threads = threads();
    try {
      List<Future<Integer>> started = new ArrayList<>();
      regions.forEach(
          (region, letters) ->
              started.add(
                  threads.submit(() -> checks.deadLetters().delete(region, letters, deadline))));
      int deleted = 0;
      for (Future<Integer> task : started) {
        deleted += deleted(task, deadline);
      }
      return deleted;
    } finally {
      threads.shutdownNow();
    }
  }

  private static int deleted(Future<Integer> task, Deadline deadline) {
    try {
      return DaemonThreads.await(task, deadline.left().toNanos());
    } catch (TaskException e) {
      return 0; // they appear again and are recognized as duplicates
    }
  }

  private GapScan scan(Map<String, Received> received) {
    List<Gap> gaps = new ArrayList<>();
    Set<String> unknown = new HashSet<>();
    received.forEach(
        (region, of) -> {
          if (of.problem().isEmpty()) {
            return;
          }
          Problem problem = of.problem().get();
          if (problem.isTransient()) {
            unknown.add(region);
            return;
          }
          gaps.add(
              new Gap(
                  Gap.Kind.DEAD_LETTER_QUEUE,
                  Optional.empty(),
                  region,
                  problem.code(),
                  Severity.HIGH,
                  problem.message(),
                  problem.fix()));
        });
    return GapScan.without(unknown, Gap.Kind.DEAD_LETTER_QUEUE, gaps);
  }

  private static ExecutorService threads() {
    return Executors.newFixedThreadPool(THREADS, DaemonThreads.named("rootmon-dead-letters"));
  }
}
