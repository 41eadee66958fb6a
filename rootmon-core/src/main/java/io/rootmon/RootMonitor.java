package io.rootmon;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.AlertFactory;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.alert.ReportSource;
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
import io.rootmon.detect.ProtectedResources;
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
import io.rootmon.route.RoutingKey;
import io.rootmon.state.Decided;
import io.rootmon.state.EventIdentity;
import io.rootmon.state.IncidentRepository;
import io.rootmon.state.MemoryStore;
import io.rootmon.state.StateConflictException;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The pipeline that every event passes: judge, decide, create the alert, dispatch it, and handle
 * its incident afterwards. Safe for use by multiple threads.
 */
public final class RootMonitor implements AutoCloseable {
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

  private RootMonitor(Builder settings) {
    this.store = settings.store.orElseGet(() -> new MemoryStore(settings.clock));
    this.clock = settings.clock;
    this.dispatcher =
        settings.dispatcher.orElseGet(
            () -> new Dispatcher(settings.channels, store, clock, settings.workers));
    this.detector = new Detector(settings.sessions, settings.resources);
    this.policy = settings.signIns.map(settings.policy::knowing).orElse(settings.policy);
    this.alerts = new AlertFactory(settings.accounts, settings.links, settings.reportSource);
    this.routes = settings.routes.orElseGet(() -> Routes.everythingTo(dispatcher.channels()));
    this.incidents = new IncidentGrouper(settings.grouping);
    this.refusals = new RejectionNotifier(alerts, routes, dispatcher);
    IncidentRepository log = store.incidents();
    Wakes wakes = new Wakes(settings.timers);
    this.notices = new HourlyNotices(store, alerts, dispatcher, wakes, clock);
    this.unreadableTopics = new UnreadableTopics(clock);
    ThreadParentUpdater heads = new ThreadParentUpdater(log, alerts, this::judge, dispatcher);
    this.aftercare =
        new IncidentLifecycle(
            heads,
            new IncidentCloser(incidents, log, alerts, dispatcher, heads, wakes, clock),
            new ThreadDigestSender(log, alerts, dispatcher, heads, wakes, clock),
            new IncidentEscalator(
                settings.escalation, log, alerts, dispatcher, refusals, wakes, clock),
            new ReminderSender(incidents, log, alerts, dispatcher, wakes, clock),
            new ResponseRecorder(log, heads, clock),
            new UnfinishedSignIns(
                log, wakes, this::judge, (finding, left) -> process(finding, left), clock),
            clock);
  }

  /**
   * Returns a builder. Without settings, the monitor judges by the shipped rules, keeps its state
   * in memory and sends every finding to every channel:
   *
   * <pre>{@code
   * try (RootMonitor monitor =
   *     RootMonitor.builder().accounts(Account::unnamed).channels(List.of(sns)).build()) {
   *   for (CloudTrailEvent event : new CloudTrailReader().events(json)) {
   *     monitor.judge(event)
   *         .map(finding -> monitor.process(finding, Deadline.in(Duration.ofSeconds(20))));
   *   }
   * }
   * }</pre>
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a builder with the channels, routes, maintenance windows, accounts and incident
   * settings of a configuration document. Channels, rules and sessions can be added in code.
   *
   * @param context with the templates that the channels render, the clock and the secrets
   * @param store for the state, and for the names of accounts
   */
  public static Builder builder(
      Configuration configuration, ChannelContext context, StateStore store) {
    AccountDirectory accounts = configuration.names(context, store);
    return new Builder()
        .channels(configuration.channels(context))
        .routes(configuration.routes())
        .policy(configuration.severityPolicy(accounts))
        .protectedResources(configuration.protectedResources())
        .accounts(accounts)
        .links(configuration.links())
        .reportSource(configuration.reportSource())
        .grouping(configuration.incident())
        .escalation(configuration.answers().escalation())
        .store(store)
        .clock(context.clock());
  }

