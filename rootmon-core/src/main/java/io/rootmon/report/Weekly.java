package io.rootmon.report;

import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.coverage.Coverage;
import io.rootmon.coverage.CoverageWatch;
import io.rootmon.incident.Entry;
import io.rootmon.incident.History;
import io.rootmon.incident.Incident;
import io.rootmon.state.Act;
import io.rootmon.state.IncidentLog;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The organization's week, read from the store. It reads the history of every account, 100 a
 * request, then the week's incidents one by one, and at most {@value #MOST_ENTRIES} events. Safe
 * for use by many threads.
 *
 * @param channels who is told of it
 * @param named accounts that are asked about, beside those that the coverage knows
 * @param unused what was expected in a week and did not happen, a line each
 */
public record Weekly(
    Set<String> channels,
    StoredIncidents incidents,
    Collection<AccountId> named,
    Optional<CoverageWatch> coverage,
    Function<Week, List<String>> unused,
    AccountDirectory names) {
  static final int MOST_ENTRIES = 10_000;
  private static final int MOST_OF_AN_INCIDENT = 1_000;

  public Weekly {
    channels = Set.copyOf(channels);
    named = List.copyOf(named);
  }

  /** Its report. Every week has one alert, so that each channel is told once. */
  public Alert report(Week week, Duration timeLeft) throws StateException {
    return new WeekAlert(read(week, timeLeft), names).alert();
  }

  WeekStory read(Week week, Duration timeLeft) throws StateException {
    // The rest of the time is for the table, and for telling.
    Optional<Coverage> now =
        coverage.isPresent()
            ? Optional.of(coverage.get().look(timeLeft.dividedBy(2)))
            : Optional.empty();
    Set<String> accounts = accounts(now);
    List<String> notes = new ArrayList<>();
    List<Ledger> ledgers = new ArrayList<>();
    long room = MOST_ENTRIES;
    for (Map.Entry<String, History> it : log().histories(accounts).entrySet()) {
      Ledger ledger = new Ledger(it.getKey(), week);
      for (Incident incident : incidents.since(it.getValue(), week.begin())) {
        if (incident.opened().isBefore(week.end())) {
          List<Entry> entries = incidents.entries(incident, Math.min(room, MOST_OF_AN_INCIDENT));
          room -= entries.size();
          ledger.add(incident, entries);
        }
      }
      if (!ledger.isQuiet()) {
        ledgers.add(ledger);
      }
    }
    if (now.isPresent()) {
      now.get().roster().problem().ifPresent(notes::add);
    } else {
      notes.add(
          "Only the accounts that the configuration names were asked about: it has no coverage,"
              + " so the organization's are not known.");
    }
    return new WeekStory(week, accounts.size() - 1, ledgers, now, unused.apply(week), notes);
  }

  private IncidentLog log() {
    return incidents.log();
  }

  /** The unknown one last: events may tell of root and not of whose. */
  private Set<String> accounts(Optional<Coverage> now) {
    Set<String> accounts = new LinkedHashSet<>();
    now.ifPresent(it -> it.roster().members().forEach(member -> accounts.add(member.id().value())));
    named.forEach(it -> accounts.add(it.value()));
    accounts.add(Act.UNKNOWN);
    return accounts;
  }
}
