package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Fact;
import io.rootmon.control.ControlMessage.DriftCheck;
import io.rootmon.internal.coverage.CoverageSettings.StackSetSettings;
import io.rootmon.internal.coverage.GapMonitor.GapScan;
import io.rootmon.internal.coverage.StackSets.DriftedStack;
import io.rootmon.internal.coverage.StackSets.StackSetException;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.judge.Severity;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Checks the StackSets that deploy the spokes for drift. CloudFormation needs minutes to hours, so
 * a daily message starts the drift detection, and the hourly check reads its result. Safe for use
 * by multiple threads and workers.
 */
public final class DriftMonitor {
  /** Drift is a gap if no daily check has completed for this long. */
  static final Duration MAX_AGE = Duration.ofDays(2);

  private final List<StackSetSettings> stackSets;
  private final Set<AccountId> excludedAccounts;
  private final StackSets api;
  private final HeartbeatStore log;
  private final InstantSource clock;

  public DriftMonitor(
      CoverageSettings settings, StackSets api, HeartbeatStore log, InstantSource clock) {
    this.stackSets = settings.stackSets();
    this.excludedAccounts = settings.excludedAccounts();
    this.api = api;
    this.log = log;
    this.clock = clock;
  }

  /** Returns whether a StackSet is configured. */
  public boolean isConfigured() {
    return !stackSets.isEmpty();
  }

  /**
   * Starts the drift detection of every StackSet. If one cannot start now, the next hourly check
   * starts it.
   *
   * @return the problems, one line for each StackSet
   */
  public List<String> start(DriftCheck signal, Deadline deadline) throws StateException {
    List<String> problems = new ArrayList<>();
    for (StackSetSettings stackSet : stackSets) {
      DriftState state = state(stackSet);
      if (state.operation().isPresent()) {
        problems.add(stackSet.name() + ": the previous drift detection is still running");
        continue;
      }
      DriftState next = started(stackSet, state, signal.time(), deadline);
      next.problem().ifPresent(it -> problems.add(stackSet.name() + ": " + it));
      next.store(log, stackSet);
    }
    return problems;
  }

  private DriftState started(
      StackSetSettings stackSet, DriftState state, Instant at, Deadline deadline) {
    String content = stackSet.name() + " " + at;
    String id = "rootmon-" + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
    try {
      api.detectDrift(stackSet, id, deadline);
      return state.started(id);
    } catch (StackSetException e) {
      return state.due(Optional.of(String.valueOf(e.getMessage())).filter(it -> !e.isTransient()));
    }
  }

  /** The results of all drift detections. */
  public record Drift(GapScan stacks, GapScan checks) {}

  /**
   * Reads the drift detections that ended, and starts those that could not start before.
   *
   * @param active the accounts that must be monitored; empty if they are unknown
   */
  public Drift poll(Instant at, Optional<Set<AccountId>> active, Deadline deadline)
      throws StateException {
    List<Gap> stacks = new ArrayList<>();
    List<Gap> checks = new ArrayList<>();
    for (StackSetSettings stackSet : stackSets) {
      DriftState before = state(stackSet);
      DriftState now = read(stackSet, before, at, deadline);
      if (!now.equals(before) || DriftState.read(log, stackSet).isEmpty()) {
        now.store(log, stackSet);
      }
      now.stacks().stream()
          .filter(it -> !excludedAccounts.contains(it.account()))
          .filter(it -> active.map(known -> known.contains(it.account())).orElse(true))
          .forEach(it -> stacks.add(gap(stackSet, it)));
      problem(stackSet, now, at).ifPresent(checks::add);
    }
    return new Drift(
        GapScan.complete(Gap.Kind.DRIFT, worstOfEachPlace(stacks)),
        GapScan.complete(Gap.Kind.DRIFT_CHECK, checks));
  }

  private DriftState read(
      StackSetSettings stackSet, DriftState state, Instant at, Deadline deadline) {
    if (state.operation().isEmpty()) {
      return state.isDue() ? started(stackSet, state, at, deadline) : state;
    }
    String id = state.operation().get();
    try {
      StackSets.Operation operation = api.operation(stackSet, id, deadline);
      if (operation.ended().isEmpty()) {
        return state;
      }
      List<DriftedStack> found = api.drifted(stackSet, id, deadline);
      return state.ended(operation.ended().get(), operation.problem(), found);
    } catch (StackSetException e) {
      return e.isTransient() ? state : state.failing(String.valueOf(e.getMessage()));
    }
  }

  /** Merges gaps: the same account-region may be in two StackSets. */
  private static List<Gap> worstOfEachPlace(List<Gap> gaps) {
    TreeMap<String, Gap> worst = new TreeMap<>();
    gaps.forEach(
        it ->
            worst.merge(
                it.place(),
                it,
                (one, other) -> one.severity().compareTo(other.severity()) >= 0 ? one : other));
    return List.copyOf(worst.values());
  }

  private static Gap gap(StackSetSettings stackSet, DriftedStack stack) {
    String content = stack.kind() + " " + stack.detail();
    // The difference is part of the state, so that a further change is reported again.
    String state =
        stack.kind() + " " + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
    return switch (stack.kind()) {
      case UNCHECKED ->
          new Gap(
              Gap.Kind.DRIFT,
              Optional.of(stack.account()),
              stack.region(),
              state,
              stack.kind().severity(),
              stack.detail(),
              "Find out why drift detection failed there: run 'aws cloudformation"
                  + " list-stack-set-operation-results --stack-set-name "
                  + stackSet.name()
                  + "'.");
      case DRIFTED, DELETED ->
          Gap.ofDrift(
              stack.account(),
              stack.region(),
              state,
              stack.kind().severity(),
              stack.detail(),
              stackSet.name());
    };
  }

  private static Optional<Gap> problem(StackSetSettings stackSet, DriftState state, Instant at) {
    Instant last = state.completed().orElse(state.since());
    Duration age = Duration.between(last, at);
    boolean isOld = age.compareTo(MAX_AGE) > 0;
    if (state.problem().isEmpty() && !isOld) {
      return Optional.empty();
    }
    String detail =
        state.problem().orElse("no drift detection has completed since " + Fact.when(last).value());
    return Optional.of(
        new Gap(
            Gap.Kind.DRIFT_CHECK,
            Optional.empty(),
            stackSet.name(),
            state.problem().isPresent() ? "failing" : "old",
            Severity.HIGH,
            detail,
            state.problem().isPresent()
                ? "Allow the function's role the CloudFormation actions on the StackSet, and check its"
                    + " name and callAs in coverage.stackSets."
                : "Check that the daily schedule of the drift check exists, and that no operation on the"
                    + " StackSet hangs."));
  }

  /** Returns the stacks that differ, by account and region, from the last drift detections. */
  static Map<String, DriftedStack> reported(List<StackSetSettings> stackSets, HeartbeatStore log)
      throws StateException {
    Map<String, DriftedStack> known = new TreeMap<>();
    for (StackSetSettings stackSet : stackSets) {
      for (DriftedStack it :
          DriftState.read(log, stackSet).map(DriftState::stacks).orElse(List.of())) {
        known.merge(
            key(it.account(), it.region()),
            it,
            (one, other) -> one.kind().compareTo(other.kind()) >= 0 ? one : other);
      }
    }
    return known;
  }

  static String key(AccountId account, String region) {
    return account.value() + " " + region;
  }

  private DriftState state(StackSetSettings stackSet) throws StateException {
    return DriftState.read(log, stackSet).orElseGet(() -> DriftState.unknown(clock.instant()));
  }
}
