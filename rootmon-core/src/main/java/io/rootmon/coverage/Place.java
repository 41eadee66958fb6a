package io.rootmon.coverage;

import java.time.Instant;
import java.util.Optional;

/**
 * A region of an account.
 *
 * @param seen when it was heard last
 */
public record Place(String region, Status status, Optional<Instant> seen) {}
