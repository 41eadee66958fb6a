package io.rootmon.internal.witness;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.aws.AwsAccess;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.control.ControlMessage.WitnessCheck;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.detect.ProtectedResources;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.Digests;
import io.rootmon.internal.athena.AthenaQueries;
import io.rootmon.internal.athena.AthenaQueries.AthenaException;
import io.rootmon.internal.athena.AthenaQueries.Page;
import io.rootmon.internal.athena.AthenaQueries.State;
import io.rootmon.internal.athena.AthenaQueries.Status;
import io.rootmon.internal.athena.CandidateQuery;
import io.rootmon.internal.athena.TrailTable;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.config.TrailSettings;
import io.rootmon.internal.control.EventPipeline;
import io.rootmon.internal.control.EventPipeline.Event;
import io.rootmon.internal.control.MessageScheduler;
import io.rootmon.internal.control.WitnessProgress;
import io.rootmon.internal.control.WitnessProgress.Counts;
import io.rootmon.internal.control.WitnessProgress.Missing;
import io.rootmon.internal.coverage.CoverageSettings;
import io.rootmon.internal.coverage.Gap;
import io.rootmon.internal.coverage.GapMonitor;
import io.rootmon.internal.coverage.GapMonitor.GapScan;
import io.rootmon.internal.coverage.WitnessDays;
import io.rootmon.internal.coverage.WitnessDays.Day;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the root events in CloudTrail's log files of a day with the stored decisions, and
 * processes the events that EventBridge did not deliver.
 *
 * <p>A message does one step and sends the next one: it starts the query, reads its state, or reads
 * pages of its result while there is time. No step waits. A page has at most {@value #MAX_ROWS}
 * rows, so memory does not depend on the size of the result. A repeated message has no other effect
 * than the first one: the query has a token of its day, a decision stores that its event was found
 * in the log files, and the alerts have the time of the daily message.
 *
 * <p>A day that could not be compared is a coverage gap, and is compared again on each of the next
 * days for a week. Safe for use by multiple threads.
 */
public final class WitnessChecker {
  private static final int MAX_ROWS = 100;
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(8);

  /** The time that must be left to read another page, with the calls that follow it. */
  private static final Duration PAGE_TIME = Duration.ofSeconds(10);

  /** The time that a message reserves for its last calls. */
  private static final Duration RESERVE = Duration.ofSeconds(2);

  private static final Duration FIRST_POLL = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMinutes(5);
  private static final Duration RETRY = Duration.ofMinutes(5);
  private static final int QUICK_POLLS = 3;

  /**
   * Ends after an hour. <a
   * href="https://docs.aws.amazon.com/athena/latest/ug/service-limits.html">Athena ends a query
   * after 30 minutes by default</a>.
   */
  private static final int MAX_POLLS = 15;

  private static final int MAX_TRIES = 5;

  /** A page of events whose channels are limited may take many messages. */
  private static final int MAX_PAGE_TRIES = 20;

  private static final int TOKEN_BYTES = 20;

  private final TrailSettings trail;
  private final ProtectedResources resources;
  private final Set<AccountId> excludedAccounts;
  private final AccountDirectory names;
  private final AthenaQueries queries;
  private final RootMonitor monitor;
  private final WitnessDays days;
  private final GapMonitor gaps;
  private final MessageScheduler scheduler;

  /**
   * The result of a message.
   *
   * @param action what the message did, for the log
   * @param day the result of its day; empty if the comparison has not ended
   * @param outcome the alerts about gaps; empty if there were none
   * @param problem why processing did not finish
   */
  public record Result(
      String action,
      String remark,
      Optional<Day> day,
      Optional<ProcessingResult> outcome,
      Optional<String> problem) {
    private static Result going(String action, String remark) {
      return new Result(action, remark, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Result failed(String action, String problem) {
      return new Result(action, "", Optional.empty(), Optional.empty(), Optional.of(problem));
    }

    /** Returns whether the queue may delete the message. */
    public boolean isDone() {
      return problem.isEmpty() && outcome.map(ProcessingResult::isDone).orElse(true);
    }
  }

  private WitnessChecker(
      TrailSettings trail,
      ConfigurationDocument configuration,
      AthenaQueries queries,
      RootMonitor monitor,
      WitnessDays days,
      MessageScheduler scheduler) {
    this.trail = trail;
    this.resources = configuration.protectedResources();
    this.excludedAccounts =
        configuration.coverage().map(CoverageSettings::excludedAccounts).orElse(Set.of());
    this.names = configuration.accountDirectory();
    this.queries = queries;
    this.monitor = monitor;
    this.days = days;
    this.gaps = new GapMonitor(days.store());
    this.scheduler = scheduler;
  }

  /**
   * Creates the checker of a configuration with a trail. Nothing is read yet.
   *
   * @param region of the workgroup, if the configuration does not name it
   */
  public static WitnessChecker create(
      ConfigurationDocument configuration,
      AwsAccess aws,
      String region,
      WitnessDays days,
      RootMonitor monitor,
      MessageScheduler scheduler) {
    TrailSettings trail = configuration.trail().orElseThrow();
    return new WitnessChecker(
        trail,
        configuration,
        AthenaQueries.open(aws, trail.region().orElse(region), trail.workgroup(), CALL_TIMEOUT),
        monitor,
        days,
        scheduler);
  }

  /**
   * Does the step of a message.
   *
   * @param pipeline processes the events that were not delivered
   * @throws StateException if the state could not be read or written
   */
  public Result process(WitnessCheck check, EventPipeline pipeline, Deadline deadline)
      throws StateException {
    if (check.day().isEmpty()) {
      return schedule(check);
    }
    LocalDate day = check.day().get();
    if (days.find(day).filter(Day::isDone).isPresent()) {
      return Result.going("the events of " + day + " were compared before", "");
    }
    Comparison comparison = new Comparison(check, day, pipeline, deadline);
    WitnessProgress progress = check.progress().orElseGet(WitnessProgress::beforeStart);
    try {
      return switch (progress.step()) {
        case START -> comparison.start();
        case POLL -> comparison.poll(progress);
        case READ -> comparison.read(progress);
      };
    } catch (AthenaException e) {
      if (e.isTransient() && progress.tries() < maxTries(progress)) {
        return comparison.send(progress.again(), RETRY, String.valueOf(e.getMessage()));
      }
      return comparison.fail(WitnessFailure.of(e));
    }
  }

  private static int maxTries(WitnessProgress progress) {
    return switch (progress.step()) {
      case START -> MAX_TRIES;
      case POLL -> MAX_POLLS;
      case READ -> MAX_PAGE_TRIES;
    };
  }

  /** Sends a message for each day that is due. */
  private Result schedule(WitnessCheck check) throws StateException {
    LocalDate today = today(check);
    List<LocalDate> due = days.due(today);
    for (LocalDate day : due) {
      WitnessCheck next = new WitnessCheck(check.time(), Optional.of(day), Optional.empty());
      Optional<String> problem = send(next, Duration.ZERO);
      if (problem.isPresent()) {
        return Result.failed("the days to compare were not scheduled", problem.get());
      }
    }
    LocalDate first = days.first(today);
    return Result.going(
        due.isEmpty() ? "no day is due to be compared" : "days to compare were scheduled",
        due.isEmpty() && first.isAfter(today.minusDays(WitnessDays.LAG_DAYS))
            ? "the first one is "
                + first
                + ", which is compared on "
                + first.plusDays(WitnessDays.LAG_DAYS)
            : due.toString());
  }

  private static LocalDate today(WitnessCheck check) {
    return LocalDate.ofInstant(check.time(), ZoneOffset.UTC);
  }

  private Optional<String> send(WitnessCheck next, Duration delay) {
    try {
      scheduler.schedule(WitnessMessage.write(next), delay);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("the next message was not sent: " + e.getMessage());
    }
  }

  /** The comparison of one day. */
  private final class Comparison {
    private final WitnessCheck check;
    private final LocalDate day;
    private final EventPipeline pipeline;
    private final Deadline deadline;

    Comparison(WitnessCheck check, LocalDate day, EventPipeline pipeline, Deadline deadline) {
      this.check = check;
      this.day = day;
      this.pipeline = pipeline;
      this.deadline = deadline;
    }

    Result send(WitnessProgress progress, Duration delay, String remark) {
      WitnessCheck next = new WitnessCheck(check.time(), Optional.of(day), Optional.of(progress));
      return WitnessChecker.this
          .send(next, delay)
          .map(it -> Result.failed("the comparison of " + day + " did not continue", it))
          .orElseGet(() -> Result.going("the comparison of " + day + " continues", remark));
    }

    Result start() throws AthenaException {
      String sql =
          new CandidateQuery(
                      TrailTable.ofHub(trail.database()),
                      resources,
                      Optional.of(day),
                      Optional.of(day),
                      List.of(),
                      List.of())
                  .sql()
              // An AssumeRoot event explains the events after it. Copies of a record are
              // neighbours.
              + "\nORDER BY eventtime, eventid";
      String token =
          "rootmon-"
              + day
              + "-"
              + Digests.sha256Hex(today(check) + trail.workgroup() + sql, TOKEN_BYTES);
      String query = queries.start(sql, token);
      return send(WitnessProgress.started(query), FIRST_POLL, "query " + query + " was started");
    }

    Result poll(WitnessProgress progress) throws AthenaException, StateException {
      String query = progress.query().orElseThrow();
      Status status = queries.status(query);
      if (status.state() == State.SUCCEEDED) {
        return read(progress.finished());
      } else if (status.state() != State.RUNNING) {
        return fail(WitnessFailure.of(query, status));
      } else if (progress.tries() >= MAX_POLLS) {
        queries.stop(query);
        return fail(WitnessFailure.slow(query));
      }
      return send(
          progress.again(),
          progress.tries() < QUICK_POLLS ? FIRST_POLL : POLL,
          "query " + query + " is running");
    }

    /** Reads pages while there is time for another one. */
    Result read(WitnessProgress first) throws AthenaException, StateException {
      WitnessProgress progress = first;
      while (true) {
        Page page;
        try {
          page = queries.page(progress.query().orElseThrow(), progress.token(), MAX_ROWS);
        } catch (AthenaException e) {
          if (!e.isTransient() || progress.tries() >= MAX_PAGE_TRIES) {
            throw e;
          }
          return send(progress.again(), RETRY, String.valueOf(e.getMessage()));
        }
        PageEvents events = compare(page.rows(), progress.page());
        if (!process(events)) {
          return progress.tries() < MAX_PAGE_TRIES
              ? send(progress.again(), FIRST_POLL, "not every event of the page was processed")
              : Result.failed(
                  "the comparison of " + day + " did not continue",
                  "not every event of page " + progress.page() + " was processed");
        }
        if (page.next().isEmpty()) {
          return finish(progress.counts().plus(events.counts()));
        }
        progress = progress.nextPage(page.next().get(), events.counts());
        if (deadline.left().compareTo(PAGE_TIME) < 0) {
          return send(progress, Duration.ZERO, progress.page() + " pages were read");
        }
      }
    }

    private boolean process(PageEvents events) {
      return events.toProcess().isEmpty()
          || pipeline.process(events.toProcess(), deadline.earlierBy(RESERVE)).isEmpty();
    }

    /** Judges the rows, and compares the findings with the stored decisions. */
    private PageEvents compare(List<String> rows, int number) throws StateException {
      List<Event> toProcess = new ArrayList<>();
      Map<String, Finding> routed = new LinkedHashMap<>();
      Map<String, Event> bodies = new HashMap<>();
      long unrouted = 0;
      long unreadable = 0;
      CloudTrailReader reader = new CloudTrailReader();
      for (int row = 0; row < rows.size(); row++) {
        String name = "archive " + day + ", page " + (number + 1) + ", row " + (row + 1);
        Event body = new Event(name, rows.get(row), Finding.Origin.ARCHIVE);
        try (ReadResultIterator results = reader.read(rows.get(row), name)) {
          while (results.hasNext()) {
            ReadResult result = results.next();
            if (result instanceof ReadResult.Malformed) {
              // It may be any event, so the channels are notified.
              unreadable++;
              toProcess.add(body);
            } else if (result instanceof ReadResult.EventRead read) {
              Optional<Finding> finding = judge(read.event());
              if (finding.filter(monitor::isRouted).isPresent()) {
                routed.put(read.event().key(), finding.get());
                bodies.put(read.event().key(), body);
              } else if (finding.isPresent()) {
                unrouted++;
              }
            }
          }
        }
      }
      List<Finding> missing = monitor.undelivered(List.copyOf(routed.values()));
      Counts counts = new Counts(routed.size() - missing.size(), unrouted, unreadable, List.of());
      for (Finding finding : missing) {
        toProcess.add(Objects.requireNonNull(bodies.get(finding.activity().event().key())));
        counts = counts.plus(new Counts(0, 0, 0, List.of(missing(finding))));
      }
      return new PageEvents(counts, toProcess);
    }

    /** Returns the finding, unless its account has no spoke by configuration. */
    private Optional<Finding> judge(CloudTrailEvent event) {
      return event.recipientAccount().filter(excludedAccounts::contains).isPresent()
          ? Optional.empty()
          : monitor.judge(event);
    }

    /** Stores and reports the result of the day. */
    private Result finish(Counts counts) throws StateException {
      List<Gap> found = counts.missing().stream().map(this::gap).toList();
      Reporter reporter = new Reporter();
      reporter.report(GapScan.complete(Gap.Kind.UNDELIVERED_EVENT, found));
      if (!days.hasOtherFailure(today(check), day)) {
        reporter.report(GapScan.complete(Gap.Kind.WITNESS, List.of()));
      }
      Day result = new Day(day, counts.delivered(), counts.missingEvents(), Optional.empty());
      if (reporter.isDone()) {
        days.store(result);
      }
      return reporter.result(summary(counts), result);
    }

    private String summary(Counts counts) {
      long missing = counts.missingEvents();
      long all = counts.delivered() + missing;
      StringBuilder text = new StringBuilder();
      if (all == 0) {
        text.append("The CloudTrail archive of ")
            .append(day)
            .append(" has no root event to compare.");
      } else if (all == 1) {
        text.append("The only root event of " + day)
            .append(missing == 0 ? " was delivered." : " was not delivered.");
      } else if (missing == 0) {
        text.append("All " + all + " root events of " + day + " were delivered.");
      } else {
        text.append(missing + " of " + CountText.of(all, "root event") + " of " + day)
            .append(missing == 1 ? " was not delivered." : " were not delivered.");
      }
      if (counts.unrouted() > 0) {
        text.append(" Not compared, because no channel receives them: " + counts.unrouted() + ".");
      }
      if (counts.unreadable() > 0) {
        text.append(" Not parsed: " + counts.unreadable() + ".");
      }
      return text.toString();
    }

    private Gap gap(Missing missing) {
      return Gap.ofUndeliveredEvents(
          missing.account(),
          missing.region(),
          day,
          Math.toIntExact(missing.count()),
          missing.names());
    }

    /** Stores and reports that the day was not compared. */
    Result fail(WitnessFailure failure) throws StateException {
      Day result = new Day(day, 0, 0, Optional.of(failure.detail()));
      days.store(result);
      Reporter reporter = new Reporter();
      reporter.report(
          GapScan.complete(
              Gap.Kind.WITNESS,
              List.of(
                  new Gap(
                      Gap.Kind.WITNESS,
                      Optional.empty(),
                      trail.workgroup(),
                      failure.code(),
                      Severity.HIGH,
                      day + ": " + failure.detail(),
                      failure.fix()))));
      return reporter.result("the events of " + day + " were not compared", result);
    }

    /** Sends the alerts about gaps. */
    private final class Reporter {
      private final List<Delivery> deliveries = new ArrayList<>();
      private final List<String> problems = new ArrayList<>();
      private boolean isNotified;
      private boolean isDone = true;

      void report(GapScan scan) throws StateException {
        GapMonitor.Change change = gaps.compare(scan, check.time(), names);
        Optional<Alert> alert = change.alert();
        if (alert.isPresent()) {
          isNotified = true;
          ProcessingResult outcome = monitor.notifyMonitoringAlert(alert.get(), deadline);
          deliveries.addAll(outcome.report().deliveries());
          problems.addAll(outcome.problems());
          if (!outcome.isDone()) {
            isDone = false;
            return;
          }
        }
        gaps.reported(change);
      }

      boolean isDone() {
        return isDone;
      }

      Result result(String action, Day day) {
        Optional<ProcessingResult> outcome =
            isNotified
                ? Optional.of(
                    new ProcessingResult(
                        deliveries.isEmpty() ? IncidentAction.UNROUTED : IncidentAction.ALONE,
                        new DispatchReport("witness-check", deliveries),
                        problems))
                : Optional.empty();
        return new Result(
            action, day.problem().orElse(""), Optional.of(day), outcome, Optional.empty());
      }
    }
  }

  /**
   * The result of a page.
   *
   * @param toProcess the events that were not delivered, and the rows that could not be parsed
   */
  private record PageEvents(Counts counts, List<Event> toProcess) {}

  private static Missing missing(Finding finding) {
    CloudTrailEvent event = finding.activity().event();
    return new Missing(
        event.recipientAccount().or(() -> finding.activity().account()),
        event.region().orElse(""),
        1,
        List.of(event.name()));
  }
}
