package io.rootmon.internal.message;

import io.rootmon.account.Account;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An incident as part of a document.
 *
 * @param severity the highest severity of its findings
 * @param opened the time of its first event
 * @param latest the time of its latest event; empty if the writer has a single event only
 * @param severities the number of findings of each severity; empty if unknown
 * @param networks the networks of the callers
 * @param previousId the incident of the account before this one
 */
public record IncidentMessage(
    String id,
    Severity severity,
    String headline,
    Account account,
    Instant opened,
    Optional<Instant> latest,
    Optional<Instant> closed,
    long findings,
    Map<Severity, Long> severities,
    Set<String> networks,
    List<Response> responses,
    Optional<String> previousId) {
  public IncidentMessage {
    severities = Collections.unmodifiableMap(new LinkedHashMap<>(severities));
    networks = Collections.unmodifiableSet(new TreeSet<>(networks));
    responses = List.copyOf(responses);
  }

  /** Returns the document of a stored incident. */
  static IncidentMessage of(Incident incident, String headline, Account account) {
    return new IncidentMessage(
        incident.id(),
        incident.severity(),
        headline,
        account,
        incident.opened(),
        Optional.of(incident.latest()),
        incident.closed(),
        incident.events().values().stream().mapToLong(Long::longValue).sum(),
        incident.events(),
        incident.networks(),
        incident.handling().responses(),
        incident.handling().previous());
  }
}
