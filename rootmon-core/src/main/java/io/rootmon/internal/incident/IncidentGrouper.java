package io.rootmon.internal.incident;

import io.rootmon.account.AccountId;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.incident.Decision.Suppression;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.Incident;
import io.rootmon.incident.Incident.Notice;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.incident.IncidentTracking.PendingDigest;
import io.rootmon.incident.IncidentTracking.Reminders;
import io.rootmon.internal.text.SecretRedactor;
import io.rootmon.judge.Severity;
import io.rootmon.judge.SignInLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Groups events to incidents, with one open incident per account, and decides which channels are
 * notified. It keeps no state: a store can call it again if another worker changed the history in
 * between.
 *
 * <p>A channel is notified of the first finding of an incident that its routes match, of a higher
 * severity, of the first finding of each CRITICAL rule, of a new kind, and of a new network. {@link
 * AlertPolicy} limits the last two. The rest is added to the incident.
 *
 * <p>An incident closes after its inactivity period, and no later than its maximum age. Failed and
 * denied calls are added and do not prolong it. A finding after the inactivity period continues the
 * latest incident if a new one would exceed the daily limit of alerts; that incident then stays
 * open until its maximum age.
 */
public final class IncidentGrouper {
  private static final Duration REMINDER_PERIOD = Duration.ofDays(1);

  /** The delay after which a timer counts as lost. */
  private static final Duration TIMER_DELAY = Duration.ofMinutes(1);

  /** The maximum number of reminders of an incident without further events. */
  private static final int MAX_REMINDERS = 7;

  private final GroupingPolicy rules;
  private final AlertPolicy policy;

  public IncidentGrouper(GroupingPolicy rules) {
    this.rules = rules;
    this.policy = new AlertPolicy(rules);
  }

  /** Returns the effect of a finding on its account's history. */
  public Grouping grouping(GroupingInput input) {
    return new Grouping() {
      @Override
      public Grouping.Result next(AccountHistory before) {
        return awaitingSignIn(input, IncidentGrouper.this.next(input, before));
      }

      @Override
      public Grouping.Result copy(String eventId, AccountHistory before) {
        return awaitingSignIn(input, IncidentGrouper.this.copy(input, eventId, before));
      }
    };
  }

  /** Calculates the next state of an account's history. */
  public Grouping.Result next(GroupingInput input, AccountHistory before) {
    AnomalyAssessment assessment = AnomalyAssessment.of(input, before, rules);
    AccountHistory history =
        expecting(input, before.with(assessment.signIns()).with(assessment.reads()))
            .excluded(input.exclusion(), input.time());
    Set<String> wanted = input.wanted().apply(assessment.severity());
    Optional<Incident> joined = before.incident().filter(it -> joins(input.time(), it));
    if (wanted.isEmpty() && (joined.isEmpty() || input.isByService())) {
      return unwanted(input, assessment, history);
    }
    if (joined.isPresent()) {
      return appended(input, assessment, history, joined.get(), wanted);
    }
    boolean mayOpen = policy.mayOpen(input, assessment.severity(), wanted, before.alerts());
    Optional<Incident> continued =
        before.incident().filter(it -> !mayOpen && isWithinMaximum(input.time(), it));
    return continued.isPresent()
        ? appended(
            input,
            assessment,
            history,
            continued.get().with(continued.get().handling().recurs()),
            wanted)
        : opened(input, assessment, history, wanted);
  }

  /** Adds the timer of an MFA check, and of earlier checks whose timer was lost. */
  private static Grouping.Result awaitingSignIn(GroupingInput input, Grouping.Result result) {
    // The timer itself may be in transit.
    Instant overdue = input.now().minus(TIMER_DELAY);
    boolean hasOverdue = result.after().checks().stream().anyMatch(it -> it.isDue(overdue));
    if (!input.isOpenCheck() && !hasOverdue) {
      return result;
    }
    Duration delay = input.isOpenCheck() ? SignInLog.WINDOW : Duration.ZERO;
    return new Grouping.Result(
        result.after(), result.decision().withTimer(TimerPurpose.SIGN_IN, delay), result.event());
  }

