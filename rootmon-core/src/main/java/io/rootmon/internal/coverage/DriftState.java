package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.internal.coverage.CoverageSettings.StackSetSettings;
import io.rootmon.internal.coverage.StackSets.DriftedStack;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.internal.text.SafeText;
import io.rootmon.state.StateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of a StackSet's drift checks.
 *
 * @param since the time of the first check of this StackSet
 * @param operation the running drift detection; empty if there is none
 * @param isDue whether a drift detection is due and could not start so far
 * @param completed the end of the last drift detection
 * @param problem the failure of the last call; empty if it succeeded
 * @param stacks the stacks that differed at the end of the last drift detection
 */
record DriftState(
    Instant since,
    Optional<String> operation,
    boolean isDue,
    Optional<Instant> completed,
    Optional<String> problem,
    List<DriftedStack> stacks) {
  private static final int HEAD_LINES = 5;
  private static final int MAX_PROBLEM = 500;
  private static final String NONE = "-";

  DriftState {
    stacks = List.copyOf(stacks);
    problem = problem.map(it -> SafeText.line(it, MAX_PROBLEM));
  }

  static DriftState unknown(Instant now) {
    return new DriftState(
        now, Optional.empty(), false, Optional.empty(), Optional.empty(), List.of());
  }

  /** Reads the stored state; returns empty if there is none or another version wrote it. */
  static Optional<DriftState> read(HeartbeatStore log, StackSetSettings stackSet)
      throws StateException {
    try {
      return log.stored(note(stackSet)).map(DriftState::parse);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  void store(HeartbeatStore log, StackSetSettings stackSet) throws StateException {
    log.store(note(stackSet), text());
  }

  DriftState started(String newOperation) {
    return new DriftState(
        since, Optional.of(newOperation), false, completed, Optional.empty(), stacks);
  }

  DriftState due(Optional<String> why) {
    return new DriftState(since, Optional.empty(), true, completed, why, stacks);
  }

  DriftState failing(String why) {
    return new DriftState(since, operation, isDue, completed, Optional.of(why), stacks);
  }

  DriftState ended(Instant at, Optional<String> why, List<DriftedStack> found) {
    return new DriftState(since, Optional.empty(), isDue, Optional.of(at), why, found);
  }

  private static String note(StackSetSettings stackSet) {
    return "coverage-drift-" + stackSet.name();
  }

  /** Returns five lines, then a line for each stack, with the detail at its end. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(since).append('\n');
    text.append(operation.orElse(NONE)).append('\n');
    text.append(isDue).append('\n');
    text.append(completed.map(Instant::toString).orElse(NONE)).append('\n');
    text.append(problem.orElse(NONE)).append('\n');
    for (DriftedStack it : stacks) {
      text.append(it.account()).append(' ').append(it.region()).append(' ');
      text.append(it.kind()).append(' ').append(it.checked()).append(' ');
      text.append(it.detail()).append('\n');
    }
    return text.toString();
  }

  /**
   * Parses the format of {@link #text}.
   *
   * @throws RuntimeException if the text is invalid
   */
  static DriftState parse(String text) {
    List<String> lines = text.lines().toList();
    List<DriftedStack> stacks = new ArrayList<>();
    for (String line : lines.subList(HEAD_LINES, lines.size())) {
      String[] part = line.split(" ", 5);
      stacks.add(
          new DriftedStack(
              new AccountId(part[0]),
              part[1],
              DriftedStack.Kind.valueOf(part[2]),
              Instant.parse(part[3]),
              part[4]));
    }
    return new DriftState(
        Instant.parse(lines.get(0)),
        present(lines.get(1)),
        Boolean.parseBoolean(lines.get(2)),
        present(lines.get(3)).map(Instant::parse),
        present(lines.get(4)),
        stacks);
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(it -> !it.equals(NONE));
  }
}
