package io.rootmon;

import io.rootmon.ProcessingResult.IncidentAction;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Incident;
import io.rootmon.incident.NotificationReason;
import io.rootmon.incident.Suppression;
import io.rootmon.state.Decided;
import io.rootmon.state.EventIdentity;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is to be told of what.
 *
 * @param act by which the deliveries are remembered: an event's id, or that of the one that this is
 *     a copy of
 * @param channels empty where nobody is told
 * @param problems what went wrong so far
 * @param over an incident that proved to be over
 * @param duties what is to be done about its incident later, each by a timer
 * @param signInDelay how long the sign-in is waited for, where that is a duty
 * @param suppressed why routes want the finding and no channel is notified
 */
public record Plan(
    IncidentAction verdict,
    Alert alert,
    String act,
    Set<String> channels,
    List<String> problems,
    Optional<Incident> over,
    Set<TimerPurpose> duties,
    Optional<Suppression> suppressed,
    Duration signInDelay) {
  /** One that waits for no sign-in. */
  Plan(
      IncidentAction verdict,
      Alert alert,
      String act,
      Set<String> channels,
      List<String> problems,
      Optional<Incident> over,
      Set<TimerPurpose> duties,
      Optional<Suppression> suppressed) {
    this(verdict, alert, act, channels, problems, over, duties, suppressed, Duration.ZERO);
  }

  public Plan {
    duties = Set.copyOf(duties);
    channels = Collections.unmodifiableSet(new LinkedHashSet<>(channels));
    problems = List.copyOf(problems);
  }

  static Plan of(Decided decided, Alert alert) {
    Decision decision = decided.decision();
    return new Plan(
        verdict(decision),
        alert,
        decision.eventId(),
        decision.channels(),
        List.of(),
        decided.over(),
        duties(decision),
        decision.suppressed());
  }

  private static Set<TimerPurpose> duties(Decision decision) {
    Set<TimerPurpose> duties = EnumSet.noneOf(TimerPurpose.class);
    if (decision.isNews()) {
      duties.add(TimerPurpose.NEWS);
    }
    if (decision.verdict() == Decision.IncidentAction.OPEN || decision.needsTimer()) {
      duties.add(TimerPurpose.CLOSING);
    }
    return duties;
  }

  /** The same, with a look after the sign-in that belongs to a check of the second factor. */
  Plan awaitingSignIn(Duration delay) {
    Set<TimerPurpose> more = new LinkedHashSet<>(duties);
    more.add(TimerPurpose.SIGN_IN);
    return new Plan(verdict, alert, act, channels, problems, over, more, suppressed, delay);
  }

  /** What no incident has a place for, nobody wants. */
  private static IncidentAction verdict(Decision decision) {
    return switch (decision.verdict()) {
      case OPEN -> IncidentAction.OPEN;
      case ESCALATE -> IncidentAction.ESCALATE;
      case APPEND ->
          decision.place().isPresent()
              ? IncidentAction.APPEND
              : decision.isTold() ? IncidentAction.ALONE : IncidentAction.UNROUTED;
      case DUPLICATE -> IncidentAction.DUPLICATE;
    };
  }

  /** Whose root is concerned, as the store knows it. */
  String account() {
    return alert.account().id().map(AccountId::value).orElse(EventIdentity.UNKNOWN);
  }

  public Optional<String> incident() {
    return alert.incident().map(IncidentRef::incident);
  }

  /** The strongest reason for which a channel is notified. */
  public Optional<NotificationReason> reason() {
    return alert.incident().flatMap(IncidentRef::reason);
  }

  static Plan alone(Alert alert, Set<String> channels, String... problems) {
    return new Plan(
        IncidentAction.ALONE,
        alert,
        alert.eventKey(),
        channels,
        List.of(problems),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  /** It cannot be decided now: the message has to return to the queue. */
  static Plan postponed(Alert alert, String problem) {
    return new Plan(
        IncidentAction.POSTPONED,
        alert,
        alert.eventKey(),
        Set.of(),
        List.of(problem),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  /** It is counted, and sent with the others of its hour. */
  static Plan suppressed(Alert alert, List<String> problems) {
    return new Plan(
        IncidentAction.APPEND,
        alert,
        alert.eventKey(),
        Set.of(),
        problems,
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  static Plan unrouted(Alert alert) {
    return new Plan(
        IncidentAction.UNROUTED,
        alert,
        alert.eventKey(),
        Set.of(),
        List.of(),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }
}
