package io.rootmon;

import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.AlertFactory;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.config.Configuration;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.delivery.ChannelHealth;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.Dispatcher;
import io.rootmon.detect.AssumedRootSessionStore;
import io.rootmon.detect.Detector;
import io.rootmon.detect.InMemorySessionStore;
import io.rootmon.incident.AccountHistory;
import io.rootmon.incident.Grouping;
import io.rootmon.incident.GroupingInput;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.GroupingResult;
import io.rootmon.incident.IncidentGrouper;
import io.rootmon.incident.IncidentTimers;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.SignInLog;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.route.EscalationRoute;
import io.rootmon.route.Routes;
import io.rootmon.state.Decided;
import io.rootmon.state.EventIdentity;
import io.rootmon.state.IncidentRepository;
import io.rootmon.state.MemoryStore;
import io.rootmon.state.StateConflictException;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The line that every event goes along. Safe for use by many threads. */
public final class RootMonitor {
  private final Detector detector;
  private final SeverityPolicy policy;
  private final AlertFactory alerts;
  private final Routes routes;
  private final IncidentGrouper incidents;
  private final StateStore store;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private final RejectionNotifier refusals;
  private final IncidentLifecycle aftercare;
  private final HourlyNotices notices;
  private final UnreadableTopics unreadableTopics;

  public RootMonitor(
      Detector detector,
      SeverityPolicy policy,
      AlertFactory alerts,
      Routes routes,
      StateStore store,
      Dispatcher dispatcher,
      InstantSource clock) {
    this(
        detector,
        policy,
        alerts,
        routes,
        new IncidentGrouper(GroupingPolicy.STANDARD),
        IncidentTimers.NONE,
        store,
        dispatcher,
        clock);
  }

  /** With the rules of its incidents, and timers by which they are closed. */
  public RootMonitor(
      Detector detector,
      SeverityPolicy policy,
      AlertFactory alerts,
      Routes routes,
      IncidentGrouper incidents,
      IncidentTimers timers,
      StateStore store,
      Dispatcher dispatcher,
      InstantSource clock) {
    this(
        detector,
        policy,
        alerts,
        routes,
        incidents,
        timers,
        Optional.empty(),
        store,
        dispatcher,
        clock);
  }

  /** The same, telling others if nobody responds. */
  public RootMonitor(
      Detector detector,
      SeverityPolicy policy,
      AlertFactory alerts,
      Routes routes,
      IncidentGrouper incidents,
      IncidentTimers timers,
      Optional<EscalationRoute> escalation,
      StateStore store,
      Dispatcher dispatcher,
      InstantSource clock) {
    this.detector = detector;
    this.policy = policy;
    this.alerts = alerts;
    this.routes = routes;
    this.incidents = incidents;
    this.store = store;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.refusals = new RejectionNotifier(alerts, routes, dispatcher);
    IncidentRepository log = store.incidents();
    Wakes wakes = new Wakes(timers);
    this.notices = new HourlyNotices(store, alerts, dispatcher, wakes, clock);
    this.unreadableTopics = new UnreadableTopics(clock);
    ThreadParentUpdater heads =
        new ThreadParentUpdater(log, alerts, this::judge, dispatcher, clock);
    this.aftercare =
        new IncidentLifecycle(
            heads,
            new IncidentCloser(incidents, log, alerts, dispatcher, heads, wakes, clock),
            new ThreadDigestSender(log, alerts, dispatcher, heads, wakes, clock),
            new IncidentEscalator(escalation, log, alerts, dispatcher, refusals, wakes, clock),
            new ReminderSender(incidents, log, alerts, dispatcher, wakes, clock),
            new ResponseRecorder(log, heads, clock),
            new UnfinishedSignIns(
                log, wakes, this::judge, (finding, left) -> tell(finding, left), clock),
            clock);
  }

  /** With the shipped rules, telling every finding in every channel, remembering in memory. */
  public static RootMonitor standard(AccountDirectory accounts, Dispatcher dispatcher) {
    return standard(accounts, dispatcher, new InMemorySessionStore());
  }

