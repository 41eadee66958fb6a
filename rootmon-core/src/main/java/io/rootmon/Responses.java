package io.rootmon;

import io.rootmon.incident.Handling.Response;
import io.rootmon.incident.History;
import io.rootmon.incident.Incident;
import io.rootmon.state.IncidentLog;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What people do about incidents, written down once and shown. */
record Responses(IncidentLog store, ThreadHeads heads, InstantSource clock) {

  /** Empty where the account's latest incident is another. */
  Optional<Responded> add(String account, String id, Response response, Duration timeLeft)
      throws StateException {
    Instant deadline = clock.instant().plus(timeLeft);
    History history = store.change(account, it -> with(it, id, response));
    return history
        .incident()
        .filter(it -> concerns(it, id))
        .map(it -> new Responded(it, heads.refresh(it, left(deadline))));
  }

  private Duration left(Instant deadline) {
    return Duration.between(clock.instant(), deadline);
  }

  private static History with(History history, String id, Response response) {
    return history
        .incident()
        .filter(it -> concerns(it, id))
        .map(it -> history.with(it.with(it.handling().with(response))))
        .orElse(history);
  }

  /** A response to the incident that the latest one continues is a response to the latest. */
  private static boolean concerns(Incident incident, String id) {
    return incident.id().equals(id)
        || incident.handling().reminders().incident().filter(id::equals).isPresent();
  }
}
