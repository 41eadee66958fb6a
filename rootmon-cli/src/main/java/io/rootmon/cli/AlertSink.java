package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.judge.Finding;

/** Receives the findings of {@code rootmon alert}. */
interface AlertSink {
  RootMonitor monitor();

  /** Handles a finding: sends it, writes it, or lists the reason why there is no alert. */
  void send(Finding finding);

  /** Ends the work after the last finding. Returns the exit code. */
  ExitCode end();
}