  /** The same, where who stands behind a central root session is known from elsewhere. */
  public static RootMonitor standard(
      AccountDirectory accounts, Dispatcher dispatcher, AssumedRootSessionStore sessions) {
    InstantSource clock = InstantSource.system();
    return new RootMonitor(
        new Detector(sessions),
        StandardRules.policy(),
        new AlertFactory(accounts),
        Routes.everythingTo(dispatcher.channels()),
        new MemoryStore(clock),
        dispatcher,
        clock);
  }

  /**
   * As a configuration document describes it, with the shipped rules.
   *
   * @param timers by which incidents are closed
   * @param workers that deliver at once: each keeps its part of a channel's pace
   */
  public static RootMonitor of(
      Configuration configuration,
      ChannelContext around,
      AssumedRootSessionStore sessions,
      StateStore store,
      IncidentTimers timers,
      int workers) {
    return of(configuration, around, sessions, SignInLog.NONE, store, timers, workers);
  }

  /**
   * The same, where sign-ins are known from elsewhere.
   *
   * @param signIns that belong to checks of the second factor
   */
  public static RootMonitor of(
      Configuration configuration,
      ChannelContext around,
      AssumedRootSessionStore sessions,
      SignInLog signIns,
      StateStore store,
      IncidentTimers timers,
      int workers) {
    List<Channel> channels = configuration.channels(around);
    return new RootMonitor(
        new Detector(sessions, configuration.protectedResources()),
        StandardRules.policy().expecting(configuration.maintenanceWindows()).knowing(signIns),
        new AlertFactory(
            configuration.names(around, store),
            configuration.links(),
            configuration.reportSource()),
        configuration.routes(),
        new IncidentGrouper(configuration.incident()),
        timers,
        configuration.answers().escalation(),
        store,
        new Dispatcher(channels, store, around.clock(), workers),
        around.clock());
  }

  /** The event, judged; empty where it does not concern root. */
  public Optional<Finding> judge(CloudTrailEvent event) {
    return detector.detect(event).map(policy::judge);
  }

  public Alert alert(Finding finding) {
    return alerts.about(finding);
  }

  /** What could not be read is told as well: it may be any event. */
  public Alert alert(MalformedEventException problem, Instant now) {
    return alerts.unreadable(problem, now);
  }

  /** Alerts the channels that want a finding, once, within the time left. */
  public ProcessingResult tell(Finding finding, Duration timeLeft) {
    Instant deadline = clock.instant().plus(timeLeft);
    // The other half is for the deliveries.
    return tell(plan(finding, timeLeft.dividedBy(2)), left(deadline));
  }

  /** Decides which channels a finding is for, once: a repeated call returns the same plan. */
  public Plan plan(Finding finding) {
    return plan(finding, StateStore.DECISION_TIMEOUT);
  }

  /**
   * The same within the time left. If other workers are at the same account for all that time, the
   * finding is postponed: the store works, so that the message can return to the queue. If the
   * store fails, the finding is alerted alone.
   */
  public Plan plan(Finding finding, Duration timeLeft) {
    Alert alone = alert(finding);
    try {
      GroupingInput sighting = sighting(finding, alone);
      if (sighting.isInFuture()) {
        alone = alone.noting(AlertFactory.future(finding, sighting.time()));
      }
      Overdue grouping = new Overdue(incidents.grouping(sighting), clock.instant());
      Decided decided = store.decide(EventIdentity.of(finding), grouping, timeLeft);
      Plan plan = Plan.of(decided, alerts.placed(alone, decided.decision()));
      boolean isCheck = isOpenCheck(finding);
      return isCheck || grouping.hasOverdue()
          ? plan.awaitingSignIn(isCheck ? SignInLog.WINDOW : Duration.ZERO)
          : plan;
    } catch (StateConflictException e) {
      return Plan.postponed(alone, "not decided in time: " + e.getMessage());
    } catch (StateException e) {
      if (isOpenCheck(finding)) {
        // Whether a sign-in follows cannot be remembered: the worse of the two is reported.
        return judge(finding.activity().event().followUp()).map(this::plan).orElseThrow();
      }
      Set<String> channels = routes.channels(alone.at(finding.usualSeverity()));
      String problem = "not decided what it belongs to: " + e.getMessage();
      return channels.isEmpty()
          ? Plan.unrouted(alone)
          : Plan.alone(alone.noting(Dispatcher.STORE_DOWN), channels, problem);
    }
  }

