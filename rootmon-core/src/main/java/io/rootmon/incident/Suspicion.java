package io.rootmon.incident;

import io.rootmon.judge.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an account's history adds to a finding.
 *
 * @param severity the finding's own, or higher
 * @param reasons beside the finding's own, for a person
 * @param reads what is remembered of reads from unfamiliar places
 */
record Suspicion(Severity severity, List<String> reasons, SignIns signIns, UnfamiliarReads reads) {

  private Suspicion(Severity severity, List<String> reasons, SignIns signIns) {
    this(severity, reasons, signIns, UnfamiliarReads.NONE);
  }

  static Suspicion of(Sighting sighting, History history, Rules rules) {
    List<String> reasons = new ArrayList<>();
    Suspicion suspicion =
        sighting.isSignIn()
            ? signIn(sighting, history, rules, reasons)
            : new Suspicion(sighting.finding().severity(), List.of(), history.signIns());
    if (sighting.activity().underRootsPower() && !sighting.isByService()) {
      unfamiliar(sighting, history, rules, reasons);
    }
    UnfamiliarReads reads = history.reads();
    Severity severity = suspicion.severity();
    if (isUnfamiliarRead(sighting, history)) {
      reads =
          reads.with(sighting.event().source() + " " + sighting.event().name(), sighting.time());
      if (reads.isBurst()) {
        severity = atLeast(severity, Severity.MEDIUM);
        reasons.add(0, burst(sighting, history));
        reads = UnfamiliarReads.NONE;
      }
    }
    return new Suspicion(severity, List.copyOf(reasons), suspicion.signIns(), reads);
  }

  /** Until something worth telling happens there, a network and a program are not known. */
  private static boolean isUnfamiliarRead(Sighting sighting, History history) {
    return sighting.activity().underRootsPower()
        && !sighting.isByService()
        && !sighting.finding().severity().isAtLeast(Severity.MEDIUM)
        && sighting.activity().readOnly().orElse(false)
        && (isNewNetwork(sighting, history) || isNewAgent(sighting, history));
  }

  private static boolean isNewNetwork(Sighting sighting, History history) {
    return sighting.network().filter(it -> !history.networks().contains(it.prefix())).isPresent();
  }

  private static boolean isNewAgent(Sighting sighting, History history) {
    return sighting.agent().filter(it -> !history.agents().contains(it.name())).isPresent();
  }

  private static String burst(Sighting sighting, History history) {
    String origin =
        isNewNetwork(sighting, history)
            ? "the network " + sighting.network().orElseThrow().prefix()
            : "the program " + sighting.agent().orElseThrow().name();
    return UnfamiliarReads.BURST
        + " different reads within "
        + Span.of(UnfamiliarReads.SPAN)
        + " by root from "
        + origin
        + ", which is new in this account";
  }

  private static Suspicion signIn(
      Sighting sighting, History history, Rules rules, List<String> reasons) {
    boolean isNew =
        history.incident().filter(it -> it.isOpen() && !isOld(sighting, it, rules)).isEmpty();
    SignIns before = isNew ? history.signIns().untold() : history.signIns();
    return sighting.activity().succeeded()
        ? success(sighting, before, rules, reasons)
        : failure(sighting, before, rules, reasons);
  }

  private static boolean isOld(Sighting sighting, Incident incident, Rules rules) {
    return sighting.time().isAfter(incident.latest().plus(rules.quiet()));
  }

  private static Suspicion success(
      Sighting sighting, SignIns before, Rules rules, List<String> reasons) {
    SignIns after = before.succeeded(sighting.time());
    long failures = before.failuresBefore(sighting.time(), rules.memory());
    if (failures == 0 || before.successAfterFailures()) {
      return new Suspicion(sighting.finding().severity(), reasons, after);
    }
    reasons.add(
        "the first success after "
            + (failures == 1 ? "a failed sign-in" : failures + " failed sign-ins")
            + " within "
            + Span.of(rules.memory()));
    return new Suspicion(Severity.CRITICAL, reasons, after.toldOfSuccess());
  }

  /** A failure may arrive after the success that it came before. */
  private static Suspicion failure(
      Sighting sighting, SignIns before, Rules rules, List<String> reasons) {
    SignIns after = before.failed(sighting.time());
    if (!before.successAfterFailures() && before.successAfter(sighting.time(), rules.memory())) {
      reasons.add("a sign-in succeeded after this failure, within " + Span.of(rules.memory()));
      return new Suspicion(Severity.CRITICAL, reasons, after.toldOfSuccess());
    }
    int failures = after.failuresAround(sighting.time(), rules.burst());
    if (failures >= rules.failures() && !before.burst()) {
      reasons.add(failures + " failed sign-ins within " + Span.of(rules.burst()));
      return new Suspicion(
          atLeast(sighting.finding().severity(), Severity.HIGH), reasons, after.toldOfBurst());
    }
    return new Suspicion(sighting.finding().severity(), reasons, after);
  }

  private static Severity atLeast(Severity one, Severity other) {
    return one.isAtLeast(other) ? one : other;
  }

  /** Nothing is unfamiliar where nothing is known. */
  private static void unfamiliar(
      Sighting sighting, History history, Rules rules, List<String> reasons) {
    history
        .lastSeen()
        .map(it -> Duration.between(it, sighting.time()))
        .filter(it -> it.compareTo(rules.gap()) >= 0)
        .ifPresent(it -> reasons.add("first root activity in " + it.toDays() + " days"));
    Optional<Network> network = sighting.network();
    if (network.isPresent()
        && !history.networks().isEmpty()
        && !history.networks().contains(network.get().prefix())) {
      reasons.add("root was not seen from the network " + network.get().prefix() + " before");
    }
    Optional<AgentFamily> agent = sighting.agent();
    if (agent.isPresent()
        && !history.agents().isEmpty()
        && !history.agents().contains(agent.get().name())) {
      reasons.add("root was not seen with " + agent.get().name() + " before");
    }
  }
}
