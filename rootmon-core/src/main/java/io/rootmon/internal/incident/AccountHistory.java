package io.rootmon.internal.incident;

import io.rootmon.incident.Incident;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The stored history of root in one account.
 *
 * @param incident the latest incident, open or closed
 * @param lastSeen the latest root activity that was reported
 * @param networks the networks of root before the latest incident, and in it
 * @param agents the families of programs, likewise
 * @param checks MFA checks of root without a sign-in so far, at most {@value MfaCheck#MAX_SIZE}
 * @param reads root's latest different reads from an unfamiliar network or program
 * @param alerts the times of notifications about the account
 * @param exclusions the number of findings that exclusions of the configuration matched
 */
public record AccountHistory(
    Optional<Incident> incident,
    SignInHistory signIns,
    Optional<Instant> lastSeen,
    Set<String> networks,
    Set<String> agents,
    List<MfaCheck> checks,
    UnfamiliarReads reads,
    AlertTimes alerts,
    ExclusionCounts exclusions) {
  public static final AccountHistory NONE =
      new AccountHistory(
          Optional.empty(),
          SignInHistory.NONE,
          Optional.empty(),
          Set.of(),
          Set.of(),
          List.of(),
          UnfamiliarReads.NONE,
          AlertTimes.NONE,
          ExclusionCounts.NONE);

  private static final int MAX_SIZE = 50;

  public AccountHistory {
    networks = Collections.unmodifiableSet(new LinkedHashSet<>(networks));
    agents = Collections.unmodifiableSet(new LinkedHashSet<>(agents));
    checks = List.copyOf(checks);
  }

  private AccountHistory with(List<MfaCheck> others) {
    return new AccountHistory(
        incident, signIns, lastSeen, networks, agents, others, reads, alerts, exclusions);
  }

  AccountHistory with(UnfamiliarReads others) {
    return new AccountHistory(
        incident, signIns, lastSeen, networks, agents, checks, others, alerts, exclusions);
  }

  /** Returns a copy with a check whose sign-in is to follow. */
  AccountHistory expecting(MfaCheck check) {
    boolean isKnown = checks.stream().anyMatch(it -> it.eventId().equals(check.eventId()));
    return isKnown || checks.size() == MfaCheck.MAX_SIZE
        ? this
        : with(Stream.concat(checks.stream(), Stream.of(check)).toList());
  }

  /** Returns a copy after the sign-in. */
  AccountHistory signedIn(Instant time) {
    return with(checks.stream().filter(it -> !it.isFinishedBy(time)).toList());
  }

  /** Returns a copy without this check, which was reported. */
  public AccountHistory without(MfaCheck check) {
    return with(checks.stream().filter(it -> !it.eventId().equals(check.eventId())).toList());
  }

  /** Returns a copy with this incident as the latest one. */
  public AccountHistory with(Incident other) {
    return new AccountHistory(
        Optional.of(other), signIns, lastSeen, networks, agents, checks, reads, alerts, exclusions);
  }

  AccountHistory with(SignInHistory others) {
    return new AccountHistory(
        incident, others, lastSeen, networks, agents, checks, reads, alerts, exclusions);
  }

  /** Returns a copy with the time, network and program of root activity. */
  AccountHistory seen(
      Instant time, Optional<NetworkPrefix> network, Optional<UserAgentFamily> agent) {
    Instant latest = lastSeen.filter(it -> it.isAfter(time)).orElse(time);
    return new AccountHistory(
        incident,
        signIns,
        Optional.of(latest),
        network.map(it -> with(networks, it.prefix())).orElse(networks),
        agent.map(it -> with(agents, it.name())).orElse(agents),
        checks,
        reads,
        alerts,
        exclusions);
  }

  /** Returns a copy that counts a finding for the exclusion that matches it. */
  AccountHistory excluded(Optional<String> exclusion, Instant time) {
    return exclusion.isEmpty()
        ? this
        : new AccountHistory(
            incident,
            signIns,
            lastSeen,
            networks,
            agents,
            checks,
            reads,
            alerts,
            exclusions.with(exclusion.get(), time));
  }

  /** Returns a copy with the notification of these channels at this time. */
  public AccountHistory notified(Set<String> channels, Instant time) {
    return new AccountHistory(
        incident,
        signIns,
        lastSeen,
        networks,
        agents,
        checks,
        reads,
        alerts.with(channels, time),
        exclusions);
  }

  /** Adds a name. If there are too many, the oldest is removed. */
  private static Set<String> with(Set<String> names, String name) {
    if (names.contains(name)) {
      return names;
    }
    Set<String> more = new LinkedHashSet<>(names);
    more.add(name);
    if (more.size() > MAX_SIZE) {
      more.remove(more.iterator().next());
    }
    return more;
  }
}
