package io.rootmon.state;

import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.Verdict;
import io.rootmon.incident.Grouping;
import io.rootmon.incident.History;
import io.rootmon.incident.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Groups nothing: each act is told alone, and its copies are not. */
public record Alone(Act act) implements Grouping {
  /** What was decided of an act: {@code tell a}, or {@code copy of a}. */
  public static String decide(StateStore store, Act act) throws StateException {
    Decision decision = store.decide(act, new Alone(act)).decision();
    return (decision.isTold() ? "tell " : "copy of ") + decision.eventId();
  }

  @Override
  public Step next(History before) {
    return step(Verdict.OPEN, act.eventId(), Set.of("pager"), before);
  }

  @Override
  public Step copy(String eventId, History before) {
    return step(Verdict.DUPLICATE, eventId, Set.of(), before);
  }

  private Step step(Verdict verdict, String eventId, Set<String> channels, History before) {
    Decision decision =
        new Decision(verdict, eventId, act.severity(), List.of(), channels, Optional.empty());
    return new Step(before, decision, Optional.empty(), Optional.empty());
  }
}
