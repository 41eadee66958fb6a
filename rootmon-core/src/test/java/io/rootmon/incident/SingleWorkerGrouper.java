package io.rootmon.incident;

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
  private final IncidentGrouper incidents;
  private final Function<Severity, Set<String>> wanted;
  private final Map<String, AccountHistory> histories = new HashMap<>();
  final List<Decision> decisions = new ArrayList<>();
  final List<IncidentEvent> entries = new ArrayList<>();
  final List<Incident> over = new ArrayList<>();

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
    GroupingInput sighting =
        new GroupingInput(finding, finding.activity().event().name(), wanted, now);
    GroupingResult step = incidents.next(sighting, history(account));
    histories.put(account, step.after());
    decisions.add(step.decision());
    step.entry().ifPresent(entries::add);
    step.over().ifPresent(over::add);
    return step.decision();
  }

  AccountHistory history(String account) {
    return histories.getOrDefault(account, AccountHistory.NONE);
  }

  Incident incident(String account) {
    return history(account).incident().orElseThrow();
  }

  List<Decision> pages() {
    return decisions.stream().filter(Decision::isTold).toList();
  }
}
