package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.judge.Finding;

/** Where {@code rootmon alert} goes with what it found. */
interface AlertSink {
  RootMonitor monitor();

  void tell(Finding finding);

  void tell(MalformedEventException problem);

  /** After the last; false if an alert was not delivered. */
  boolean end();
}
