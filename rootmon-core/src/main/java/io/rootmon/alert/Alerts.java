package io.rootmon.alert;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts findings into words. Safe for use by many threads. */
public final class Alerts {
  private final AccountDirectory accounts;

  public Alerts(AccountDirectory accounts) {
    this.accounts = accounts;
  }

  public Alert about(Finding finding) {
    return new Alert(
        finding.activity().event().id(),
        finding.activity().event().time(),
        finding.severity(),
        finding.activity().event().name(),
        finding.activity().account().map(accounts::find).orElse(Account.UNKNOWN),
        Optional.of(finding),
        List.of(),
        finding.reasons(),
        finding.advice(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Tells of a message that could not be read, with the beginning of its text. */
  public Alert unreadable(MalformedEventException problem, Instant now) {
    return new Alert(
        "unreadable",
        now,
        Severity.HIGH,
        String.valueOf(problem.getMessage()),
        Account.UNKNOWN,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
