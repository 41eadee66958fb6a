package io.rootmon.state;

import io.rootmon.incident.Decision;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.SharedStateStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Groups nothing: each event has its own notification, and duplicates have none. */
public record NoGrouping(EventIdentity act) implements Grouping {
  /** The decision on an event: {@code tell a} or {@code copy of a}. */
  public static String decide(SharedStateStore store, EventIdentity act) throws StateException {
    Decision decision = store.decide(act, new NoGrouping(act));
    return (decision.hasChannels() ? "tell " : "copy of ") + decision.eventId();
  }

  @Override
  public Grouping.Result next(AccountHistory before) {
    return step(IncidentAction.OPEN, act.eventId(), Set.of("pager"), before);
  }

  @Override
  public Grouping.Result copy(String eventId, AccountHistory before) {
    return step(IncidentAction.DUPLICATE, eventId, Set.of(), before);
  }

  private Grouping.Result step(
      IncidentAction action, String eventId, Set<String> channels, AccountHistory before) {
    Decision decision =
        new Decision(action, eventId, act.severity(), List.of(), channels, Optional.empty());
    return new Grouping.Result(before, decision, Optional.empty());
  }
}
