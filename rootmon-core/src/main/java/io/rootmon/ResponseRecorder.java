package io.rootmon;

import io.rootmon.incident.AccountHistory;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.state.IncidentRepository;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people do about incidents, written down once and shown. */
record ResponseRecorder(IncidentRepository store, ThreadParentUpdater heads, InstantSource clock) {

  /** Empty where the account's latest incident is another. */
  Optional<ResponseResult> add(String account, String id, Response response, Duration timeLeft)
      throws StateException {
    Instant deadline = clock.instant().plus(timeLeft);
    AccountHistory history = store.change(account, it -> with(it, id, response));
    return history
        .incident()
        .filter(it -> concerns(it, id))
        .map(it -> new ResponseResult(it, shown(it, deadline)));
  }

  /** The pager first: it rings until it knows of the response. */
  private List<String> shown(Incident incident, Instant deadline) {
    List<String> problems =
        new ArrayList<>(heads.acknowledge(incident, left(deadline).dividedBy(2)));
    problems.addAll(heads.refresh(incident, left(deadline)));
    return problems;
  }

  private Duration left(Instant deadline) {
    return Duration.between(clock.instant(), deadline);
  }

  private static AccountHistory with(AccountHistory history, String id, Response response) {
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
