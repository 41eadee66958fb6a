package io.rootmon.config;

import java.util.Optional;

/**
 * The DynamoDB table where incidents and deliveries are remembered.
 *
 * @param region empty for the region that rootmon runs in
 */
public record StateTable(String table, Optional<String> region) {}