  private static boolean isOpenCheck(Finding finding) {
    return finding.activity().passedMfaCheck() && !finding.activity().event().isFollowUp();
  }

  /** Notices the checks of the second factor whose timer was lost. */
  private static final class Overdue implements Grouping {
    private final Grouping grouping;
    private final Instant now;
    private boolean hasOverdue;

    Overdue(Grouping grouping, Instant now) {
      this.grouping = grouping;
      // The timer itself may be on its way.
      this.now = now.minusSeconds(60);
    }

    boolean hasOverdue() {
      return hasOverdue;
    }

    @Override
    public GroupingResult next(AccountHistory before) {
      GroupingResult step = grouping.next(before);
      hasOverdue = step.after().checks().stream().anyMatch(it -> it.isDue(now));
      return step;
    }

    @Override
    public GroupingResult copy(String eventId, AccountHistory before) {
      return grouping.copy(eventId, before);
    }
  }

  private GroupingInput sighting(Finding finding, Alert alone) {
    return new GroupingInput(
        finding,
        alone.headline(),
        severity -> notified(alone.at(finding.usual(severity))),
        severity -> everything(alone.at(finding.usual(severity))),
        clock.instant());
  }

  /** A channel that receives every finding is part of an incident from MEDIUM on. */
  private Set<String> notified(Alert alert) {
    Set<String> channels = routes.channels(alert);
    if (!alert.severity().isAtLeast(Severity.MEDIUM)) {
      channels.removeAll(routes.everything());
    }
    return channels;
  }

  private Set<String> everything(Alert alert) {
    Set<String> channels = routes.channels(alert);
    channels.retainAll(routes.everything());
    return channels;
  }

  /** Carries a plan out within the time left. */
  public ProcessingResult tell(Plan plan, Duration timeLeft) {
    List<String> problems = new ArrayList<>(plan.problems());
    if (plan.channels().isEmpty()) {
      problems.addAll(aftercare.watch(plan));
      return new ProcessingResult(plan.verdict(), nothing(plan.alert()), problems, plan.reason());
    }
    Instant deadline = clock.instant().plus(timeLeft);
    DispatchReport report =
        dispatcher.dispatch(plan.alert(), plan.act(), plan.channels(), left(deadline));
    refusals.tell(plan.alert(), report, clock.instant(), left(deadline));
    problems.addAll(aftercare.after(plan, report, left(deadline)));
    return new ProcessingResult(plan.verdict(), report, problems, plan.reason());
  }

  /** A timer woke us: ends the incident and reports on it, if it was quiet for long enough. */
  public ProcessingResult look(String account, String incident, Duration timeLeft) {
    return look(account, incident, TimerPurpose.CLOSING, timeLeft);
  }

  /**
   * A timer woke us: does what it is for, and what a lost one was for.
   *
   * @param account its number, or {@link EventIdentity#UNKNOWN}
   */
  public ProcessingResult look(
      String account, String incident, TimerPurpose duty, Duration timeLeft) {
    return HourlyNotices.isTopic(account)
        ? notices.look(account, incident, timeLeft)
        : aftercare.look(account, incident, duty, timeLeft);
  }

  /**
   * Shows in the channels with threads how an incident stands now.
   *
   * @return what went wrong
   */
  public List<String> refresh(String account, String incident, Duration timeLeft) {
    return aftercare.refresh(account, incident, timeLeft);
  }

