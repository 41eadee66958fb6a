package io.rootmon.alert;

import io.rootmon.account.AccountDirectory;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.judge.Finding;
import java.time.Instant;

/** Puts findings into words. Safe for use by many threads. */
public final class Alerts {
  private final AccountDirectory accounts;

  public Alerts(AccountDirectory accounts) {
    this.accounts = accounts;
  }

  public Alert about(Finding finding) {
    throw new UnsupportedOperationException(accounts.toString());
  }

  /** Tells of a message that could not be read, with the beginning of its text. */
  public Alert unreadable(MalformedEventException problem, Instant now) {
    throw new UnsupportedOperationException(accounts.toString());
  }
}
