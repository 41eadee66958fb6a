package io.rootmon.internal.config;

import io.rootmon.channel.ChannelContext;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import java.util.Optional;

/**
 * The DynamoDB table of incidents and deliveries.
 *
 * @param region empty for the region that rootmon runs in
 */
public record StateSettings(String table, Optional<String> region) {
  SharedStateStore open(ChannelContext around) {
    return new DynamoDbStore(around.aws().get(), region(around), table, around.clock());
  }

  /** Returns the table's region: the configured one, or the region that rootmon runs in. */
  public String region(ChannelContext around) {
    return region
        .or(around::region)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "state.region: is missing, and AWS_REGION is not set. Set it to an AWS"
                        + " region"));
  }
}