  /**
   * Writes down what a person did about an incident, open or over, and shows it; a person's act
   * once, however often it comes.
   *
   * @return empty where the account's latest incident is another
   */
  public Optional<ResponseResult> respond(
      String account, String incident, Response response, Duration timeLeft) throws StateException {
    return aftercare.respond(account, incident, response, timeLeft);
  }

  /**
   * Alerts on a record that could not be read, since it may be any event: the first of an account
   * at once, then one alert an hour with the count of the others.
   */
  public ProcessingResult tell(MalformedEventException problem, Duration timeLeft) {
    Alert alert = alert(problem, clock.instant());
    String topic = unreadableTopics.of(problem.raw());
    return tellHourly(topic, alert, routes.channels(alert), timeLeft);
  }

  /** Alerts on a spoke that could not deliver, or can again: once an account, region and hour. */
  public ProcessingResult tell(SpokeAlarm trouble, Duration timeLeft) {
    Alert alert = alerts.about(trouble);
    String topic = "spoke#" + trouble.account().value() + "#" + trouble.region();
    return tellHourly(topic, alert, routes.channelsOfWatch(alert), timeLeft);
  }

  private ProcessingResult tellHourly(
      String topic, Alert alert, Set<String> channels, Duration timeLeft) {
    if (channels.isEmpty()) {
      return tell(Plan.unrouted(alert), timeLeft);
    }
    Instant deadline = clock.instant().plus(timeLeft);
    Plan plan = notices.plan(topic, alert, channels, timeLeft.dividedBy(2));
    return tell(plan, left(deadline));
  }

  /** Tells of the watch itself, such as an account that is not watched. */
  public ProcessingResult tellOfWatch(Alert alert, Duration timeLeft) {
    Set<String> channels = routes.channelsOfWatch(alert);
    return tell(channels.isEmpty() ? Plan.unrouted(alert) : Plan.alone(alert, channels), timeLeft);
  }

  /**
   * Sends an alert about the monitoring itself, without the channels it is about. If the routes
   * name no other channel, all others get it; if there is no other, those get it nevertheless.
   */
  public ProcessingResult tellOfWatch(Alert alert, Set<String> failing, Duration timeLeft) {
    Set<String> channels = new LinkedHashSet<>(routes.channelsOfWatch(alert));
    Set<String> healthy = new LinkedHashSet<>(channels);
    healthy.removeAll(failing);
    if (healthy.isEmpty() && !channels.isEmpty()) {
      healthy.addAll(dispatcher.channels());
      healthy.removeAll(failing);
    }
    Set<String> chosen = healthy.isEmpty() ? channels : healthy;
    return tell(chosen.isEmpty() ? Plan.unrouted(alert) : Plan.alone(alert, chosen), timeLeft);
  }

  /** Checks the channels that can be checked, without sending anything. */
  public List<ChannelHealth> channelHealth(Duration timeLeft) {
    return dispatcher.health(timeLeft);
  }

  /** The names of all channels. */
  public Set<String> channels() {
    return dispatcher.channels();
  }

  /** Tells those channels, once each, whatever the routes say. */
  public ProcessingResult tell(Alert alert, Set<String> channels, Duration timeLeft) {
    return tell(Plan.alone(alert, channels), timeLeft);
  }

  /** Sends an alert to those channels alone; a failure is only in the report. */
  public DispatchReport dispatch(Alert alert, Set<String> channels, Duration timeLeft) {
    return dispatcher.dispatch(alert, channels, timeLeft);
  }

  /** To every channel, whatever the routes and the state say. */
  public DispatchReport dispatch(Alert alert, Duration timeLeft) {
    return dispatcher.dispatch(alert, timeLeft);
  }

  private Duration left(Instant deadline) {
    return Duration.between(clock.instant(), deadline);
  }

  private static DispatchReport nothing(Alert alert) {
    return new DispatchReport(alert.id(), List.of());
  }
}