  /** Stores an MFA check of root until its sign-in arrives. */
  private static AccountHistory expecting(GroupingInput input, AccountHistory history) {
    Instant time = input.time();
    if (input.isSignIn() && input.activity().succeeded()) {
      return history.signedIn(time);
    }
    boolean isSignedIn =
        history.signIns().successes().stream().anyMatch(it -> SignInLog.belongs(time, it));
    boolean isOpen = input.isOpenCheck() && !isSignedIn;
    return isOpen ? history.expecting(MfaCheck.of(input)) : history;
  }

  /**
   * Groups a duplicate: only channels that were not notified of the incident are notified.
   *
   * @param eventId the id of the original event
   */
  Grouping.Result copy(GroupingInput input, String eventId, AccountHistory before) {
    Severity severity = input.finding().severity();
    Set<String> channels = new LinkedHashSet<>(input.wanted().apply(severity));
    Optional<Incident> joined = before.incident().filter(it -> joins(input.time(), it));
    joined.ifPresent(it -> channels.removeAll(it.notified().keySet()));
    Decision decision =
        new Decision(
            IncidentAction.DUPLICATE, eventId, severity, List.of(), channels, Optional.empty());
    Notice notice = input.notice(eventId, severity);
    AccountHistory after =
        joined
            .map(it -> before.with(it.notified(decision.notified(), notice)))
            .map(it -> it.notified(channels, input.time()))
            .orElse(before);
    return new Grouping.Result(after, decision, Optional.empty());
  }

  /** Returns the inactivity period after which an incident closes. */
  public Duration inactivityPeriod() {
    return rules.inactivity();
  }

  /** Returns whether an open incident must be closed by then: inactive, or at its maximum age. */
  public boolean isClosed(Incident incident, Instant now) {
    return incident.isOpen() && !now.isBefore(end(incident));
  }

  /** Returns the time at which an open incident closes if no further event arrives. */
  public Instant end(Incident incident) {
    Instant inactive = incident.lastArrival().plus(rules.inactivity());
    Instant oldest = oldest(incident);
    return endsByMaximum(incident) ? oldest : inactive;
  }

  /** Returns the incident, closed at this time by inactivity or by its maximum age. */
  public Incident closed(Incident incident, Instant now) {
    return incident.closedAt(now).with(incident.handling().closedBy(endsByMaximum(incident)));
  }

  private boolean endsByMaximum(Incident incident) {
    return incident.handling().recurring()
        || oldest(incident).isBefore(incident.lastArrival().plus(rules.inactivity()));
  }

  /** Returns the earliest time. Late events delay the end of their incident. */
  private Instant oldest(Incident incident) {
    Duration lag = Duration.between(incident.latest(), incident.lastArrival());
    Instant oldest = incident.opened().plus(rules.maximumAge());
    return lag.isNegative() ? oldest : oldest.plus(lag);
  }

  /**
   * Returns the time of the next reminder of a CRITICAL incident without a response: a day after
   * the latest alert about its account. Empty if no reminder is due any more: a user responded, the
   * incident closed by inactivity, or a week of reminders of a closed incident had no response.
   */
  public Optional<Instant> reminderDue(AccountHistory history) {
    Optional<Incident> incident = history.incident();
    Optional<Instant> since = incident.flatMap(it -> it.handling().unansweredSince());
    if (incident.isEmpty() || since.isEmpty()) {
      return Optional.empty();
    }
    IncidentTracking handling = incident.get().handling();
    boolean isCurrent =
        incident.get().isOpen()
            || (handling.aged() && handling.reminders().count() < MAX_REMINDERS);
    if (!isCurrent) {
      return Optional.empty();
    }
    Instant last =
        Stream.of(since, history.alerts().latest(), handling.reminders().last())
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return Optional.of(last.plus(REMINDER_PERIOD));
  }

