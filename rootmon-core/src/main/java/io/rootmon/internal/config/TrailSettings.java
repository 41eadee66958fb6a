package io.rootmon.internal.config;

import java.util.Optional;

/**
 * The Athena table of CloudTrail's log files.
 *
 * @param workgroup the workgroup that runs the queries and limits their bytes
 * @param database the database of the hub's table {@code trail}
 * @param region the region of the workgroup; empty for the region that rootmon runs in
 */
public record TrailSettings(String workgroup, String database, Optional<String> region) {}
