package io.rootmon.internal.incident;

import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.Incident;
import io.rootmon.internal.text.DurationText;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reasons and severity that follow from an account's history.
 *
 * @param severity the finding's own, or a higher one
 * @param reasons reasons in addition to the finding's own
 * @param reads the stored reads from unfamiliar networks and programs
 */
public record AnomalyAssessment(
    Severity severity, List<String> reasons, SignInHistory signIns, UnfamiliarReads reads) {
  /** The start of the reason for a new network. */
  public static final String NEW_NETWORK = "root was not seen from the network ";

  private AnomalyAssessment(Severity severity, List<String> reasons, SignInHistory signIns) {
    this(severity, reasons, signIns, UnfamiliarReads.NONE);
  }

  static AnomalyAssessment of(GroupingInput input, AccountHistory history, GroupingPolicy rules) {
    List<String> reasons = new ArrayList<>();
    AnomalyAssessment suspicion =
        input.isSignIn()
            ? signIn(input, history, rules, reasons)
            : new AnomalyAssessment(input.finding().severity(), List.of(), history.signIns());
    if (input.activity().underRootsPower() && !input.isByService()) {
      unfamiliar(input, history, rules, reasons);
    }
    UnfamiliarReads reads = history.reads();
    Severity severity = suspicion.severity();
    if (isUnfamiliarRead(input, history)) {
      reads = reads.with(input.event().source() + " " + input.event().name(), input.time());
      if (reads.isBurst()) {
        severity = atLeast(severity, Severity.MEDIUM);
        reasons.add(0, burst(input, history));
        reads = UnfamiliarReads.NONE;
      }
    }
    return new AnomalyAssessment(severity, List.copyOf(reasons), suspicion.signIns(), reads);
  }

  /**
   * Returns whether a read is from an unfamiliar network or program. Both become familiar with the
   * first reported activity.
   */
  private static boolean isUnfamiliarRead(GroupingInput input, AccountHistory history) {
    return input.activity().underRootsPower()
        && !input.isByService()
        && !input.finding().severity().isAtLeast(Severity.MEDIUM)
        && input.activity().readOnly().orElse(false)
        && (isNewNetwork(input, history) || isNewAgent(input, history));
  }

  private static boolean isNewNetwork(GroupingInput input, AccountHistory history) {
    return input.network().filter(it -> !history.networks().contains(it.prefix())).isPresent();
  }

  private static boolean isNewAgent(GroupingInput input, AccountHistory history) {
    return input.agent().filter(it -> !history.agents().contains(it.name())).isPresent();
  }

  private static String burst(GroupingInput input, AccountHistory history) {
    String origin =
        isNewNetwork(input, history)
            ? "the network " + input.network().orElseThrow().prefix()
            : "the program " + input.agent().orElseThrow().name();
    return UnfamiliarReads.BURST
        + " different reads within "
        + DurationText.of(UnfamiliarReads.SPAN)
        + " by root from "
        + origin
        + ", which is new in this account";
  }

  private static AnomalyAssessment signIn(
      GroupingInput input, AccountHistory history, GroupingPolicy rules, List<String> reasons) {
    boolean isNew =
        history.incident().filter(it -> it.isOpen() && !isOld(input, it, rules)).isEmpty();
    SignInHistory before = isNew ? history.signIns().unreported() : history.signIns();
    return input.activity().succeeded()
        ? success(input, before, rules, reasons)
        : failure(input, before, rules, reasons);
  }

  private static boolean isOld(GroupingInput input, Incident incident, GroupingPolicy rules) {
    return input.time().isAfter(incident.latest().plus(rules.inactivity()));
  }

  private static AnomalyAssessment success(
      GroupingInput input, SignInHistory before, GroupingPolicy rules, List<String> reasons) {
    SignInHistory after = before.succeeded(input.time());
    long failures = before.failuresBefore(input.time(), rules.suspicionAfterFailure());
    if (failures == 0 || before.successAfterFailures()) {
      return new AnomalyAssessment(input.finding().severity(), reasons, after);
    }
    reasons.add(
        "the first success after "
            + (failures == 1 ? "a failed sign-in" : failures + " failed sign-ins")
            + " within "
            + DurationText.of(rules.suspicionAfterFailure()));
    return new AnomalyAssessment(Severity.CRITICAL, reasons, after.withSuccessNotified());
  }

  /** Assesses a failure, which may arrive after the success that followed it. */
  private static AnomalyAssessment failure(
      GroupingInput input, SignInHistory before, GroupingPolicy rules, List<String> reasons) {
    SignInHistory after = before.failed(input.time());
    if (!before.successAfterFailures()
        && before.successAfter(input.time(), rules.suspicionAfterFailure())) {
      reasons.add(
          "a sign-in succeeded after this failure, within "
              + DurationText.of(rules.suspicionAfterFailure()));
      return new AnomalyAssessment(Severity.CRITICAL, reasons, after.withSuccessNotified());
    }
    int failures = after.failuresAround(input.time(), rules.burstPeriod());
    if (failures >= rules.failureBurst() && !before.burst()) {
      reasons.add(failures + " failed sign-ins within " + DurationText.of(rules.burstPeriod()));
      return new AnomalyAssessment(
          atLeast(input.finding().severity(), Severity.HIGH), reasons, after.withBurstNotified());
    }
    return new AnomalyAssessment(input.finding().severity(), reasons, after);
  }

  private static Severity atLeast(Severity one, Severity other) {
    return one.isAtLeast(other) ? one : other;
  }

  /** Adds unfamiliar properties. Without history, no network or user agent counts as new. */
  private static void unfamiliar(
      GroupingInput input, AccountHistory history, GroupingPolicy rules, List<String> reasons) {
    history
        .lastSeen()
        .map(it -> Duration.between(it, input.time()))
        .filter(it -> it.compareTo(rules.unusualGap()) >= 0)
        .ifPresent(it -> reasons.add("first root activity in " + it.toDays() + " days"));
    Optional<NetworkPrefix> network = input.network();
    if (network.isPresent()
        && !history.networks().isEmpty()
        && !history.networks().contains(network.get().prefix())) {
      reasons.add(NEW_NETWORK + network.get().prefix() + " before");
    }
    Optional<UserAgentFamily> agent = input.agent();
    if (agent.isPresent()
        && !history.agents().isEmpty()
        && !history.agents().contains(agent.get().name())) {
      reasons.add("root was not seen with " + agent.get().name() + " before");
    }
  }
}