  /**
   * Returns whether an event of this time belongs to the incident. Earlier events that arrive late
   * join an open one, whose channels are notified of them; events within its time reopen a closed
   * one.
   */
  private boolean joins(Instant time, Incident incident) {
    boolean inTime =
        time.isBefore(incident.latest().plus(rules.inactivity()))
            && isWithinMaximum(time, incident);
    return inTime && (incident.isOpen() || !rules.isBefore(time, incident.opened()));
  }

  private boolean isWithinMaximum(Instant time, Incident incident) {
    return time.isBefore(incident.opened().plus(rules.maximumAge()));
  }

  private Grouping.Result unwanted(
      GroupingInput input, AnomalyAssessment assessment, AccountHistory history) {
    Map<String, NotificationReason> every = withEvery(input, assessment, Map.of());
    Decision decision =
        new Decision(
            every.isEmpty() ? IncidentAction.UNROUTED : IncidentAction.ALONE,
            eventId(input),
            assessment.severity(),
            assessment.reasons(),
            every,
            input.exclusion().map(it -> Suppression.EXCLUDED),
            Optional.empty());
    return new Grouping.Result(history, decision, Optional.empty());
  }

  private Grouping.Result opened(
      GroupingInput input,
      AnomalyAssessment assessment,
      AccountHistory history,
      Set<String> wanted) {
    Instant time = input.time();
    Incident incident =
        new Incident(
            IncidentId.of(input),
            input.activity().incidentAccount(),
            time,
            time,
            input.now(),
            Map.of(assessment.severity(), 1L),
            Set.of(input.activity().kind()),
            input.network().map(it -> Set.of(it.prefix())).orElse(Set.of()),
            Map.of(),
            Optional.empty(),
            handling(assessment, input, IncidentTracking.NONE)
                .withWorstEvent(1)
                .after(history.incident().map(Incident::id))
                .with(reminders(history, input)));
    Map<String, NotificationReason> notified = new LinkedHashMap<>();
    wanted.forEach(it -> notified.put(it, NotificationReason.FIRST));
    Optional<Incident> earlier = history.incident().filter(Incident::isOpen);
    return step(
        input,
        assessment,
        history.with(incident),
        IncidentAction.OPEN,
        new Notified(notified, Optional.empty(), Map.of(TimerPurpose.CLOSING, inactivityPeriod())),
        earlier.map(it -> closed(it, input.now())));
  }

  /**
   * Returns the reminders that an incident without a response passes on to the next one, unless it
   * closed by inactivity.
   */
  private Reminders reminders(AccountHistory history, GroupingInput input) {
    Optional<Incident> before = history.incident();
    boolean goesOn =
        before
            .filter(it -> it.isOpen() ? endsByMaximum(it, input.time()) : it.handling().aged())
            .isPresent();
    Optional<Instant> since = before.flatMap(it -> it.handling().unansweredSince());
    if (!goesOn || since.isEmpty()) {
      return Reminders.NONE;
    }
    Reminders earlier = before.orElseThrow().handling().reminders();
    return new Reminders(
        earlier.incident().or(() -> before.map(Incident::id)),
        since,
        earlier.last(),
        earlier.count());
  }

  private boolean endsByMaximum(Incident incident, Instant time) {
    return incident.handling().recurring()
        || !time.isAfter(incident.latest().plus(rules.inactivity()));
  }

  /**
   * The channels and timers of a finding.
   *
   * @param reasons why each channel is notified
   */
  private record Notified(
      Map<String, NotificationReason> reasons,
      Optional<Suppression> suppressed,
      Map<TimerPurpose, Duration> timers) {}

