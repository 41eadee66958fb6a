package io.rootmon.state;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import java.time.InstantSource;

/**
 * The state that workers share: decisions on events, deliveries, AssumeRoot sessions and
 * heartbeats. Each item expires. Safe for use by multiple threads and workers. Only rootmon
 * implements this interface.
 */
public interface StateStore {
  /**
   * Creates a store in memory. It is bounded, and its state ends with the process.
   *
   * @param clock by which items expire
   */
  static StateStore inMemory(InstantSource clock) {
    return new MemoryStore(clock);
  }

  /**
   * Creates a store in one DynamoDB table. Nothing is read yet. The table's partition key is the
   * string {@code id}, and its time-to-live attribute is {@code expires}.
   *
   * @param clock by which items expire
   */
  static StateStore dynamoDb(AwsAccess access, String region, String table, InstantSource clock) {
    return new DynamoDbStore(access, region, table, clock);
  }
}
