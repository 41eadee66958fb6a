package io.rootmon.internal.coverage;

import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.control.ControlMessage.CoverageCheck;
import io.rootmon.control.ControlMessage.Heartbeat;
import io.rootmon.internal.organization.AccountList;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.organization.Organizations;
import io.rootmon.internal.organization.Organizations.OrganizationException;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Stores heartbeats, and compares them with the accounts and regions that must send them. Each
 * check is reported once: its result is stored after the delivery, and an older check has no
 * effect. Safe for use by multiple threads and workers.
 */
public final class CoverageMonitor {
  private static final String ACCOUNTS = "coverage-accounts";
  private static final String NOTIFIED = "coverage-notified";

  private final CoverageSettings settings;
  private final Organizations organization;
  private final HeartbeatStore log;
  private final AccountDirectory names;
  private final InstantSource clock;

  public CoverageMonitor(
      CoverageSettings settings,
      Organizations organization,
      HeartbeatStore log,
      AccountDirectory names,
      InstantSource clock) {
    this.settings = settings;
    this.organization = organization;
    this.log = log;
    this.names = names;
    this.clock = clock;
  }

  /** The result of a check. */
  public static final class Check {
    private final Coverage coverage;
    private final Optional<Alert> alert;
    private final CheckState notified;

    private Check(Coverage coverage, Optional<Alert> alert, CheckState notified) {
      this.coverage = coverage;
      this.alert = alert;
      this.notified = notified;
    }

    public Coverage coverage() {
      return coverage;
    }

    /** Returns the alert; empty if nothing changed. */
    public Optional<Alert> alert() {
      return alert;
    }
  }

  /**
   * Stores a heartbeat. The clock of a spoke may be wrong: a heartbeat from the future counts as
   * received now.
   */
  public void recordHeartbeat(Heartbeat heartbeat) throws StateException {
    log.heard(heartbeat.account(), heartbeat.region(), notAfterNow(heartbeat.time()));
  }

  /** Returns the current coverage without storing it. */
  public Coverage current(Deadline deadline) throws StateException {
    return coverage(list(deadline), clock.instant());
  }

  /** Returns the result at the time of the check; empty if it was processed before. */
  public Optional<Check> check(CoverageCheck check, Deadline deadline) throws StateException {
    Instant at = notAfterNow(check.time());
    CheckState notified = lastNotified();
    if (!notified.checked().isBefore(at)) {
      return Optional.empty();
    }
    // The rest of the time is for the table and the notification.
    AccountList listing = list(deadline.part(2, 3));
    if (listing.problem().isEmpty()) {
      log.store(ACCOUNTS, listing.text());
    }
    Coverage coverage = coverage(listing, at);
    CoverageChange change = CoverageChange.since(notified, coverage);
    CheckState next =
        new CheckState(
            at,
            change.isAlarming() ? at : notified.alerted(),
            CoverageChange.isOld(coverage),
            // Without the list of accounts, gaps cannot be determined.
            listing.readAt().isPresent() ? CheckState.gaps(coverage) : notified.gaps());
    Optional<Alert> alert =
        change.isNothing()
            ? Optional.empty()
            : Optional.of(new CoverageAlert(coverage, settings).about(change));
    return Optional.of(new Check(coverage, alert, next));
  }

  /** Stores the result of a check after its alert was delivered. */
  public void recordNotified(Check check) throws StateException {
    log.store(NOTIFIED, check.notified.text());
  }

  private Coverage coverage(AccountList listing, Instant at) throws StateException {
    List<AccountId> accounts = listing.members().stream().map(OrganizationAccount::id).toList();
    return Coverage.of(
        listing,
        log.heard(accounts),
        DriftMonitor.reported(settings.stackSets(), log),
        settings,
        names,
        at);
  }

  private AccountList list(Deadline deadline) throws StateException {
    try {
      return AccountList.read(organization.members(deadline), clock.instant());
    } catch (OrganizationException e) {
      String problem = String.valueOf(e.getMessage());
      return log.stored(ACCOUNTS)
          .flatMap(CoverageMonitor::understood)
          .map(it -> it.with(problem))
          .orElseGet(() -> AccountList.none(problem));
    }
  }

  /**
   * Parses the stored list. If another version wrote it, the list is read from the organization
   * again.
   */
  private static Optional<AccountList> understood(String text) {
    try {
      return Optional.of(AccountList.parse(text));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the reported state. If another version wrote it, gaps are reported again rather than
   * never.
   */
  private CheckState lastNotified() throws StateException {
    Optional<String> kept = log.stored(NOTIFIED);
    try {
      return kept.map(CheckState::parse).orElse(CheckState.NOTHING);
    } catch (RuntimeException e) {
      return CheckState.NOTHING;
    }
  }

  private Instant notAfterNow(Instant time) {
    Instant now = clock.instant();
    return time.isAfter(now) ? now : time;
  }
}
