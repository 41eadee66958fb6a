package io.rootmon;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.channel.ChannelContext;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.config.Configuration;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.detect.Detector;
import io.rootmon.incident.Decision;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.IncidentTimers;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.alert.AlertJson;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.incident.GroupingInput;
import io.rootmon.internal.incident.IncidentGrouper;
import io.rootmon.internal.lifecycle.HourlyNotices;
import io.rootmon.internal.lifecycle.IncidentContext;
import io.rootmon.internal.lifecycle.IncidentLifecycle;
import io.rootmon.internal.lifecycle.TimerResult;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.StateConflictException;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.route.Routes;
import io.rootmon.route.RoutingKey;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStore;
import io.rootmon.time.Deadline;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline that processes every event: it judges the event, decides on the finding, creates the
 * alert, dispatches it and updates the incident.
 *
 * <p>A call runs on the calling thread. The channels deliver on their own threads. Every call
 * returns no later than its deadline. If the store, a channel or a timer fails, the result contains
 * a problem, and no exception is thrown. Safe for use by multiple threads.
 */
public final class RootMonitor implements AutoCloseable {
  private final Detector detector;
  private final SeverityPolicy policy;
  private final AlertFactory alerts;
  private final Routes routes;
  private final IncidentGrouper grouper;
  private final SharedStateStore store;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private final IncidentLifecycle lifecycle;
  private final HourlyNotices notices;

  /** Whether later messages are created from stored alerts: reminders and parent messages. */
  private final boolean storesAlerts;

