package io.rootmon;

import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Alerts;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelHealth;
import io.rootmon.channel.DispatchReport;
import io.rootmon.channel.Dispatcher;
import io.rootmon.channel.Surroundings;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.Signal.IncidentTimer.Duty;
import io.rootmon.cloudtrail.Signal.SpokeTrouble;
import io.rootmon.config.Configuration;
import io.rootmon.detect.AssumedRootSessions;
import io.rootmon.detect.Detector;
import io.rootmon.detect.RecentSessions;
import io.rootmon.incident.Grouping;
import io.rootmon.incident.Handling.Response;
import io.rootmon.incident.History;
import io.rootmon.incident.Incidents;
import io.rootmon.incident.Rules;
import io.rootmon.incident.Sighting;
import io.rootmon.incident.Step;
import io.rootmon.incident.Timers;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.SignInLog;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.route.EscalationRoute;
import io.rootmon.route.Routes;
import io.rootmon.state.Act;
import io.rootmon.state.Decided;
import io.rootmon.state.IncidentLog;
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
  private final Alerts alerts;
  private final Routes routes;
  private final Incidents incidents;
  private final StateStore store;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private final RefusalNotices refusals;
  private final Aftercare aftercare;
  private final HourlyNotices notices;
  private final UnreadableTopics unreadableTopics;

  public RootMonitor(
      Detector detector,
      SeverityPolicy policy,
      Alerts alerts,
      Routes routes,
      StateStore store,
      Dispatcher dispatcher,
      InstantSource clock) {
    this(
        detector,
        policy,
        alerts,
        routes,
        new Incidents(Rules.STANDARD),
        Timers.NONE,
        store,
        dispatcher,
        clock);
  }

  /** With the rules of its incidents, and timers by which they are closed. */
  public RootMonitor(
      Detector detector,
      SeverityPolicy policy,
      Alerts alerts,
      Routes routes,
      Incidents incidents,
      Timers timers,
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
      Alerts alerts,
      Routes routes,
      Incidents incidents,
      Timers timers,
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
    this.refusals = new RefusalNotices(alerts, routes, dispatcher);
    IncidentLog log = store.incidents();
    Wakes wakes = new Wakes(timers);
    this.notices = new HourlyNotices(store, alerts, dispatcher, wakes, clock);
    this.unreadableTopics = new UnreadableTopics(clock);
    ThreadHeads heads = new ThreadHeads(log, alerts, this::judge, dispatcher, clock);
    this.aftercare =
        new Aftercare(
            heads,
            new Closing(incidents, log, alerts, dispatcher, heads, wakes, clock),
            new ThreadNews(log, alerts, dispatcher, heads, wakes, clock),
            new Escalation(escalation, log, alerts, dispatcher, refusals, wakes, clock),
            new ReminderSender(incidents, log, alerts, dispatcher, wakes, clock),
            new Responses(log, heads, clock),
            new UnfinishedSignIns(
                log, wakes, this::judge, (finding, left) -> tell(finding, left), clock),
            clock);
  }

  /** With the shipped rules, telling every finding in every channel, remembering in memory. */
  public static RootMonitor standard(AccountDirectory accounts, Dispatcher dispatcher) {
    return standard(accounts, dispatcher, new RecentSessions());
  }

  /** The same, where who stands behind a central root session is known from elsewhere. */
  public static RootMonitor standard(
      AccountDirectory accounts, Dispatcher dispatcher, AssumedRootSessions sessions) {
    InstantSource clock = InstantSource.system();
    return new RootMonitor(
        new Detector(sessions),
        StandardRules.policy(),
        new Alerts(accounts),
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
      Surroundings around,
      AssumedRootSessions sessions,
      StateStore store,
      Timers timers,
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
      Surroundings around,
      AssumedRootSessions sessions,
      SignInLog signIns,
      StateStore store,
      Timers timers,
      int workers) {
    List<Channel> channels =
        configuration.channels(around).stream().map(it -> it.sharedBy(workers)).toList();
    return new RootMonitor(
        new Detector(sessions, configuration.protectedResources()),
        StandardRules.policy().expecting(configuration.expected()).knowing(signIns),
        new Alerts(configuration.names(around, store), configuration.links()),
        configuration.routes(),
        new Incidents(configuration.incident()),
        timers,
        configuration.answers().escalation(),
        store,
        new Dispatcher(channels, store, around.clock()),
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
  public Outcome tell(Finding finding, Duration timeLeft) {
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
      Sighting sighting = sighting(finding, alone);
      if (sighting.isInFuture()) {
        alone = alone.noting(Alerts.future(finding, sighting.time()));
      }
      Overdue grouping = new Overdue(incidents.grouping(sighting), clock.instant());
      Decided decided = store.decide(Act.of(finding), grouping, timeLeft);
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
    public Step next(History before) {
      Step step = grouping.next(before);
      hasOverdue = step.after().checks().stream().anyMatch(it -> it.isDue(now));
      return step;
    }

    @Override
    public Step copy(String eventId, History before) {
      return grouping.copy(eventId, before);
    }
  }

  private Sighting sighting(Finding finding, Alert alone) {
    return new Sighting(
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
  public Outcome tell(Plan plan, Duration timeLeft) {
    List<String> problems = new ArrayList<>(plan.problems());
    if (plan.channels().isEmpty()) {
      problems.addAll(aftercare.watch(plan));
      return new Outcome(plan.verdict(), nothing(plan.alert()), problems, plan.reason());
    }
    Instant deadline = clock.instant().plus(timeLeft);
    DispatchReport report =
        dispatcher.dispatch(plan.alert(), plan.act(), plan.channels(), left(deadline));
    refusals.tell(plan.alert(), report, clock.instant(), left(deadline));
    problems.addAll(aftercare.after(plan, report, left(deadline)));
    return new Outcome(plan.verdict(), report, problems, plan.reason());
  }

  /** A timer woke us: ends the incident and reports on it, if it was quiet for long enough. */
  public Outcome look(String account, String incident, Duration timeLeft) {
    return look(account, incident, Duty.CLOSING, timeLeft);
  }

  /**
   * A timer woke us: does what it is for, and what a lost one was for.
   *
   * @param account its number, or {@link Act#UNKNOWN}
   */
  public Outcome look(String account, String incident, Duty duty, Duration timeLeft) {
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
  public Optional<Responded> respond(
      String account, String incident, Response response, Duration timeLeft) throws StateException {
    return aftercare.respond(account, incident, response, timeLeft);
  }

  /**
   * Alerts on a record that could not be read, since it may be any event: the first of an account
   * at once, then one alert an hour with the count of the others.
   */
  public Outcome tell(MalformedEventException problem, Duration timeLeft) {
    Alert alert = alert(problem, clock.instant());
    String topic = unreadableTopics.of(problem.raw());
    return tellHourly(topic, alert, routes.channels(alert), timeLeft);
  }

  /** Alerts on a spoke that could not deliver, or can again: once an account, region and hour. */
  public Outcome tell(SpokeTrouble trouble, Duration timeLeft) {
    Alert alert = alerts.about(trouble);
    String topic = "spoke#" + trouble.account().value() + "#" + trouble.region();
    return tellHourly(topic, alert, routes.channelsOfWatch(alert), timeLeft);
  }

  private Outcome tellHourly(String topic, Alert alert, Set<String> channels, Duration timeLeft) {
    if (channels.isEmpty()) {
      return tell(Plan.unrouted(alert), timeLeft);
    }
    Instant deadline = clock.instant().plus(timeLeft);
    Plan plan = notices.plan(topic, alert, channels, timeLeft.dividedBy(2));
    return tell(plan, left(deadline));
  }

  /** Tells of the watch itself, such as an account that is not watched. */
  public Outcome tellOfWatch(Alert alert, Duration timeLeft) {
    Set<String> channels = routes.channelsOfWatch(alert);
    return tell(channels.isEmpty() ? Plan.unrouted(alert) : Plan.alone(alert, channels), timeLeft);
  }

  /**
   * Sends an alert about the monitoring itself, without the channels it is about. If the routes
   * name no other channel, all others get it; if there is no other, those get it nevertheless.
   */
  public Outcome tellOfWatch(Alert alert, Set<String> failing, Duration timeLeft) {
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
  public Outcome tell(Alert alert, Set<String> channels, Duration timeLeft) {
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
