package io.rootmon.cli.coverage;

import io.rootmon.cli.Terminal;
import io.rootmon.cli.TerminalText;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.coverage.Coverage;
import io.rootmon.internal.text.CountText;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Waits until every region of every account sends heartbeats, and shows their number. On a screen
 * it updates one line; elsewhere it writes a line when the number changes, and every ten minutes.
 */
final class CoverageWaiter {
  /** Heartbeats are hourly, and each poll reads Organizations and the table. */
  static final Duration POLL = Duration.ofMinutes(1);

  private static final Duration MAX_SILENCE = Duration.ofMinutes(10);

  /** Reads the coverage. */
  @FunctionalInterface
  interface Look {
    Coverage now() throws StateException;
  }

  private final Terminal terminal;
  private final Sleeper sleeper;
  private final Look look;
  private String last = "";
  private Instant lastAt = Instant.MIN;
  private int width;

  CoverageWaiter(Terminal terminal, Sleeper sleeper, Look look) {
    this.terminal = terminal;
    this.sleeper = sleeper;
    this.look = look;
  }

  /**
   * Waits.
   *
   * @return the coverage of the last successful read; empty if no read succeeded
   */
  Optional<Coverage> await(Duration longest) {
    Instant end = terminal.clock().instant().plus(longest);
    Optional<Coverage> coverage = Optional.empty();
    while (true) {
      try {
        Coverage now = look.now();
        coverage = Optional.of(now);
        show(state(now), end);
        if (isComplete(now)) {
          break;
        }
      } catch (StateException e) {
        // The next read may succeed.
        show(String.valueOf(e.getMessage()), end);
      }
      Duration left = Duration.between(terminal.clock().instant(), end);
      if (left.isNegative() || left.isZero() || !isSlept(left.compareTo(POLL) < 0 ? left : POLL)) {
        break;
      }
    }
    if (terminal.isErrScreen()) {
      terminal.err().println("");
    }
    return coverage;
  }

  /** Returns whether every account and region sends heartbeats. */
  static boolean isComplete(Coverage coverage) {
    return coverage.roster().readAt().isPresent()
        && coverage.expected() > 0
        && coverage.monitored() == coverage.expected();
  }

  private static String state(Coverage coverage) {
    if (coverage.roster().readAt().isEmpty()) {
      return coverage.roster().problem().orElse("the accounts are unknown");
    }
    return CountText.number(coverage.monitored())
        + " of "
        + CountText.of(coverage.expected(), "place")
        + " report";
  }

  private boolean isSlept(Duration time) {
    try {
      sleeper.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void show(String state, Instant end) {
    Instant now = terminal.clock().instant();
    Duration left = Duration.between(now, end);
    String line = TerminalText.line(state + " (" + Math.max(0, left.toMinutes()) + " min left)");
    if (terminal.isErrScreen()) {
      terminal.err().print("\rrootmon: " + line + " ".repeat(Math.max(0, width - line.length())));
      terminal.err().flush();
      width = line.length();
    } else if (!state.equals(last) || Duration.between(lastAt, now).compareTo(MAX_SILENCE) >= 0) {
      terminal.print(line);
      last = state;
      lastAt = now;
    }
  }
}