  private Grouping.Result appended(
      GroupingInput input,
      AnomalyAssessment assessment,
      AccountHistory history,
      Incident before,
      Set<String> wanted) {
    Map<String, NotificationReason> reasons = new LinkedHashMap<>();
    boolean isLimited = false;
    for (String channel : wanted) {
      AlertPolicy.Answer answer =
          policy.further(channel, input, assessment.severity(), before, history.alerts());
      answer.reason().ifPresent(it -> reasons.put(channel, it));
      isLimited |= answer.isLimited();
    }
    Incident after = joined(before, input, assessment, wanted, !reasons.isEmpty());
    Optional<PendingDigest> digest =
        reasons.isEmpty() && !wanted.isEmpty() ? digest(after, input.now()) : Optional.empty();
    if (digest.isPresent()) {
      after = after.with(after.handling().with(digest.get()));
    }
    Optional<Suppression> suppressed =
        reasons.isEmpty() && !wanted.isEmpty()
            ? Optional.of(isLimited ? Suppression.LIMIT : Suppression.NOTIFIED)
            : input.exclusion().map(it -> Suppression.EXCLUDED);
    boolean isReopened = !before.isOpen() && after.isOpen();
    boolean isReminderLost =
        reminderDue(history)
            .filter(it -> input.now().isAfter(it.plus(rules.inactivity())))
            .isPresent();
    Map<TimerPurpose, Duration> timers = new EnumMap<>(TimerPurpose.class);
    if (digest.isPresent()) {
      timers.put(TimerPurpose.NEWS, PendingDigest.PAUSE);
    }
    if (isReopened || isReminderLost) {
      timers.put(TimerPurpose.CLOSING, inactivityPeriod());
    }
    return step(
        input,
        assessment,
        history.with(after),
        reasons.isEmpty() ? IncidentAction.APPEND : IncidentAction.ESCALATE,
        new Notified(reasons, suppressed, timers),
        Optional.empty());
  }

  /** Returns the digest to schedule; empty if one is scheduled and not overdue. */
  private static Optional<PendingDigest> digest(Incident incident, Instant now) {
    Optional<PendingDigest> known = incident.handling().digest();
    if (known.isEmpty()) {
      return Optional.of(PendingDigest.since(incident.count(), now));
    }
    return known.filter(it -> it.isLost(now)).map(it -> it.again(now));
  }

  private static String eventId(GroupingInput input) {
    return input.event().key();
  }

  /**
   * Adds a finding. A finding that no route matches, and a failed or denied call, do not prolong
   * the incident.
   */
  private Incident joined(
      Incident incident,
      GroupingInput input,
      AnomalyAssessment assessment,
      Set<String> wanted,
      boolean isNotified) {
    Instant time = input.time();
    boolean counts = !wanted.isEmpty();
    boolean prolongs = counts && input.prolongs();
    boolean opens = counts && (prolongs || isNotified || incident.handling().recurring());
    IncidentTracking handling = handling(assessment, input, incident.handling());
    if (!incident.severity().isAtLeast(assessment.severity())) {
      handling = handling.withWorstEvent(incident.count() + 1);
    }
    boolean isEarlier =
        counts
            && time.isBefore(incident.opened())
            && incident.latest().isBefore(time.plus(rules.maximumAge()));
    Map<Severity, Long> events = new LinkedHashMap<>(incident.events());
    events.merge(assessment.severity(), 1L, Long::sum);
    Set<ActivityKind> kinds = new LinkedHashSet<>(incident.kinds());
    Set<String> networks = new LinkedHashSet<>(incident.networks());
    if (counts) {
      kinds.add(input.activity().kind());
      input
          .network()
          .filter(it -> networks.size() < Incident.MAX_NETWORKS)
          .ifPresent(it -> networks.add(it.prefix()));
    }
    return new Incident(
        incident.id(),
        incident.account(),
        isEarlier ? time : incident.opened(),
        prolongs && time.isAfter(incident.latest()) ? time : incident.latest(),
        prolongs ? input.now() : incident.lastArrival(),
        events,
        kinds,
        networks,
        incident.notified(),
        opens ? Optional.empty() : incident.closed(),
        // An incident that continues after its report lasts for its maximum age, and one more
        // report follows.
        opens && !incident.isOpen() ? handling.recurs() : handling);
  }

