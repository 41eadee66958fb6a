package io.rootmon;

import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Alerts;
import io.rootmon.channel.Channel;
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
import io.rootmon.incident.Handling.Response;
import io.rootmon.incident.Incidents;
import io.rootmon.incident.Rules;
import io.rootmon.incident.Sighting;
import io.rootmon.incident.Timers;
import io.rootmon.judge.Finding;
import io.rootmon.judge.SeverityPolicy;
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
            new Responses(log, heads, clock),
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
    List<Channel> channels =
        configuration.channels(around).stream().map(it -> it.sharedBy(workers)).toList();
    return new RootMonitor(
        new Detector(sessions),
        StandardRules.policy().expecting(configuration.expected()),
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
      Decided decided =
          store.decide(Act.of(finding), incidents.grouping(sighting(finding, alone)), timeLeft);
      return Plan.of(decided, alerts.placed(alone, decided.decision()));
    } catch (StateConflictException e) {
      return Plan.postponed(alone, "not decided in time: " + e.getMessage());
    } catch (StateException e) {
      Set<String> channels = routes.channels(alone.at(finding.usualSeverity()));
      String problem = "not decided what it belongs to: " + e.getMessage();
      return channels.isEmpty()
          ? Plan.unrouted(alone)
          : Plan.alone(alone.noting(Dispatcher.STORE_DOWN), channels, problem);
    }
  }

  private Sighting sighting(Finding finding, Alert alone) {
    return new Sighting(
        finding,
        alone.headline(),
        severity -> routes.channels(alone.at(finding.usual(severity))),
        clock.instant());
  }

  /** Carries a plan out within the time left. */
  public Outcome tell(Plan plan, Duration timeLeft) {
    List<String> problems = new ArrayList<>(plan.problems());
    if (plan.channels().isEmpty()) {
      problems.addAll(aftercare.watch(plan));
      return new Outcome(plan.verdict(), nothing(plan.alert()), problems);
    }
    Instant deadline = clock.instant().plus(timeLeft);
    DispatchReport report =
        dispatcher.dispatch(plan.alert(), plan.act(), plan.channels(), left(deadline));
    refusals.tell(plan.alert(), report, clock.instant(), left(deadline));
    problems.addAll(aftercare.after(plan, report, left(deadline)));
    return new Outcome(plan.verdict(), report, problems);
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

  /** Tells those channels, once each, whatever the routes say. */
  public Outcome tell(Alert alert, Set<String> channels, Duration timeLeft) {
    return tell(Plan.alone(alert, channels), timeLeft);
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
