package io.rootmon;

import io.rootmon.incident.AccountHistory;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.state.IncidentRepository;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people do about incidents, written down once and shown. */
record ResponseRecorder(IncidentRepository store, ThreadParentUpdater heads, InstantSource clock) {

  /** Empty where the account's latest incident is another. */
  Optional<ResponseResult> add(String account, String id, Response response, Deadline deadline)
      throws StateException {
    AccountHistory history = store.change(account, it -> with(it, id, response));
    return history
        .incident()
        .filter(it -> matches(it, id))
        .map(it -> new ResponseResult(it, shown(it, deadline)));
  }

  /** Acknowledges in the paging services first: they page until they receive the response. */
  private List<String> shown(Incident incident, Deadline deadline) {
    List<String> problems = new ArrayList<>(heads.acknowledge(incident, deadline.half()));
    problems.addAll(heads.refresh(incident, deadline));
    return problems;
  }

  private static AccountHistory with(AccountHistory history, String id, Response response) {
    return history
        .incident()
        .filter(it -> matches(it, id))
        .map(it -> history.with(it.with(it.handling().with(response))))
        .orElse(history);
  }

  /** A response to the incident that the latest one continues is a response to the latest. */
  private static boolean matches(Incident incident, String id) {
    return incident.id().equals(id)
        || incident.handling().reminders().incident().filter(id::equals).isPresent();
  }
}