  private static IncidentTracking handling(
      AnomalyAssessment assessment, GroupingInput input, IncidentTracking before) {
    return assessment.severity() == Severity.CRITICAL ? before.criticalSince(input.now()) : before;
  }

  private static Grouping.Result step(
      GroupingInput input,
      AnomalyAssessment assessment,
      AccountHistory history,
      IncidentAction action,
      Notified notified,
      Optional<Incident> closed) {
    Notice notice = input.notice(input.event().key(), assessment.severity());
    Set<String> counted = new LinkedHashSet<>();
    notified
        .reasons()
        .forEach(
            (channel, reason) -> {
              if (notice.counts(reason)) {
                counted.add(channel);
              }
            });
    Incident incident = history.incident().orElseThrow().notified(notified.reasons(), notice);
    Map<String, NotificationReason> reasons = withEvery(input, assessment, notified.reasons());
    Decision decision =
        new Decision(
            action,
            notice.eventId(),
            assessment.severity(),
            assessment.reasons(),
            reasons,
            notified.suppressed(),
            Optional.of(
                new IncidentRef(
                    incident.id(),
                    incident.opened(),
                    incident.count(),
                    incident.severity(),
                    incident.parents(reasons.keySet()),
                    incident.handling().previous(),
                    reasons)),
            notified.timers(),
            closed,
            List.of());
    AccountHistory after = history.with(incident).notified(counted, input.time());
    if (!input.isByService()) {
      after = after.seen(input.time(), input.network(), input.agent());
    }
    return new Grouping.Result(after, decision, Optional.of(event(input, decision)));
  }

  /** Adds the channels that receive every finding. */
  private static Map<String, NotificationReason> withEvery(
      GroupingInput input, AnomalyAssessment assessment, Map<String, NotificationReason> reasons) {
    Map<String, NotificationReason> all = new LinkedHashMap<>(reasons);
    input
        .every()
        .apply(assessment.severity())
        .forEach(it -> all.putIfAbsent(it, NotificationReason.EVERY));
    return all;
  }

  private static IncidentEvent event(GroupingInput input, Decision decision) {
    var event = input.event();
    return new IncidentEvent(
        decision.incident().orElseThrow().number(),
        event.time(),
        event.id(),
        event.name(),
        event.service(),
        input.activity().kind(),
        input.activity().outcome(),
        decision.severity(),
        SecretRedactor.redact(input.headline()),
        event.sourceAddress().map(SecretRedactor::redact),
        event.region(),
        changes(input.activity()),
        decision.isNotified(),
        decision.isNotified() ? decision.reasons() : List.of(),
        (decision.isNotified() ? input.alert().apply(decision) : Optional.<String>empty())
            .filter(it -> it.length() <= IncidentEvent.MAX_ALERT_LENGTH),
        Optional.of(input.finding().ruleId()));
  }

  /**
   * Returns whether the call changes a resource. A sign-in and a call that reads a secret do not.
   */
  private static boolean changes(RootActivity activity) {
    return !activity.readOnly().orElse(false)
        && !activity.isSignIn()
        && !activity.isGuardDutyFinding()
        && !activity.readsSecrets()
        && activity.succeeded();
  }

  /** Creates the id of an incident, which depends only on its first event. */
  static final class IncidentId {
    private static final int DIGITS = 8;
    private static final Pattern OWN_ID =
        Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private IncidentId() {}

    /** Returns an id such as {@code 111122223333-2026-03-14-0f9a1c2e}. */
    static String of(GroupingInput input) {
      String account = input.activity().incidentAccount().map(AccountId::value).orElse("unknown");
      LocalDate day = LocalDate.ofInstant(input.time(), ZoneOffset.UTC);
      // Any other id may belong to several events, such as those of examples.
      String id = input.event().id();
      String key = OWN_ID.matcher(id).matches() ? id : input.event().key();
      byte[] first = key.getBytes(StandardCharsets.UTF_8);
      String digest = UUID.nameUUIDFromBytes(first).toString().substring(0, DIGITS);
      return account + "-" + day + "-" + digest;
    }
  }
}
