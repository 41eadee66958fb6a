package io.rootmon;

import io.rootmon.Outcome.Verdict;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Alerts;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DispatchReport;
import io.rootmon.channel.Dispatcher;
import io.rootmon.channel.Surroundings;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.Signal.SpokeTrouble;
import io.rootmon.config.Configuration;
import io.rootmon.detect.AssumedRootSessions;
import io.rootmon.detect.Detector;
import io.rootmon.detect.RecentSessions;
import io.rootmon.judge.Finding;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.route.Routes;
import io.rootmon.state.Act;
import io.rootmon.state.Decision;
import io.rootmon.state.MemoryStore;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The line that every event goes along. Safe for use by many threads. */
public final class RootMonitor {
  private final Detector detector;
  private final SeverityPolicy policy;
  private final Alerts alerts;
  private final Routes routes;
  private final StateStore store;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private final RefusalNotices refusals;

  public RootMonitor(
      Detector detector,
      SeverityPolicy policy,
      Alerts alerts,
      Routes routes,
      StateStore store,
      Dispatcher dispatcher,
      InstantSource clock) {
    this.detector = detector;
    this.policy = policy;
    this.alerts = alerts;
    this.routes = routes;
    this.store = store;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.refusals = new RefusalNotices(alerts, routes, dispatcher);
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
   * @param workers that deliver at once: each keeps its part of a channel's pace
   */
  public static RootMonitor of(
      Configuration configuration,
      Surroundings around,
      AssumedRootSessions sessions,
      StateStore store,
      int workers) {
    List<Channel> channels =
        configuration.channels(around).stream().map(it -> it.sharedBy(workers)).toList();
    return new RootMonitor(
        new Detector(sessions),
        StandardRules.policy(),
        new Alerts(configuration.accountDirectory()),
        configuration.routes(),
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

  /** Tells of a finding whoever is to be told, once, within the time left. */
  public Outcome tell(Finding finding, Duration timeLeft) {
    Instant deadline = clock.instant().plus(timeLeft);
    Alert alert = alert(finding);
    Set<String> channels = routes.channels(alert);
    if (channels.isEmpty()) {
      return new Outcome(Verdict.UNROUTED, nothing(alert), List.of());
    }
    try {
      Decision decision = store.decide(Act.of(finding));
      if (!decision.isTold()) {
        // Its routes may name channels that the act's other copy was not for.
        DispatchReport report =
            dispatcher.dispatch(alert, decision.eventId(), channels, left(deadline));
        return new Outcome(Verdict.DUPLICATE, report, List.of());
      }
    } catch (StateException e) {
      String problem = "not decided whether it is a copy: " + e.getMessage();
      return tell(alert.noting(Dispatcher.STORE_DOWN), channels, deadline, List.of(problem));
    }
    return tell(alert, channels, deadline, List.of());
  }

  /** Tells of what could not be read; the text may be any event. */
  public Outcome tell(MalformedEventException problem, Duration timeLeft) {
    Instant now = clock.instant();
    Alert alert = alert(problem, now);
    return tell(alert, routes.channels(alert), now.plus(timeLeft), List.of());
  }

  /** Tells of a spoke that could not deliver, or can again. */
  public Outcome tell(SpokeTrouble trouble, Duration timeLeft) {
    return tellOfWatch(alerts.about(trouble), timeLeft);
  }

  /** Tells of the watch itself, such as an account that is not watched. */
  public Outcome tellOfWatch(Alert alert, Duration timeLeft) {
    Set<String> channels = routes.channelsOfWatch(alert);
    if (channels.isEmpty()) {
      return new Outcome(Verdict.UNROUTED, nothing(alert), List.of());
    }
    return tell(alert, channels, clock.instant().plus(timeLeft), List.of());
  }

  private Outcome tell(Alert alert, Set<String> channels, Instant deadline, List<String> problems) {
    DispatchReport report = dispatcher.dispatch(alert, channels, left(deadline));
    refusals.tell(alert, report, clock.instant(), left(deadline));
    return new Outcome(Verdict.TELL, report, problems);
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
