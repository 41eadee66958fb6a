package io.rootmon.internal.incident;

import static io.rootmon.internal.incident.AlertTimes.MAX_PER_DAY;

import io.rootmon.detect.TamperedResource;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.Incident;
import io.rootmon.incident.Incident.ChannelNotification;
import io.rootmon.judge.Severity;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a channel is notified of a finding, and whether a finding may open a new incident
 * before the account's latest one has reached its maximum age.
 *
 * <p>Three kinds of alerts are always sent: the first of an incident, a rise in severity, and the
 * first of each CRITICAL rule and of each HIGH call that tampers with monitoring. The others are
 * limited. A noisy account causes at most {@value AlertTimes#MAX_PER_DAY} alerts in any 24 hours,
 * in addition to those of rules and calls:
 *
 * <ul>
 *   <li>A channel is notified of a new kind or a new network if the limit reserves enough alerts
 *       for those that are always sent: a rise in severity now, and the next incident with its own
 *       rise.
 *   <li>A channel is notified of a late HIGH or CRITICAL finding, from more than the inactivity
 *       period before the incident, if the alerts of that day reserve one for it.
 *   <li>A finding after the inactivity period opens a new incident if the limit reserves an alert
 *       for it. Otherwise it continues the latest incident, which stores the notified severities
 *       and rules, and which ends at its maximum age.
 * </ul>
 *
 * <p>Alerts are reserved for more severe findings, so that failed sign-ins from outside never use
 * up the alerts about root's own activity.
 */
record AlertPolicy(GroupingPolicy rules) {
  /** The maximum number of limited alerts in one incident and channel. */
  private static final int MAX_PER_INCIDENT = 8;

  /**
   * The maximum number of calls and resources of one rule that are notified individually if they
   * change rootmon's resources. Resources that only have such a name are counted separately, so
   * that they do not use up the alerts.
   */
  private static final int MAX_CHANGES = 5;

  /** The maximum number of trails, policies and services of one call. */
  private static final int MAX_RESOURCES = 5;

  /** The decision for one channel. */
  record Answer(Optional<NotificationReason> reason, boolean isLimited) {
    private static Answer yes(NotificationReason reason) {
      return new Answer(Optional.of(reason), false);
    }

    private static Answer no(boolean isLimited) {
      return new Answer(Optional.empty(), isLimited);
    }
  }

  /** Decides on a further finding of an incident. */
  Answer further(
      String channel,
      GroupingInput input,
      Severity severity,
      Incident incident,
      AlertTimes alerts) {
    ChannelNotification notified = incident.notified().get(channel);
    if (notified == null) {
      return Answer.yes(NotificationReason.FIRST);
    } else if (!notified.severity().isAtLeast(severity)) {
      return Answer.yes(NotificationReason.SEVERITY);
    } else if (input.isNotifiedByRule(severity) && isNewRule(input, notified.rules())) {
      return Answer.yes(NotificationReason.RULE);
    }
    if (severity.isAtLeast(Severity.HIGH) && rules.isBefore(input.time(), incident.opened())) {
      int inDay = alerts.near(channel, input.time()) + 1 + retained(severity);
      // A time that would not be stored cannot be counted, so the limit of the incident applies.
      boolean isCounted =
          !alerts.forgets(channel, input.time()) || notified.alerts() + 1 <= MAX_PER_INCIDENT;
      return inDay <= MAX_PER_DAY && isCounted
          ? Answer.yes(NotificationReason.LATE)
          : Answer.no(true);
    }
    Optional<NotificationReason> other = difference(input, severity, incident);
    if (other.isEmpty()) {
      return Answer.no(false);
    }
    return hasRoom(channel, input, severity, notified, alerts)
        ? Answer.yes(other.get())
        : Answer.no(true);
  }

  private static boolean isNewRule(GroupingInput input, Set<String> notified) {
    String rule = input.rule();
    Optional<TamperedResource> resource = input.activity().tamperedResource();
    if (notified.contains(rule)) {
      return false;
    } else if (input.activity().changesRootmon()) {
      String changes = rule.substring(0, rule.indexOf(GroupingInput.CALL) + 1);
      boolean isRootmons = resource.filter(TamperedResource::isRootmons).isPresent();
      long count =
          notified.stream()
              .filter(it -> it.startsWith(changes) && isOfRootmons(it) == isRootmons)
              .count();
      return count < MAX_CHANGES;
    }
    String calls = rule.substring(0, rule.lastIndexOf(GroupingInput.CALL) + 1);
    return resource.isEmpty()
        || notified.stream().filter(it -> it.startsWith(calls)).count() < MAX_RESOURCES;
  }

  private static boolean isOfRootmons(String rule) {
    return TamperedResource.isRootmons(rule.substring(rule.lastIndexOf(GroupingInput.CALL) + 1));
  }

  private Optional<NotificationReason> difference(
      GroupingInput input, Severity severity, Incident incident) {
    if (!incident.kinds().contains(input.activity().kind())) {
      return Optional.of(NotificationReason.KIND);
    }
    int most = severity == Severity.CRITICAL ? rules.criticalNetworks() : rules.networks();
    return input
        .network()
        .filter(it -> !incident.networks().contains(it.prefix()))
        .filter(it -> incident.networks().size() < most)
        .map(it -> NotificationReason.NETWORK);
  }

  private static boolean hasRoom(
      String channel,
      GroupingInput input,
      Severity severity,
      ChannelNotification notified,
      AlertTimes alerts) {
    int rises = rises(notified.severity());
    int inDay = alerts.near(channel, input.time()) + rises + retained(severity) + 1;
    // When the incident reaches its maximum age, these alerts may be less than a day old, and the
    // next incident adds its first alert and its own rises.
    int next = 1 + rises(least(channel, input));
    return inDay <= MAX_PER_DAY
        && notified.repeats() + rises + 1 + next <= MAX_PER_DAY
        && notified.alerts() + 1 <= MAX_PER_INCIDENT;
  }

  /**
   * Returns whether a new incident may open for these channels before the latest one is a day old.
   */
  boolean mayOpen(GroupingInput input, Severity severity, Set<String> wanted, AlertTimes alerts) {
    int needed = 1 + rises(severity) + retained(severity);
    return wanted.stream().allMatch(it -> alerts.near(it, input.time()) + needed <= MAX_PER_DAY);
  }

  /** Returns how often the severity of an incident may still rise without a CRITICAL finding. */
  private static int rises(Severity severity) {
    return moreSevere(severity, Severity.HIGH);
  }

  /** Returns the number of alerts that are reserved for more severe findings. */
  private static int retained(Severity severity) {
    return Math.min(2, moreSevere(severity, Severity.CRITICAL));
  }

  private static int moreSevere(Severity than, Severity most) {
    int count = 0;
    for (Severity severity : Severity.values()) {
      count += severity.compareTo(than) > 0 && severity.compareTo(most) <= 0 ? 1 : 0;
    }
    return count;
  }

  /** Returns the lowest severity that the channel is notified of. */
  private static Severity least(String channel, GroupingInput input) {
    for (Severity severity : Severity.values()) {
      if (input.wanted().apply(severity).contains(channel)) {
        return severity;
      }
    }
    return Severity.CRITICAL;
  }
}
