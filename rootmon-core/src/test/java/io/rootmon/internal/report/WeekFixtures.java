package io.rootmon.internal.report;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.incident.GroupingInput;
import io.rootmon.internal.incident.IncidentGrouper;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Exclusion;
import io.rootmon.judge.Finding;
import io.rootmon.judge.OrganizationPolicy;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.state.StateException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What root did in some accounts in the week from 2026-03-09 to 2026-03-15, and around it. */
public final class WeekFixtures {
  public static final Week WEEK = new Week(2026, 11);
  public static final AccountId PAYMENTS = new AccountId("111122223333");
  public static final AccountDirectory NAMES =
      id ->
          id.equals(PAYMENTS)
              ? new Account(Optional.of(id), Optional.of("payments-prod"), Optional.empty())
              : Account.unnamed(id);

  private static final AlertFactory ALERTS = new AlertFactory(NAMES);

  private final SharedStateStore store;
  private final IncidentGrouper incidents = new IncidentGrouper(GroupingPolicy.STANDARD);

  public WeekFixtures(SharedStateStore store) {
    this.store = store;
  }

  /** The first records of a takeover that began then; they arrive when they happen. */
  public WeekFixtures takeover(AccountId account, String begin, int events) throws StateException {
    return takeover(account, begin, events, Optional.empty());
  }

  /** The same under an exclusion, which matches what no rule protects. */
  public WeekFixtures takeover(
      AccountId account, String begin, int events, Optional<Exclusion> exclusion)
      throws StateException {
    Instant from = Instant.parse(begin);
    List<String> records = TakeoverScenario.of(account.value()).subList(0, events);
    for (int at = 0; at < events; at++) {
      Instant time = from.plusSeconds(4L * at);
      String record =
          records
              .get(at)
              .replace(TakeoverScenario.BEGIN.plusSeconds(4L * at).toString(), time.toString())
              .replace("\"eventID\":\"", "\"eventID\":\"" + begin);
      Finding judged = TakeoverScenario.judged(record);
      Finding finding =
          exclusion.isPresent()
              ? StandardRules.policy()
                  .with(
                      new OrganizationPolicy(Map.of(), List.of(), List.of(exclusion.get())), NAMES)
                  .judge(judged.activity())
              : judged;
      GroupingInput input =
          new GroupingInput(
              finding,
              ALERTS.about(finding).headline(),
              it -> it.isAtLeast(Severity.MEDIUM) ? Set.of("mail") : Set.of(),
              time);
      store.decide(EventIdentity.of(finding), incidents.grouping(input));
    }
    return this;
  }
}
