package io.rootmon.internal.report;

import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.ReportSource;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.coverage.Coverage;
import io.rootmon.internal.coverage.CoverageMonitor;
import io.rootmon.internal.coverage.WitnessDays;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.report.WeeklyReportAlert.WeeklyReportData;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.IncidentRepository;
import io.rootmon.judge.Exclusion;
import io.rootmon.judge.MaintenanceWindow;
import io.rootmon.judge.MaintenanceWindows;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Creates the weekly report from the store. It reads the history of every account, 100 a request,
 * then the incidents of the week one by one, and at most {@value #MAX_ENTRIES} events. Safe for use
 * by multiple threads.
 *
 * @param channels the recipients of the report
 * @param named the accounts to read in addition to those of the coverage
 * @param expected the maintenance windows; those without activity are listed
 * @param exclusions the exclusions of the configuration; each is listed with its count
 * @param source whether users can respond to alerts
 * @param witness the days whose CloudTrail log files were compared with the delivered events; empty
 *     if they are not compared
 */
public record WeeklyReporter(
    Set<String> channels,
    IncidentReader incidents,
    Collection<AccountId> named,
    Optional<CoverageMonitor> coverage,
    MaintenanceWindows expected,
    List<Exclusion> exclusions,
    AccountDirectory names,
    ReportSource source,
    Optional<WitnessDays> witness) {
  static final int MAX_ENTRIES = 10_000;
  private static final int MAX_PER_INCIDENT = 1_000;
  private static final int DAYS = 7;

  /** Creates a reporter without a comparison of CloudTrail's log files. */
  public WeeklyReporter(
      Set<String> channels,
      IncidentReader incidents,
      Collection<AccountId> named,
      Optional<CoverageMonitor> coverage,
      MaintenanceWindows expected,
      List<Exclusion> exclusions,
      AccountDirectory names,
      ReportSource source) {
    this(
        channels,
        incidents,
        named,
        coverage,
        expected,
        exclusions,
        names,
        source,
        Optional.empty());
  }

  public WeeklyReporter {
    channels = Set.copyOf(channels);
    named = List.copyOf(named);
    exclusions = List.copyOf(exclusions);
  }

  /** Creates the report. A week has one id, so that each channel receives one report. */
  public Alert report(Week week, Deadline deadline) throws StateException {
    return new WeeklyReportAlert(read(week, deadline), names, source).alert();
  }

  WeeklyReportData read(Week week, Deadline deadline) throws StateException {
    // The other half of the time is for the table and the delivery.
    Optional<Coverage> now =
        coverage.isPresent()
            ? Optional.of(coverage.get().current(deadline.half()))
            : Optional.empty();
    Set<String> accounts = accounts(now);
    List<String> notes = new ArrayList<>();
    List<WeeklyAccountStats> stats = new ArrayList<>();
    Map<AccountId, List<Instant>> seen = new HashMap<>();
    Map<String, Long> excluded = new LinkedHashMap<>();
    exclusions.stream()
        .filter(it -> it.appliesAt(week.begin()))
        .forEach(it -> excluded.put(it.label(), 0L));
    long room = MAX_ENTRIES;
    for (Map.Entry<String, AccountHistory> it : log().histories(accounts).entrySet()) {
      WeeklyAccountStats accountStats = new WeeklyAccountStats(it.getKey(), week);
      for (Incident incident : incidents.since(it.getValue(), earliest(week))) {
        if (incident.opened().isBefore(week.end())) {
          List<IncidentEvent> entries =
              incidents.entries(incident, Math.min(room, MAX_PER_INCIDENT));
          room -= entries.size();
          accountStats.add(incident, entries);
          add(it.getKey(), entries, seen);
        }
      }
      if (!accountStats.isInactive()) {
        stats.add(accountStats);
      }
      it.getValue()
          .exclusions()
          .between(week.begin(), week.end())
          .forEach((label, count) -> excluded.merge(label, count, Long::sum));
    }
    if (now.isPresent()) {
      now.get().roster().problem().ifPresent(notes::add);
    } else {
      notes.add(
          "Only the accounts of the configuration were read: it has no coverage, so the accounts of"
              + " the organization are unknown.");
    }
    return new WeeklyReportData(
        week, accounts.size() - 1, stats, now, unused(week, seen), excluded, days(week), notes);
  }

  /** Returns the compared days of the week. Its last days may not be due yet. */
  private List<WitnessDays.Day> days(Week week) throws StateException {
    List<WitnessDays.Day> days = new ArrayList<>();
    if (witness.isPresent()) {
      for (int at = 0; at < DAYS; at++) {
        witness.get().find(week.monday().plusDays(at)).ifPresent(days::add);
      }
    }
    return days;
  }

  /** Activity of a maintenance window that ends in the week may have happened before the week. */
  private Instant earliest(Week week) {
    return expected.unused(week.begin(), week.end(), Map.of()).stream()
        .map(MaintenanceWindow::from)
        .filter(it -> it.isBefore(week.begin()))
        .min(Instant::compareTo)
        .orElse(week.begin());
  }

  private static void add(
      String account, List<IncidentEvent> entries, Map<AccountId, List<Instant>> seen) {
    AccountId.find(account)
        .ifPresent(
            id ->
                entries.forEach(
                    it -> seen.computeIfAbsent(id, at -> new ArrayList<>()).add(it.time())));
  }

  private List<String> unused(Week week, Map<AccountId, List<Instant>> seen) {
    return expected.unused(week.begin(), week.end(), seen).stream()
        .map(it -> names.find(it.account()).brief() + ": " + it.label() + ", " + it.span())
        .toList();
  }

  private IncidentRepository log() {
    return incidents.log();
  }

  /** Returns the accounts, and last the unknown one: an event may not name its account. */
  private Set<String> accounts(Optional<Coverage> now) {
    Set<String> accounts = new LinkedHashSet<>();
    now.ifPresent(it -> it.roster().members().forEach(member -> accounts.add(member.id().value())));
    named.forEach(it -> accounts.add(it.value()));
    accounts.add(EventIdentity.UNKNOWN);
    return accounts;
  }
}