  /** Builds a {@link RootMonitor}. Not safe for use by multiple threads. */
  public static final class Builder {
    private final List<Channel> channels = new ArrayList<>();
    private Optional<Routes> routes = Optional.empty();
    private Optional<StateStore> store = Optional.empty();
    private Optional<EscalationRoute> escalation = Optional.empty();
    private Optional<Dispatcher> dispatcher = Optional.empty();
    private Optional<SignInLog> signIns = Optional.empty();
    private SeverityPolicy policy = StandardRules.policy();
    private AssumedRootSessionStore sessions = new InMemorySessionStore();
    private ProtectedResources resources = ProtectedResources.NONE;
    private AccountDirectory accounts = Account::unnamed;
    private OrganizationLinks links = OrganizationLinks.NONE;
    private ReportSource reportSource = ReportSource.LIVE;
    private GroupingPolicy grouping = GroupingPolicy.STANDARD;
    private IncidentTimers timers = IncidentTimers.NONE;
    private InstantSource clock = InstantSource.system();
    private int workers = 1;

    private Builder() {}

    /** Adds channels; their names differ. Routes may name them. */
    public Builder channels(List<? extends Channel> values) {
      channels.addAll(values);
      return this;
    }

    /**
     * Sets a dispatcher that has the channels, such as one that other monitors share. The monitor
     * closes it.
     */
    public Builder dispatcher(Dispatcher value) {
      dispatcher = Optional.of(value);
      return this;
    }

    /** Sets the routes. Without them, every finding goes to every channel. */
    public Builder routes(Routes value) {
      routes = Optional.of(value);
      return this;
    }

    /** Sets the rules; {@link StandardRules#policy()} by default. */
    public Builder policy(SeverityPolicy value) {
      policy = value;
      return this;
    }

    /** Sets where sessions that AssumeRoot opened are remembered; in memory by default. */
    public Builder sessions(AssumedRootSessionStore value) {
      sessions = value;
      return this;
    }

    /** Sets the sign-ins that belong to checks of root's MFA; without them a timer finds them. */
    public Builder signIns(SignInLog value) {
      signIns = Optional.of(value);
      return this;
    }

    /** Sets the resources of which each change is a finding. */
    public Builder protectedResources(ProtectedResources value) {
      resources = value;
      return this;
    }

    /** Sets the names and owners of accounts. */
    public Builder accounts(AccountDirectory value) {
      accounts = value;
      return this;
    }

    /** Sets the organization's own links in alerts. */
    public Builder links(OrganizationLinks value) {
      links = value;
      return this;
    }

    /** Sets the source of the incidents that are reported on. */
    public Builder reportSource(ReportSource value) {
      reportSource = value;
      return this;
    }

    /** Sets what makes one incident of many events. */
    public Builder grouping(GroupingPolicy value) {
      grouping = value;
      return this;
    }

    /** Sets the timers by which incidents close; without them a later event closes an incident. */
    public Builder timers(IncidentTimers value) {
      timers = value;
      return this;
    }

    /** Sets the channels that are notified if a CRITICAL incident has no response. */
    public Builder escalation(Optional<EscalationRoute> value) {
      escalation = value;
      return this;
    }

    /** Sets the state that workers share; in memory by default. */
    public Builder store(StateStore value) {
      store = Optional.of(value);
      return this;
    }

    /** Sets the clock by which events are grouped and deliveries are leased. */
    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    /** Sets how many workers deliver at the same time: each uses its part of a rate limit. */
    public Builder workers(int value) {
      workers = value;
      return this;
    }

    /**
     * Builds the monitor.
     *
     * @throws IllegalArgumentException if two channels have the same name, or if there are both
     *     channels and a dispatcher
     */
    public RootMonitor build() {
      if (dispatcher.isPresent() && !channels.isEmpty()) {
        throw new IllegalArgumentException(
            "channels: expected none beside a dispatcher but there are " + channels.size());
      }
      return new RootMonitor(this);
    }
  }

