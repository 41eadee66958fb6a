package io.rootmon.incident;

import io.rootmon.judge.Severity;
import io.rootmon.text.DurationText;
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
record AnomalyAssessment(
    Severity severity, List<String> reasons, SignInHistory signIns, UnfamiliarReads reads) {
  /** The beginning of the reason for a network that root was not seen from before. */
  static final String NEW_NETWORK = "root was not seen from the network ";

  private AnomalyAssessment(Severity severity, List<String> reasons, SignInHistory signIns) {
    this(severity, reasons, signIns, UnfamiliarReads.NONE);
  }

  static AnomalyAssessment of(
      GroupingInput sighting, AccountHistory history, GroupingPolicy rules) {
    List<String> reasons = new ArrayList<>();
    AnomalyAssessment suspicion =
        sighting.isSignIn()
            ? signIn(sighting, history, rules, reasons)
            : new AnomalyAssessment(sighting.finding().severity(), List.of(), history.signIns());
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
    return new AnomalyAssessment(severity, List.copyOf(reasons), suspicion.signIns(), reads);
  }

  /** Until something worth telling happens there, a network and a program are not known. */
  private static boolean isUnfamiliarRead(GroupingInput sighting, AccountHistory history) {
    return sighting.activity().underRootsPower()
        && !sighting.isByService()
        && !sighting.finding().severity().isAtLeast(Severity.MEDIUM)
        && sighting.activity().readOnly().orElse(false)
        && (isNewNetwork(sighting, history) || isNewAgent(sighting, history));
  }

  private static boolean isNewNetwork(GroupingInput sighting, AccountHistory history) {
    return sighting.network().filter(it -> !history.networks().contains(it.prefix())).isPresent();
  }

  private static boolean isNewAgent(GroupingInput sighting, AccountHistory history) {
    return sighting.agent().filter(it -> !history.agents().contains(it.name())).isPresent();
  }

  private static String burst(GroupingInput sighting, AccountHistory history) {
    String origin =
        isNewNetwork(sighting, history)
            ? "the network " + sighting.network().orElseThrow().prefix()
            : "the program " + sighting.agent().orElseThrow().name();
    return UnfamiliarReads.BURST
        + " different reads within "
        + DurationText.of(UnfamiliarReads.SPAN)
        + " by root from "
        + origin
        + ", which is new in this account";
  }

  private static AnomalyAssessment signIn(
      GroupingInput sighting, AccountHistory history, GroupingPolicy rules, List<String> reasons) {
    boolean isNew =
        history.incident().filter(it -> it.isOpen() && !isOld(sighting, it, rules)).isEmpty();
    SignInHistory before = isNew ? history.signIns().unreported() : history.signIns();
    return sighting.activity().succeeded()
        ? success(sighting, before, rules, reasons)
        : failure(sighting, before, rules, reasons);
  }

  private static boolean isOld(GroupingInput sighting, Incident incident, GroupingPolicy rules) {
    return sighting.time().isAfter(incident.latest().plus(rules.quiet()));
  }

  private static AnomalyAssessment success(
      GroupingInput sighting, SignInHistory before, GroupingPolicy rules, List<String> reasons) {
    SignInHistory after = before.succeeded(sighting.time());
    long failures = before.failuresBefore(sighting.time(), rules.memory());
    if (failures == 0 || before.successAfterFailures()) {
      return new AnomalyAssessment(sighting.finding().severity(), reasons, after);
    }
    reasons.add(
        "the first success after "
            + (failures == 1 ? "a failed sign-in" : failures + " failed sign-ins")
            + " within "
            + DurationText.of(rules.memory()));
    return new AnomalyAssessment(Severity.CRITICAL, reasons, after.withSuccessNotified());
  }

  /** A failure may arrive after the success that it came before. */
  private static AnomalyAssessment failure(
      GroupingInput sighting, SignInHistory before, GroupingPolicy rules, List<String> reasons) {
    SignInHistory after = before.failed(sighting.time());
    if (!before.successAfterFailures() && before.successAfter(sighting.time(), rules.memory())) {
      reasons.add(
          "a sign-in succeeded after this failure, within " + DurationText.of(rules.memory()));
      return new AnomalyAssessment(Severity.CRITICAL, reasons, after.withSuccessNotified());
    }
    int failures = after.failuresAround(sighting.time(), rules.burst());
    if (failures >= rules.failures() && !before.burst()) {
      reasons.add(failures + " failed sign-ins within " + DurationText.of(rules.burst()));
      return new AnomalyAssessment(
          atLeast(sighting.finding().severity(), Severity.HIGH),
          reasons,
          after.withBurstNotified());
    }
    return new AnomalyAssessment(sighting.finding().severity(), reasons, after);
  }

  private static Severity atLeast(Severity one, Severity other) {
    return one.isAtLeast(other) ? one : other;
  }

  /** Nothing is unfamiliar where nothing is known. */
  private static void unfamiliar(
      GroupingInput sighting, AccountHistory history, GroupingPolicy rules, List<String> reasons) {
    history
        .lastSeen()
        .map(it -> Duration.between(it, sighting.time()))
        .filter(it -> it.compareTo(rules.gap()) >= 0)
        .ifPresent(it -> reasons.add("first root activity in " + it.toDays() + " days"));
    Optional<NetworkPrefix> network = sighting.network();
    if (network.isPresent()
        && !history.networks().isEmpty()
        && !history.networks().contains(network.get().prefix())) {
      reasons.add(NEW_NETWORK + network.get().prefix() + " before");
    }
    Optional<UserAgentFamily> agent = sighting.agent();
    if (agent.isPresent()
        && !history.agents().isEmpty()
        && !history.agents().contains(agent.get().name())) {
      reasons.add("root was not seen with " + agent.get().name() + " before");
    }
  }
}
