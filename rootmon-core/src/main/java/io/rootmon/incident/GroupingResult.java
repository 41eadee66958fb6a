package io.rootmon.incident;

import java.util.Optional;

/**
 * What an event leads to.
 *
 * @param after what is remembered of the account from now on
 * @param entry for the incident's report; empty for a copy, and where no incident is concerned
 * @param over an incident that had been quiet for long enough and that nobody had closed so far
 */
public record GroupingResult(
    AccountHistory after,
    Decision decision,
    Optional<IncidentEvent> entry,
    Optional<Incident> over) {}
