package io.rootmon.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.incident.Decision;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.incident.IncidentTracking.Response.Action;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.incident.GroupingInput;
import io.rootmon.internal.incident.IncidentGrouper;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store has to keep of incidents, however many workers share it. */
interface IncidentRepositoryContract extends StoreContract {
  String ACCOUNT = "111122223333";
  IncidentGrouper INCIDENTS = new IncidentGrouper(GroupingPolicy.STANDARD);

  static Decision decide(SharedStateStore store, Finding finding) throws StateException {
    Instant now = finding.activity().event().time().plusSeconds(60);
    Grouping grouping =
        INCIDENTS.grouping(
            new GroupingInput(
                finding,
                finding.activity().event().name(),
                it -> it.isAtLeast(Severity.MEDIUM) ? Set.of("pager") : Set.of(),
                now));
    return store.decide(EventIdentity.of(finding), grouping);
  }

  private static List<Finding> takeover(int from, int to) {
    return TakeoverScenario.of(ACCOUNT).subList(from, to).stream()
        .map(TakeoverScenario::judged)
        .toList();
  }

  @Test
  default void readsTheHistoriesOfManyAccountsInTheirOrder() throws Exception {
    decide(worker(), takeover(0, 1).get(0));
    List<String> accounts =
        new ArrayList<>(List.of("444455556666", ACCOUNT, EventIdentity.UNKNOWN));
    LongStream.range(0, 150).forEach(it -> accounts.add(String.format("7777%08d", it)));

    Map<String, AccountHistory> histories = worker().incidents().histories(accounts);

    assertThat(histories.keySet()).containsExactlyElementsOf(accounts);
    assertThat(histories.get(ACCOUNT)).isEqualTo(worker().incidents().history(ACCOUNT));
    assertThat(histories.get("444455556666")).isEqualTo(AccountHistory.NONE);
  }

  @Test
  default void repeatsTheDecisionAndWritesItsEventOnce() throws Exception {
    SharedStateStore store = worker();
    Finding finding = takeover(0, 1).get(0);

    Decision first = decide(store, finding);
    Decision again = decide(worker(), finding);

    assertThat(again).isEqualTo(first);
    Incident incident = worker().incidents().history(ACCOUNT).incident().orElseThrow();
    assertThat(incident.count()).isEqualTo(1);
    assertThat(store.incidents().entries(incident.id(), 1, 10)).hasSize(1);
  }

  @Test
  default void storesTheLongestAlertOfAnEvent() throws Exception {
    String longest = "€".repeat(IncidentEvent.MAX_ALERT_LENGTH);

    assertThat(storedAlert(longest)).contains(longest);
  }

  @Test
  default void storesAnEventWhoseAlertIsTooLongWithoutIt() throws Exception {
    assertThat(storedAlert("x".repeat(IncidentEvent.MAX_ALERT_LENGTH + 1))).isEmpty();
  }

  private Optional<String> storedAlert(String alert) throws Exception {
    Finding finding = takeover(0, 1).get(0);
    GroupingInput input =
        new GroupingInput(
            finding,
            "headline",
            severity -> Set.of("pager"),
            severity -> Set.of(),
            decision -> Optional.of(alert),
            finding.activity().event().time());
    worker().decide(EventIdentity.of(finding), INCIDENTS.grouping(input));
    Incident incident = worker().incidents().history(ACCOUNT).incident().orElseThrow();
    return worker().incidents().entries(incident.id(), 1, 1).get(0).alert();
  }

  @Test
  default void concurrentWorkersNumberEachEventOnce() throws Exception {
    List<Finding> findings = new ArrayList<>();
    takeover(0, 30).forEach(it -> findings.addAll(List.of(it, it)));
    Collections.shuffle(findings, new Random(3));
    List<SharedStateStore> workers = List.of(worker(), worker(), worker());
    List<Callable<Integer>> shares = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      int share = i;
      shares.add(
          () -> {
            for (int at = share; at < findings.size(); at += workers.size()) {
              decide(workers.get(share), findings.get(at));
            }
            return share;
          });
    }

    StoreContract.atOnce(shares);

    Incident incident = worker().incidents().history(ACCOUNT).incident().orElseThrow();
    List<IncidentEvent> entries = worker().incidents().entries(incident.id(), 1, 100);
    assertThat(incident.count()).isEqualTo(30);
    assertThat(entries.stream().map(IncidentEvent::number))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 30).boxed().toList());
    assertThat(entries.stream().map(IncidentEvent::eventId)).doesNotHaveDuplicates();
    assertThat(entries.stream().filter(IncidentEvent::notified)).hasSizeBetween(2, 5);
  }

  @Test
  default void anEarlierIncidentIsFoundByItsId() throws Exception {
    SharedStateStore store = worker();
    decide(store, takeover(0, 1).get(0));
    Incident first = store.incidents().history(ACCOUNT).incident().orElseThrow();
    Finding later =
        TakeoverScenario.judged(
            TakeoverScenario.of(ACCOUNT).get(9).replace("2026-03-14T02:", "2026-03-15T02:"));

    Decision second = decide(store, later);

    assertThat(second.closed().map(Incident::id)).contains(first.id());
    assertThat(worker().incidents().incident(first.id()).orElseThrow().isOpen()).isFalse();
    assertThat(worker().incidents().history(ACCOUNT).incident().map(Incident::id))
        .isNotEqualTo(Optional.of(first.id()));
    assertThat(worker().incidents().incident("no-such-incident")).isEmpty();
  }

  @Test
  default void storesConcurrentResponsesOnceEach() throws Exception {
    decide(worker(), takeover(0, 1).get(0));
    List<Callable<AccountHistory>> people = new ArrayList<>();
    for (String who : List.of("ana", "bo", "ana", "cy", "bo", "ana")) {
      SharedStateStore own = worker();
      Response response = new Response(TakeoverScenario.BEGIN, who, Action.ACKNOWLEDGED, "chat");
      people.add(
          () ->
              own.incidents()
                  .change(
                      ACCOUNT,
                      it -> {
                        Incident incident = it.incident().orElseThrow();
                        return it.with(incident.with(incident.handling().with(response)));
                      }));
    }

    StoreContract.atOnce(people);
    Incident incident = worker().incidents().history(ACCOUNT).incident().orElseThrow();
    Response other = new Response(TakeoverScenario.BEGIN, "ana", Action.EXPECTED, "chat");
    Instant escalated = TakeoverScenario.BEGIN.plusSeconds(900);
    worker()
        .incidents()
        .change(
            ACCOUNT,
            it -> it.with(incident.with(incident.handling().with(other).escalatedAt(escalated))));

    assertThat(incident.handling().responses().stream().map(Response::who))
        .containsExactlyInAnyOrder("ana", "bo", "cy");
    IncidentTracking after =
        worker().incidents().history(ACCOUNT).incident().orElseThrow().handling();
    assertThat(after.responses()).hasSize(4).endsWith(other);
    assertThat(after.escalated()).contains(escalated);
  }

  @Test
  default void aChangeIsMadeOnTheLatest() throws Exception {
    SharedStateStore store = worker();
    decide(store, takeover(0, 1).get(0));
    Instant now = TakeoverScenario.BEGIN.plus(Duration.ofHours(1));

    AccountHistory changed =
        store.incidents().change(ACCOUNT, it -> it.with(it.incident().orElseThrow().closedAt(now)));

    assertThat(changed.incident().orElseThrow().closed()).contains(now);
    assertThat(worker().incidents().history(ACCOUNT)).isEqualTo(changed);
    assertThat(worker().incidents().history("444455556666")).isEqualTo(AccountHistory.NONE);
  }
}