  RootMonitor(RootMonitorBuilder settings) {
    this.store =
        settings.store.map(SharedStateStore::of).orElseGet(() -> new MemoryStore(settings.clock));
    this.clock = settings.clock;
    this.dispatcher =
        settings.dispatcher.orElseGet(
            () -> new Dispatcher(settings.channels, store, clock, settings.workers));
    this.detector = new Detector(settings.sessions, settings.resources);
    this.policy = settings.signIns.map(settings.policy::knowing).orElse(settings.policy);
    this.alerts =
        new AlertFactory(
            settings.accounts, settings.links, settings.locator, settings.reportSource);
    this.routes = settings.routes.orElseGet(() -> Routes.everythingTo(dispatcher.channels()));
    this.grouper = new IncidentGrouper(settings.grouping);
    this.storesAlerts =
        !dispatcher.threads().isEmpty()
            || settings.escalation.isPresent()
            || settings.timers != IncidentTimers.NONE;
    IncidentContext context =
        new IncidentContext(grouper, store.incidents(), alerts, dispatcher, settings.timers, clock);
    this.notices = new HourlyNotices(store, context);
    this.lifecycle =
        new IncidentLifecycle(
            context,
            routes,
            settings.escalation,
            this::judge,
            (finding, deadline) -> process(finding, deadline).asTimerResult());
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
  public static RootMonitorBuilder builder() {
    return new RootMonitorBuilder();
  }

  /**
   * Returns a builder with the channels, routes, maintenance windows, accounts and incident
   * settings of a configuration document. Channels, rules and sessions can be added in code.
   *
   * @param context provides the templates that the channels render, the clock and the secrets
   * @param store stores the state and the names of accounts
   */
  public static RootMonitorBuilder builder(
      Configuration configuration, ChannelContext context, StateStore store) {
    ConfigurationDocument document = ConfigurationDocument.of(configuration);
    AccountDirectory accounts = document.names(context, SharedStateStore.of(store));
    return new RootMonitorBuilder()
        .channels(document.channels(context))
        .routes(document.routes())
        .policy(document.severityPolicy(accounts))
        .protectedResources(document.protectedResources())
        .accounts(accounts)
        .links(document.links())
        .locator(document.locator())
        .reportSource(document.reportSource())
        .grouping(document.incident())
        .escalation(document.answers().escalation())
        .store(store)
        .clock(context.clock());
  }

  /** Judges an event. Returns empty if the event does not involve root. */
  public Optional<Finding> judge(CloudTrailEvent event) {
    return detector.detect(event).map(policy::judge);
  }

  /**
   * Processes a finding: decides on it, creates its alert, dispatches the alert and updates the
   * incident. A repeated call for the same event returns the same decision, and sends only to the
   * channels that have not accepted the alert. If the store fails, the finding gets an alert of its
   * own.
   *
   * @param deadline the time at which the call returns. Half of the remaining time is reserved for
   *     the decision
   */
  public ProcessingResult process(Finding finding, Deadline deadline) {
    FindingAlert wording = new FindingAlert(finding);
    Decision decision = decide(wording, deadline.half());
    Alert alert = wording.after(decision);
    return deliver(alert, decision, deadline);
  }

  private ProcessingResult deliver(Alert alert, Decision decision, Deadline deadline) {
    DispatchReport report =
        dispatcher.dispatch(alert, decision.eventId(), decision.channels(), deadline);
    List<String> problems = lifecycle.afterDispatch(alert, decision, report, deadline);
    return ProcessingResult.of(decision, report, problems);
  }

  /**
   * Returns whether a channel receives the finding by its own severity. The decision on such a
   * finding is always stored.
   */
  public boolean isRouted(Finding finding) {
    RoutingKey key = RoutingKey.of(alerts.account(finding), finding, finding.usualSeverity());
    boolean isNotified = finding.exclusion().isEmpty() && !routes.notifiedChannels(key).isEmpty();
    return isNotified || !routes.everyFindingChannels(key).isEmpty();
  }

  /**
   * Returns the findings whose event was not delivered: without a stored decision, or with one that
   * was made because the event was found in CloudTrail's log files. Only findings that are
   * {@linkplain #isRouted routed} can be compared.
   */
  public List<Finding> undelivered(List<Finding> routed) throws StateException {
    Set<String> keys = new LinkedHashSet<>();
    for (Finding finding : routed) {
      CloudTrailEvent event = finding.activity().event();
      keys.add(event.key());
      event.correctedKey().ifPresent(keys::add);
    }
    Map<String, Finding.Origin> origins = store.origins(keys);
    return routed.stream()
        .filter(
            it -> {
              CloudTrailEvent event = it.activity().event();
              // A correction may exist in the log files only.
              return origins.get(event.key()) != Finding.Origin.DELIVERED
                  && event.correctedKey().map(origins::get).orElse(Finding.Origin.ARCHIVE)
                      != Finding.Origin.DELIVERED;
            })
        .toList();
  }

  /**
   * Decides on a finding as {@link #process(Finding, Deadline)} does, and sends nothing.
   *
   * @param deadline until which the store retries conflicts with other workers
   */
  public Decision decide(Finding finding, Deadline deadline) {
    return decide(new FindingAlert(finding), deadline);
  }

  /** Processes a finding with the decision that {@link #decide} returned for it. */
  public ProcessingResult process(Finding finding, Decision decision, Deadline deadline) {
    return deliver(alert(finding, decision), decision, deadline);
  }

  /** Creates the alert for a finding with the decision that {@link #decide} returned for it. */
  public Alert alert(Finding finding, Decision decision) {
    return new FindingAlert(finding).after(decision);
  }

  /** Creates the alert for a finding that belongs to no incident. */
  public Alert alert(Finding finding) {
    return alerts.about(finding);
  }

  /**
   * Decides on a finding. If other workers change the same account until the deadline, the decision
   * is postponed: the store works, so the message can return to the queue. If the store fails, the
   * finding gets an alert of its own, without an incident.
   */
  private Decision decide(FindingAlert wording, Deadline deadline) {
    Finding finding = wording.finding;
    try {
      return store.decide(EventIdentity.of(finding), grouper.grouping(wording.input), deadline);
    } catch (StateConflictException e) {
      String key = finding.activity().event().key();
      return Decision.postponed(key, finding.severity(), "not decided in time: " + e.getMessage());
    } catch (StateException e) {
      return withoutStore(wording.withoutStore(), e);
    }
  }

  private Decision withoutStore(Finding finding, StateException e) {
    RoutingKey key = RoutingKey.of(alerts.account(finding), finding, finding.usualSeverity());
    Set<String> channels =
        finding.exclusion().isPresent() ? routes.everyFindingChannels(key) : routes.channels(key);
    return Decision.alone(
        finding.activity().event().key(),
        finding.severity(),
        channels,
        channels.isEmpty() ? List.of() : List.of("no decision on the incident: " + e.getMessage()));
  }

  /**
   * Creates the alert for a finding, once for each decision. The store stores the alert with the
   * event, so it may request the alert during the decision, on the thread of another event.
   */
  private final class FindingAlert {
    private final Finding finding;
    private final Account account;
    private final GroupingInput input;
    private @Nullable Decision worded;
    private @Nullable Alert alert;

    FindingAlert(Finding finding) {
      this.finding = finding;
      this.account = alerts.account(finding);
      this.input =
          new GroupingInput(
              finding,
              alerts.headline(finding, account),
              severity -> routes.notifiedChannels(key(severity)),
              severity -> routes.everyFindingChannels(key(severity)),
              decision -> storesAlerts ? AlertJson.write(after(decision)) : Optional.empty(),
              clock.instant());
    }

    private RoutingKey key(Severity severity) {
      return RoutingKey.of(account, finding, finding.usual(severity));
    }

    synchronized Alert after(Decision decision) {
      Alert known = alert;
      if (known != null && worded != null && worded.hasTextsOf(decision)) {
        return known;
      }
      Alert next = create(decision);
      worded = decision;
      alert = next;
      return next;
    }

    private Alert create(Decision decision) {
      Alert next =
          decision.action() == IncidentAction.ALONE && decision.isNotified()
              ? alerts.about(withoutStore(), account).withNote(Dispatcher.STORE_DOWN)
              : alerts.create(finding, account, decision);
      return input.isInFuture() ? next.withNote(AlertFactory.future(finding, input.time())) : next;
    }

    /**
     * Returns the finding to report if the store fails. Without the store, no check can wait for
     * its sign-in, so the missing sign-in is reported immediately.
     */
    Finding withoutStore() {
      CloudTrailEvent event = finding.activity().event();
      return finding.activity().passedMfaCheck() && !event.isFollowUp()
          ? judge(event.followUp()).orElseThrow()
          : finding;
    }
  }

  /**
   * Handles a timer: does its work, and the work of an earlier timer that was lost.
   *
   * @param account the account's number, {@code unknown}, or the topic of an hourly notice
   * @param incident the id of the incident, or of the other subject of the timer
   */
  public ProcessingResult onTimer(
      String account, String incident, TimerPurpose purpose, Deadline deadline) {
    TimerResult result =
        HourlyNotices.isTopic(account)
            ? notices.onTimer(account, incident, deadline)
            : lifecycle.onTimer(account, incident, purpose, deadline);
    return ProcessingResult.of(result);
  }

  /**
   * Updates the parent messages of an incident with its current status.
   *
   * @return the problems
   */
  public List<String> refresh(String account, String incident, Deadline deadline) {
    return lifecycle.updateParentMessages(account, incident, deadline);
  }

  /**
   * Records a user's response to an incident, open or closed, and shows it in the channels. A
   * repeated response is recorded once.
   *
   * @return empty if the account's latest incident is another one
   * @throws StateException if the response could not be stored
   */
  public Optional<ResponseResult> respond(
      String account, String incident, Response response, Deadline deadline) throws StateException {
    return lifecycle
        .respond(account, incident, response)
        .map(it -> new ResponseResult(it, lifecycle.showResponse(it, deadline)));
  }

  /**
   * Sends an alert about a record that could not be parsed, because the record may be any event.
   * The first one of an account is sent immediately. The others are counted in one alert per hour.
   */
  public ProcessingResult process(MalformedEventException problem, Deadline deadline) {
    Alert alert = alerts.unreadable(problem, clock.instant());
    String topic = notices.unreadableTopic(problem.raw());
    return notifyHourly(topic, alert, routes.channels(key(alert)), deadline);
  }

  /**
   * Sends an alert about a spoke that failed to deliver events, or that delivers again: once per
   * account, region and hour.
   */
  public ProcessingResult process(SpokeAlarm alarm, Deadline deadline) {
    Alert alert = alerts.about(alarm);
    String topic = "spoke#" + alarm.account().value() + "#" + alarm.region();
    return notifyHourly(topic, alert, routes.monitoringChannels(key(alert)), deadline);
  }

  private ProcessingResult notifyHourly(
      String topic, Alert alert, Set<String> channels, Deadline deadline) {
    if (channels.isEmpty()) {
      return notifyChannels(alert, channels, deadline);
    }
    Decision decision = notices.decide(topic, alert, channels, deadline.half());
    Alert noted = alert;
    for (String reason : decision.reasons()) {
      noted = noted.withNote(reason);
    }
    return deliver(noted, decision, deadline);
  }

  /** Sends an alert about the monitoring itself, such as an account that is not monitored. */
  public ProcessingResult notifyMonitoringAlert(Alert alert, Deadline deadline) {
    return notifyMonitoringAlert(alert, Set.of(), deadline);
  }

  /**
   * Sends an alert about the monitoring itself, and excludes the channels that the alert is about.
   * If the routes name no other channel, all other channels receive it. If there is no other
   * channel, the excluded channels receive it.
   *
   * @param failing the channels that the alert is about
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
    return notifyChannels(alert, healthy.isEmpty() ? channels : healthy, deadline);
  }

  /** Sends an alert once to each of these channels, regardless of the routes. */
  public ProcessingResult notifyChannels(Alert alert, Set<String> channels, Deadline deadline) {
    Decision decision = Decision.alone(alert.eventKey(), alert.severity(), channels, List.of());
    return deliver(alert, decision, deadline);
  }

  /** Checks the channels that support a check, without sending anything. */
  public List<ChannelHealth> channelHealth(Deadline deadline) {
    return dispatcher.health(deadline);
  }

  /** Returns the names of all channels. */
  public Set<String> channels() {
    return dispatcher.channels();
  }

  /** Sends an alert to these channels. A rejection appears in the report only. */
  public DispatchReport dispatch(Alert alert, Set<String> channels, Deadline deadline) {
    return dispatcher.dispatch(alert, channels, deadline);
  }

  private static RoutingKey key(Alert alert) {
    return RoutingKey.of(alert.account(), alert.severity());
  }

  /**
   * Stops the threads of the channels and closes the channels. A delivery in progress is
   * interrupted.
   */
  @Override
  public void close() {
    dispatcher.close();
  }

  /**
   * The result of a health check.
   *
   * @param problem the reason why no alert would arrive; for {@link State#UNKNOWN}, the reason why
   *     it is unknown
   */
  public record ChannelHealth(String channel, State state, Optional<String> problem) {
    /** Whether a channel reaches its recipients. */
    public enum State {
      /** The channel accepts alerts. */
      HEALTHY,
      /** The channel rejects alerts or does not respond. */
      FAILING,
      /** The recipient's service did not respond. The next check may succeed. */
      UNKNOWN
    }
  }
}
