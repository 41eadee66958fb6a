package io.rootmon.incident;

import io.rootmon.detect.Kind;
import io.rootmon.detect.Outcome;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as an incident's report tells of it.
 *
 * @param number in the order of arrival, from 1
 * @param headline one sentence in plain words
 * @param changes whether the call changes something, as far as is known
 * @param told whether anybody was told of it when it came
 * @param rule that judged it; empty where an older version wrote it down
 */
public record Entry(
    long number,
    Instant time,
    String eventId,
    String eventName,
    String service,
    Kind kind,
    Outcome outcome,
    Severity severity,
    String headline,
    Optional<String> address,
    Optional<String> region,
    boolean changes,
    boolean told,
    Optional<String> rule) {}
