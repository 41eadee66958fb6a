package io.rootmon.incident;

import io.rootmon.account.Account;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.alert.AlertJson;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.incident.GroupingInput;
import io.rootmon.internal.incident.IncidentGrouper;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Takes findings one after the other, as one worker with a memory does. */
final class SingleWorkerGrouper {
  private static final AlertFactory ALERTS = new AlertFactory(Account::unnamed);

  private final IncidentGrouper incidents;
  private final Function<Severity, Set<String>> wanted;
  private final Map<String, AccountHistory> histories = new HashMap<>();
  final List<Decision> decisions = new ArrayList<>();
  final List<IncidentEvent> entries = new ArrayList<>();
  final List<Incident> closed = new ArrayList<>();

  SingleWorkerGrouper(GroupingPolicy rules, Function<Severity, Set<String>> wanted) {
    this.incidents = new IncidentGrouper(rules);
    this.wanted = wanted;
  }

  /** One that pages of MEDIUM and above. */
  static SingleWorkerGrouper standard() {
    return new SingleWorkerGrouper(
        GroupingPolicy.STANDARD, it -> it.isAtLeast(Severity.MEDIUM) ? Set.of("pager") : Set.of());
  }

  Decision group(Finding finding) {
    return group(finding, finding.activity().event().time().plusSeconds(90));
  }

  Decision group(Finding finding, Instant now) {
    String account = finding.activity().account().orElseThrow().value();
    GroupingInput input =
        new GroupingInput(
            finding,
            finding.activity().event().name(),
            wanted,
            severity -> Set.of(),
            decision -> AlertJson.write(ALERTS.about(finding, decision)),
            now);
    Grouping.Result result = incidents.next(input, history(account));
    histories.put(account, result.after());
    decisions.add(result.decision());
    result.event().ifPresent(entries::add);
    result.decision().closed().ifPresent(closed::add);
    return result.decision();
  }

  AccountHistory history(String account) {
    return histories.getOrDefault(account, AccountHistory.NONE);
  }

  Incident incident(String account) {
    return history(account).incident().orElseThrow();
  }

  List<Decision> pages() {
    return decisions.stream().filter(Decision::hasChannels).toList();
  }
}
