package io.rootmon.cli.report;

import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.AlertFactory;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.alert.ReportSource;
import io.rootmon.incident.GroupingInput;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentGrouper;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.report.IncidentReader;
import io.rootmon.state.EventIdentity;
import io.rootmon.state.MemoryStore;
import io.rootmon.state.StateException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Groups events of files to incidents, as if each had arrived at its time. A finding of MEDIUM or
 * higher opens an incident, as it does without routes.
 */
final class IncidentReplay {
  private static final Set<String> SOMEBODY = Set.of("report");

  private final IncidentGrouper incidents = new IncidentGrouper(GroupingPolicy.STANDARD);
  // The clock does not advance, so nothing expires.
  private final MemoryStore store = new MemoryStore(InstantSource.fixed(Instant.EPOCH));
  private final Set<String> accounts = new LinkedHashSet<>();
  private final AlertFactory alerts;

  IncidentReplay(AccountDirectory names) {
    this.alerts = new AlertFactory(names, OrganizationLinks.NONE, ReportSource.FILES);
  }

  /** Returns a report for each incident, in the order of their times. */
  List<Alert> of(List<Finding> findings) throws StateException {
    findings.stream().sorted(Comparator.comparing(IncidentReplay::time)).forEach(this::add);
    IncidentReader stored = new IncidentReader(store);
    List<Incident> found = new ArrayList<>();
    for (String account : accounts) {
      found.addAll(stored.since(store.history(account), Instant.MIN));
    }
    found.sort(Comparator.comparing(Incident::opened).thenComparing(Incident::id));
    List<Alert> reports = new ArrayList<>();
    for (Incident incident : found) {
      Incident over = incident.isOpen() ? incident.closedAt(incidents.end(incident)) : incident;
      reports.add(stored.report(over, alerts));
    }
    return reports;
  }

  private void add(Finding finding) {
    GroupingInput sighting =
        new GroupingInput(
            finding,
            alerts.about(finding).headline(),
            severity -> severity.isAtLeast(Severity.MEDIUM) ? SOMEBODY : Set.of(),
            time(finding));
    EventIdentity act = EventIdentity.of(finding);
    store.decide(act, incidents.grouping(sighting));
    accounts.add(act.account());
  }

  private static Instant time(Finding finding) {
    return finding.activity().event().time();
  }
}
