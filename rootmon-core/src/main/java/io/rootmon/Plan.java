package io.rootmon;

import io.rootmon.Outcome.Verdict;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.cloudtrail.Signal.IncidentTimer.Duty;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.Place;
import io.rootmon.incident.Incident;
import io.rootmon.state.Act;
import io.rootmon.state.Decided;
import java.time.Duration;
import java.util.Collections;
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
 */
public record Plan(
    Verdict verdict,
    Alert alert,
    String act,
    Set<String> channels,
    List<String> problems,
    Optional<Incident> over,
    Set<Duty> duties,
    Duration signInDelay) {
  /** One that waits for no sign-in. */
  Plan(
      Verdict verdict,
      Alert alert,
      String act,
      Set<String> channels,
      List<String> problems,
      Optional<Incident> over,
      Set<Duty> duties) {
    this(verdict, alert, act, channels, problems, over, duties, Duration.ZERO);
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
        duties(decision));
  }

  private static Set<Duty> duties(Decision decision) {
    if (decision.isNews()) {
      return Set.of(Duty.NEWS);
    }
    return decision.verdict() == Decision.Verdict.OPEN ? Set.of(Duty.CLOSING) : Set.of();
  }

  /** The same, with a look after the sign-in that belongs to a check of the second factor. */
  Plan awaitingSignIn(Duration delay) {
    Set<Duty> more = new LinkedHashSet<>(duties);
    more.add(Duty.SIGN_IN);
    return new Plan(verdict, alert, act, channels, problems, over, more, delay);
  }

  /** What no incident has a place for, nobody wants. */
  private static Verdict verdict(Decision decision) {
    return switch (decision.verdict()) {
      case OPEN -> Verdict.OPEN;
      case ESCALATE -> Verdict.ESCALATE;
      case APPEND -> decision.place().isPresent() ? Verdict.APPEND : Verdict.UNROUTED;
      case DUPLICATE -> Verdict.DUPLICATE;
    };
  }

  /** Whose root is concerned, as the store knows it. */
  String account() {
    return alert.account().id().map(AccountId::value).orElse(Act.UNKNOWN);
  }

  Optional<String> incident() {
    return alert.incident().map(Place::incident);
  }

  static Plan alone(Alert alert, Set<String> channels, String... problems) {
    return new Plan(
        Verdict.ALONE,
        alert,
        alert.eventKey(),
        channels,
        List.of(problems),
        Optional.empty(),
        Set.of());
  }

  /** It cannot be decided now: the message has to return to the queue. */
  static Plan postponed(Alert alert, String problem) {
    return new Plan(
        Verdict.POSTPONED,
        alert,
        alert.eventKey(),
        Set.of(),
        List.of(problem),
        Optional.empty(),
        Set.of());
  }

  /** It is counted, and sent with the others of its hour. */
  static Plan suppressed(Alert alert, List<String> problems) {
    return new Plan(
        Verdict.APPEND, alert, alert.eventKey(), Set.of(), problems, Optional.empty(), Set.of());
  }

  static Plan unrouted(Alert alert) {
    return new Plan(
        Verdict.UNROUTED, alert, alert.eventKey(), Set.of(), List.of(), Optional.empty(), Set.of());
  }
}