  /**
   * Ends the threads of the channels and closes the channels that hold a client. A delivery that is
   * under way is interrupted.
   */
  @Override
  public void close() {
    dispatcher.close();
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
  public ProcessingResult process(Finding finding, Deadline deadline) {
    // The other half is for the deliveries.
    return process(plan(finding, deadline.half()), deadline);
  }

  /** Decides which channels a finding is for, once: a repeated call returns the same plan. */
  public Plan plan(Finding finding) {
    return plan(finding, Deadline.in(StateStore.DECISION_TIMEOUT));
  }

  /**
   * The same within the time left. If other workers are at the same account for all that time, the
   * finding is postponed: the store works, so that the message can return to the queue. If the
   * store fails, the finding is alerted alone.
   */
  public Plan plan(Finding finding, Deadline deadline) {
    Account account = alerts.account(finding);
    try {
      GroupingInput input = input(finding, account);
      Overdue grouping = new Overdue(incidents.grouping(input), clock.instant());
      Decided decided = store.decide(EventIdentity.of(finding), grouping, deadline);
      Alert alert = alerts.create(finding, account, decided.decision());
      Plan plan = Plan.of(decided, input.isInFuture() ? noted(alert, input) : alert);
      boolean isCheck = isOpenCheck(finding);
      return isCheck || grouping.hasOverdue()
          ? plan.awaitingSignIn(isCheck ? SignInLog.WINDOW : Duration.ZERO)
          : plan;
    } catch (StateConflictException e) {
      Alert alone = alerts.about(finding, account);
      return Plan.postponed(alone, "not decided in time: " + e.getMessage());
    } catch (StateException e) {
      return ungrouped(finding, account, e);
    }
  }

  /** Without the store, the finding is alerted alone. */
  private Plan ungrouped(Finding finding, Account account, StateException e) {
    if (isOpenCheck(finding)) {
      // Whether a sign-in follows cannot be remembered: the worse of the two is reported.
      return judge(finding.activity().event().followUp()).map(this::plan).orElseThrow();
    }
    GroupingInput input = input(finding, account);
    Alert alone = alerts.about(finding, account);
    alone = input.isInFuture() ? noted(alone, input) : alone;
    RoutingKey key = RoutingKey.of(account, finding, finding.usualSeverity());
    Set<String> channels = finding.exclusion().isPresent() ? everything(key) : routes.channels(key);
    String problem = "not decided what it belongs to: " + e.getMessage();
    return channels.isEmpty()
        ? Plan.unrouted(alone)
        : Plan.alone(alone.withNote(Dispatcher.STORE_DOWN), channels, problem);
  }

  private static Alert noted(Alert alert, GroupingInput input) {
    return alert.withNote(AlertFactory.future(input.finding(), input.time()));
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

  private GroupingInput input(Finding finding, Account account) {
    return new GroupingInput(
        finding,
        alerts.headline(finding, account),
        severity -> notified(RoutingKey.of(account, finding, finding.usual(severity))),
        severity -> everything(RoutingKey.of(account, finding, finding.usual(severity))),
        clock.instant());
  }

  /** A channel that receives every finding is part of an incident from MEDIUM on. */
  private Set<String> notified(RoutingKey key) {
    Set<String> channels = routes.channels(key);
    if (!key.severity().isAtLeast(Severity.MEDIUM)) {
      channels.removeAll(routes.everything());
    }
    return channels;
  }

  private Set<String> everything(RoutingKey key) {
    Set<String> channels = routes.channels(key);
    channels.retainAll(routes.everything());
    return channels;
  }

  /** Carries a plan out within the time left. */
  public ProcessingResult process(Plan plan, Deadline deadline) {
    List<String> problems = new ArrayList<>(plan.problems());
    if (plan.channels().isEmpty()) {
      problems.addAll(aftercare.schedule(plan));
      return new ProcessingResult(plan.verdict(), nothing(plan.alert()), problems, plan.reason());
    }
    DispatchReport report =
        dispatcher.dispatch(plan.alert(), plan.act(), plan.channels(), deadline);
    refusals.notifyOfRejection(plan.alert(), report, clock.instant(), deadline);
    problems.addAll(aftercare.after(plan, report, deadline));
    return new ProcessingResult(plan.verdict(), report, problems, plan.reason());
  }

  /** A timer woke us: ends the incident and reports on it, if it was quiet for long enough. */
  public ProcessingResult onTimer(String account, String incident, Deadline deadline) {
    return onTimer(account, incident, TimerPurpose.CLOSING, deadline);
  }

  /**
   * A timer woke us: does what it is for, and what a lost one was for.
   *
   * @param account its number, or {@link EventIdentity#UNKNOWN}
   */
  public ProcessingResult onTimer(
      String account, String incident, TimerPurpose duty, Deadline deadline) {
    return HourlyNotices.isTopic(account)
        ? notices.onTimer(account, incident, deadline)
        : aftercare.onTimer(account, incident, duty, deadline);
  }

  /**
   * Shows in the channels with threads how an incident stands now.
   *
   * @return what went wrong
   */
  public List<String> refresh(String account, String incident, Deadline deadline) {
    return aftercare.refresh(account, incident, deadline);
  }

  /**
   * Writes down what a person did about an incident, open or over, and shows it; a person's act
   * once, however often it comes.
   *
   * @return empty where the account's latest incident is another
   */
  public Optional<ResponseResult> respond(
      String account, String incident, Response response, Deadline deadline) throws StateException {
    return aftercare.respond(account, incident, response, deadline);
  }

  /**
   * Alerts on a record that could not be read, since it may be any event: the first of an account
   * at once, then one alert an hour with the count of the others.
   */
  public ProcessingResult process(MalformedEventException problem, Deadline deadline) {
    Alert alert = alert(problem, clock.instant());
    String topic = unreadableTopics.of(problem.raw());
    return notifyHourly(topic, alert, routes.channels(key(alert)), deadline);
  }

  /** Alerts on a spoke that could not deliver, or can again: once an account, region and hour. */
  public ProcessingResult process(SpokeAlarm trouble, Deadline deadline) {
    Alert alert = alerts.about(trouble);
    String topic = "spoke#" + trouble.account().value() + "#" + trouble.region();
    return notifyHourly(topic, alert, routes.monitoringChannels(key(alert)), deadline);
  }

  private ProcessingResult notifyHourly(
      String topic, Alert alert, Set<String> channels, Deadline deadline) {
    if (channels.isEmpty()) {
      return process(Plan.unrouted(alert), deadline);
    }
    Plan plan = notices.plan(topic, alert, channels, deadline.half());
    return process(plan, deadline);
  }

  /** Tells of the watch itself, such as an account that is not watched. */
  public ProcessingResult notifyMonitoringAlert(Alert alert, Deadline deadline) {
    Set<String> channels = routes.monitoringChannels(key(alert));
    return process(
        channels.isEmpty() ? Plan.unrouted(alert) : Plan.alone(alert, channels), deadline);
  }

  /**
   * Sends an alert about the monitoring itself, without the channels it is about. If the routes
   * name no other channel, all others get it; if there is no other, those get it nevertheless.
   */
  public ProcessingResult notifyMonitoringAlert(
      Alert alert, Set<String> failing, Deadline deadline) {
    Set<String> channels = new LinkedHashSet<>(routes.monitoringChannels(key(alert)));
    Set<String> healthy = new LinkedHashSet<>(channels);
    healthy.removeAll(failing);
    if (healthy.isEmpty() && !channels.isEmpty()) {
      healthy.addAll(dispatcher.channels());
      healthy.removeAll(failing);
    }
    Set<String> chosen = healthy.isEmpty() ? channels : healthy;
    return process(chosen.isEmpty() ? Plan.unrouted(alert) : Plan.alone(alert, chosen), deadline);
  }

  /** Checks the channels that can be checked, without sending anything. */
  public List<ChannelHealth> channelHealth(Deadline deadline) {
    return dispatcher.health(deadline);
  }

  /** The names of all channels. */
  public Set<String> channels() {
    return dispatcher.channels();
  }

  /** Tells those channels, once each, whatever the routes say. */
  public ProcessingResult notifyChannels(Alert alert, Set<String> channels, Deadline deadline) {
    return process(Plan.alone(alert, channels), deadline);
  }

  /** Sends an alert to those channels alone; a failure is only in the report. */
  public DispatchReport dispatch(Alert alert, Set<String> channels, Deadline deadline) {
    return dispatcher.dispatch(alert, channels, deadline);
  }

  /** To every channel, whatever the routes and the state say. */
  public DispatchReport dispatch(Alert alert, Deadline deadline) {
    return dispatcher.dispatch(alert, deadline);
  }

  private static RoutingKey key(Alert alert) {
    return RoutingKey.of(alert.account(), alert.severity());
  }

  private static DispatchReport nothing(Alert alert) {
    return new DispatchReport(alert.id(), List.of());
  }
}
