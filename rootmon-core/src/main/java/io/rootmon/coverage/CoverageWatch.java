package io.rootmon.coverage;

import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.cloudtrail.Signal.CoverageCheck;
import io.rootmon.cloudtrail.Signal.Heartbeat;
import io.rootmon.state.StateException;
import io.rootmon.state.WatchLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Remembers who was heard, and compares it with who should be. A check is told of once: it keeps
 * what it told only after it was told, and one that is not newer than the last is done already.
 * Safe for use by many threads and workers.
 */
public final class CoverageWatch {
  private static final String ACCOUNTS = "coverage-accounts";
  private static final String TOLD = "coverage-told";

  private final CoverageSettings settings;
  private final Organization organization;
  private final WatchLog log;
  private final AccountDirectory names;
  private final InstantSource clock;

  public CoverageWatch(
      CoverageSettings settings,
      Organization organization,
      WatchLog log,
      AccountDirectory names,
      InstantSource clock) {
    this.settings = settings;
    this.organization = organization;
    this.log = log;
    this.names = names;
    this.clock = clock;
  }

  /** A check's result. */
  public static final class Check {
    private final Coverage coverage;
    private final Optional<Alert> alert;
    private final Told told;

    private Check(Coverage coverage, Optional<Alert> alert, Told told) {
      this.coverage = coverage;
      this.alert = alert;
      this.told = told;
    }

    public Coverage coverage() {
      return coverage;
    }

    /** What people have to be told; empty where nothing changed. */
    public Optional<Alert> alert() {
      return alert;
    }
  }

  /** A spoke's clock may be wrong, but nobody is heard in the future. */
  public void heard(Heartbeat heartbeat) throws StateException {
    log.heard(heartbeat.account(), heartbeat.region(), notAfterNow(heartbeat.time()));
  }

  /** How it is now; nothing is kept. */
  public Coverage look(Duration timeLeft) throws StateException {
    return coverage(list(timeLeft), clock.instant());
  }

  /** How it was at the check's time, and what is to be told of it; empty if that was done. */
  public Optional<Check> check(CoverageCheck check, Duration timeLeft) throws StateException {
    Instant at = notAfterNow(check.time());
    Told told = told();
    if (!told.checked().isBefore(at)) {
      return Optional.empty();
    }
    // The rest of the time is for the table, and for telling.
    Listing listing = list(timeLeft.multipliedBy(2).dividedBy(3));
    if (listing.problem().isEmpty()) {
      log.keep(ACCOUNTS, listing.text());
    }
    Coverage coverage = coverage(listing, at);
    Change change = Change.since(told, coverage);
    Told next =
        new Told(
            at,
            change.isAlarming() ? at : told.alerted(),
            Change.isOld(coverage),
            // Without a list nobody knows what became of the gaps.
            listing.readAt().isPresent() ? Told.gaps(coverage) : told.gaps());
    Optional<Alert> alert =
        change.isNothing()
            ? Optional.empty()
            : Optional.of(new CoverageAlerts(coverage, settings).about(change));
    return Optional.of(new Check(coverage, alert, next));
  }

  /** People were told of it. */
  public void told(Check check) throws StateException {
    log.keep(TOLD, check.told.text());
  }

  private Coverage coverage(Listing listing, Instant at) throws StateException {
    List<AccountId> accounts = listing.members().stream().map(Member::id).toList();
    return Coverage.of(
        listing,
        log.heard(accounts),
        DriftMonitor.known(settings.stackSets(), log),
        settings,
        names,
        at);
  }

  private Listing list(Duration timeLeft) throws StateException {
    try {
      return Listing.read(organization.members(timeLeft), clock.instant());
    } catch (OrganizationException e) {
      String problem = String.valueOf(e.getMessage());
      return log.kept(ACCOUNTS)
          .flatMap(CoverageWatch::understood)
          .map(it -> it.with(problem))
          .orElseGet(() -> Listing.none(problem));
    }
  }

  /** One of another version is read anew from the organization. */
  private static Optional<Listing> understood(String text) {
    try {
      return Optional.of(Listing.parse(text));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** What is not understood is told again, rather than never. */
  private Told told() throws StateException {
    Optional<String> kept = log.kept(TOLD);
    try {
      return kept.map(Told::parse).orElse(Told.NOTHING);
    } catch (RuntimeException e) {
      return Told.NOTHING;
    }
  }

  private Instant notAfterNow(Instant time) {
    Instant now = clock.instant();
    return time.isAfter(now) ? now : time;
  }
}
