package io.rootmon.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.DecisionJson;
import io.rootmon.internal.incident.EntryJson;
import io.rootmon.internal.incident.HistoryJson;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Checks all events in all orders and with all routes. */
class IncidentGrouperProperties {
  private static final List<Finding> FINDINGS =
      TakeoverScenario.of("111122223333").stream().map(TakeoverScenario::judged).toList();

  /** Each channel's least severity. */
  private static final Map<String, Severity> ROUTES =
      Map.of("pager", Severity.CRITICAL, "chat", Severity.HIGH, "mail", Severity.LOW);

  @Property(tries = 300)
  void notifiesOfTheFirstRoutedFindingAndEveryRise(
      @ForAll("orders") @Size(min = 1, max = 60) List<Integer> order) {
    SingleWorkerGrouper teller =
        new SingleWorkerGrouper(
            GroupingPolicy.STANDARD, IncidentGrouperProperties::expectedDecision);
    Map<String, Severity> highest = new HashMap<>();
    for (int index : order) {
      Decision decision =
          teller.group(FINDINGS.get(index), TakeoverScenario.BEGIN.plusSeconds(1_500));
      for (String channel : expectedDecision(decision.severity())) {
        Severity before = highest.get(channel);
        if (before == null || decision.severity().compareTo(before) > 0) {
          assertThat(decision.channels()).contains(channel);
          highest.put(channel, decision.severity());
        }
      }
      assertThat(decision.severity().isAtLeast(FINDINGS.get(index).severity())).isTrue();
    }
  }

  @Property(tries = 300)
  void theReportContainsEveryEventOnce(
      @ForAll("orders") @Size(min = 1, max = 60) List<Integer> order) {
    SingleWorkerGrouper teller =
        new SingleWorkerGrouper(
            GroupingPolicy.STANDARD, IncidentGrouperProperties::expectedDecision);
    order.forEach(it -> teller.group(FINDINGS.get(it), TakeoverScenario.BEGIN.plusSeconds(1_500)));

    List<String> ids = teller.entries.stream().map(IncidentEvent::eventId).toList();
    assertThat(ids).doesNotHaveDuplicates().hasSize(order.size());
    assertThat(teller.incident("111122223333").count()).isEqualTo(order.size());
    assertThat(teller.entries.stream().map(IncidentEvent::number))
        .isSorted()
        .doesNotHaveDuplicates();
    Map<Severity, Long> counted = new EnumMap<>(Severity.class);
    teller.entries.forEach(it -> counted.merge(it.severity(), 1L, Long::sum));
    assertThat(teller.incident("111122223333").events()).isEqualTo(counted);
  }

  @Property(tries = 300)
  void theHistorySurvivesItsJson(@ForAll("orders") @Size(min = 1, max = 60) List<Integer> order) {
    SingleWorkerGrouper teller =
        new SingleWorkerGrouper(
            GroupingPolicy.STANDARD, IncidentGrouperProperties::expectedDecision);
    order.forEach(it -> teller.group(FINDINGS.get(it), TakeoverScenario.BEGIN.plusSeconds(1_500)));
    AccountHistory history = teller.history("111122223333");

    assertThat(HistoryJson.read(HistoryJson.write(history))).isEqualTo(history);
    for (IncidentEvent entry : teller.entries) {
      assertThat(EntryJson.read(EntryJson.write(entry))).isEqualTo(entry);
    }
    for (Decision decision : teller.decisions) {
      assertThat(DecisionJson.read(DecisionJson.write(decision))).isEqualTo(decision);
    }
  }

  /** Whether a timer came or not, and unless the day has had as many alerts as it may. */
  @Property(tries = 100)
  void aFindingAfterTheInactivityPeriodOpensAnIncidentWhileTheDayHasRoom(
      @ForAll("orders") @Size(min = 1, max = 20) List<Integer> order) {
    SingleWorkerGrouper teller =
        new SingleWorkerGrouper(
            GroupingPolicy.STANDARD.withInactivityPeriod(Duration.ofMinutes(1)),
            IncidentGrouperProperties::expectedDecision);
    List<Integer> sorted = new ArrayList<>(order);
    sorted.sort(null);
    Set<String> incidents = new HashSet<>();
    int opened = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Decision decision = teller.group(FINDINGS.get(sorted.get(i)));
      incidents.add(decision.incident().orElseThrow().incident());
      boolean isOpened = decision.action() == IncidentAction.OPEN;
      opened += isOpened ? 1 : 0;
      if (i > 0 && 4 * (sorted.get(i) - sorted.get(i - 1)) > 60 && !isOpened) {
        assertThat(teller.pages()).hasSizeGreaterThanOrEqualTo(2);
      }
      assertThat(!isOpened || decision.hasChannels()).isTrue();
    }
    assertThat(incidents).hasSize(opened);
    assertThat(teller.closed).hasSize(opened - 1).noneMatch(Incident::isOpen);
  }

  @Provide
  static Arbitrary<List<Integer>> orders() {
    return Arbitraries.integers().between(0, FINDINGS.size() - 1).list().uniqueElements();
  }

  private static Set<String> expectedDecision(Severity severity) {
    Set<String> channels = new HashSet<>();
    ROUTES.forEach(
        (name, least) -> {
          if (severity.isAtLeast(least)) {
            channels.add(name);
          }
        });
    return channels;
  }
}
