package io.rootmon.cli.scan;

import io.rootmon.alert.Alert;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.Incident;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.incident.GroupingInput;
import io.rootmon.internal.incident.IncidentGrouper;
import io.rootmon.internal.report.IncidentReader;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.SignInLog;
import io.rootmon.state.StateException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Groups findings to incidents as the function does, in the order of the events' times. A finding
 * of the minimum severity or higher opens an incident and keeps it open. Activity of AWS services
 * is not included.
 */
public final class IncidentScan {
  private static final Set<String> PAGE = Set.of("page");

  /** At equal times the most severe first, so that the others join its incident. */
  private static final Comparator<Finding> IN_TIME =
      Comparator.comparing(IncidentScan::time)
          .thenComparing(Finding::severity, Comparator.reverseOrder())
          .thenComparing(it -> it.activity().event().id())
          .thenComparing(it -> it.activity().event().name());

  private final Severity minimum;
  private final Function<Finding, String> headline;
  private final IncidentGrouper incidents = new IncidentGrouper(GroupingPolicy.STANDARD);
  // The clock does not advance, so nothing expires.
  private final MemoryStore store = new MemoryStore(InstantSource.fixed(Instant.EPOCH));
  private final List<String> accounts = new ArrayList<>();
  private final Map<String, String> incidentsByEvent = new HashMap<>();
  private final List<GroupedFinding> grouped = new ArrayList<>();

  private IncidentScan(Severity minimum, Function<Finding, String> headline) {
    this.minimum = minimum;
    this.headline = headline;
  }

  /** Groups the findings; the policy judges MFA checks again, now that all sign-ins are read. */
  static IncidentScan of(List<Finding> acts, Severity minimum, SeverityPolicy configured) {
    return of(acts, minimum, configured, it -> "");
  }

  /** Returns the reports of the incidents of some findings, in the order of their times. */
  public static List<Alert> reports(
      List<Finding> findings, SeverityPolicy policy, AlertFactory alerts) throws StateException {
    IncidentScan scan =
        IncidentScan.of(findings, Severity.MEDIUM, policy, it -> alerts.about(it).headline());
    IncidentReader stored = new IncidentReader(scan.store);
    List<Incident> found = new ArrayList<>();
    for (String account : scan.accounts) {
      found.addAll(stored.since(scan.store.history(account), Instant.MIN));
    }
    found.sort(Comparator.comparing(Incident::opened).thenComparing(Incident::id));
    List<Alert> reports = new ArrayList<>();
    for (Incident incident : found) {
      Incident closed =
          incident.isOpen() ? incident.closedAt(scan.incidents.end(incident)) : incident;
      reports.add(stored.report(closed, alerts));
    }
    return reports;
  }

  private static IncidentScan of(
      List<Finding> acts,
      Severity minimum,
      SeverityPolicy configured,
      Function<Finding, String> headline) {
    Map<String, List<Finding>> accounts = new TreeMap<>();
    SeverityPolicy policy = configured.knowing(signIns(acts));
    acts.stream()
        .map(it -> it.activity().passedMfaCheck() ? policy.judge(it.activity()) : it)
        .forEach(
            it ->
                accounts
                    .computeIfAbsent(EventIdentity.of(it).account(), unused -> new ArrayList<>())
                    .add(it));
    IncidentScan stories = new IncidentScan(minimum, headline);
    stories.accounts.addAll(accounts.keySet());
    accounts.values().forEach(it -> stories.group(it.stream().sorted(IN_TIME).toList()));
    return stories;
  }

  /** Returns the sign-ins among the findings. All of them are known when incidents are created. */
  private static SignInLog signIns(List<Finding> acts) {
    List<RootActivity> signIns =
        acts.stream()
            .map(Finding::activity)
            .filter(it -> it.is("ConsoleLogin") && it.actedAsRoot() && it.succeeded())
            .toList();
    return check ->
        Optional.of(
            signIns.stream()
                .filter(it -> it.account().equals(check.account()))
                .anyMatch(it -> SignInLog.belongs(check.event().time(), it.event().time())));
  }

  /** Returns every finding with the severity that its incident gives it. */
  List<GroupedFinding> events() {
    return List.copyOf(grouped);
  }

  /** Returns every incident, the most severe first. */
  List<ScannedIncident> all() {
    Map<String, List<GroupedFinding>> byIncident = new LinkedHashMap<>();
    for (GroupedFinding act : grouped) {
      act.incident()
          .ifPresent(it -> byIncident.computeIfAbsent(it, unused -> new ArrayList<>()).add(act));
    }
    return byIncident.entrySet().stream()
        .map(it -> incident(it.getKey(), it.getValue()))
        .sorted(ScannedIncident.WORST_FIRST)
        .toList();
  }

  private static ScannedIncident incident(String id, List<GroupedFinding> acts) {
    return new ScannedIncident(
        id,
        acts.get(0).finding().activity().incidentAccount(),
        acts.stream().sorted(Comparator.comparing(GroupedFinding::time)).toList());
  }

  /**
   * Groups the findings in the order of time. A finding that opens no incident waits for one that
   * does and that may follow shortly.
   */
  private void group(List<Finding> inTime) {
    Deque<Finding> waiting = new ArrayDeque<>();
    for (Finding act : inTime) {
      if (waits(act)) {
        waiting.add(act);
        continue;
      }
      Instant from = time(act).minus(incidents.inactivityPeriod());
      while (!waiting.isEmpty() && time(waiting.element()).isBefore(from)) {
        decide(waiting.remove());
      }
      decide(act);
      waiting.forEach(this::decide);
      waiting.clear();
    }
    waiting.forEach(this::decide);
  }

  /**
   * Returns whether the finding waits. A failed sign-in does not, because it raises the severity of
   * the next events.
   */
  private boolean waits(Finding act) {
    return !act.severity().isAtLeast(minimum) && !act.activity().is("ConsoleLogin");
  }

  private void decide(Finding act) {
    GroupingInput input =
        new GroupingInput(
            act, headline.apply(act), it -> it.isAtLeast(minimum) ? PAGE : Set.of(), time(act));
    Decision decision = store.decide(EventIdentity.of(act), incidents.grouping(input));
    Optional<String> incident =
        decision
            .incident()
            .map(IncidentRef::incident)
            .or(() -> Optional.ofNullable(incidentsByEvent.get(decision.eventId())));
    incident.ifPresent(it -> incidentsByEvent.putIfAbsent(act.activity().event().key(), it));
    grouped.add(new GroupedFinding(raised(act, decision), incident));
  }

  /**
   * Returns the finding with the decision on it. Another record with the same id gets the decision
   * of that record, which may have a lower severity.
   */
  private static Finding raised(Finding act, Decision decision) {
    return decision.severity().isAtLeast(act.severity())
        ? act.as(decision.severity(), decision.reasons())
        : act;
  }

  private static Instant time(Finding act) {
    return act.activity().event().time();
  }
}
