package io.rootmon.internal.lifecycle;

import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records the responses of people to incidents, once each, and shows them. */
record ResponseRecorder(IncidentContext context, ThreadParentUpdater parentMessages) {

  /** Empty if the account's latest incident is another one. */
  Optional<Incident> add(String account, String id, Response response) throws StateException {
    AccountHistory history =
        context.incidents().change(account, it -> withResponse(it, id, response));
    return history.incident().filter(it -> matches(it, id));
  }

  /** Acknowledges in the paging services first: they page until they receive the response. */
  List<String> show(Incident incident, Deadline deadline) {
    List<String> problems = new ArrayList<>(parentMessages.acknowledge(incident, deadline.half()));
    problems.addAll(parentMessages.update(incident, deadline));
    return problems;
  }

  private static AccountHistory withResponse(AccountHistory history, String id, Response response) {
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
