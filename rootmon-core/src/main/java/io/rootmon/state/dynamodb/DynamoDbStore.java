package io.rootmon.state.dynamodb;

import io.rootmon.aws.AwsAccess;
import io.rootmon.detect.AssumedRootSessions.Session;
import io.rootmon.state.Act;
import io.rootmon.state.Claim;
import io.rootmon.state.Decision;
import io.rootmon.state.DeliveryKey;
import io.rootmon.state.Settlement;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStore;
import io.rootmon.state.WatchLog;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The state in one table: partition key {@link #KEY}, a string, and nothing else; time to live by
 * {@link #EXPIRY}; billed on demand. An item is read and judged by that time, not by whether it is
 * there: <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html">TTL
 * deletes within days, not at once</a>. One attempt a call, 2 seconds at most; a decision and a
 * claim are asked for again: {@link Patience}.
 *
 * <p>An ordinary alert to three channels costs 10 write units: its decision and one name in a
 * transaction, which <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">costs
 * double</a> (2 × 2), then claim and settlement for each channel (3 × 2). A name shared by two
 * accounts costs 2 more. That leaves 5 items of 100 to 300 bytes (at most 4,000 for a reference of
 * 1,000 characters, each up to 4 bytes, beside the ids) for 30 days: at 1,000 alerts a day 150,000
 * items, 45 MB.
 */
public final class DynamoDbStore implements StateStore {
  /** The table's partition key, a string. */
  public static final String KEY = "id";

  /** The table's time-to-live attribute, in seconds since 1970. */
  public static final String EXPIRY = "expires";

  /**
   * What the role must be allowed on the table; a transaction needs no more than its parts: <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html">IAM
   * with transactions</a>.
   */
  public static final List<String> ACTIONS =
      List.of(
          "dynamodb:GetItem",
          "dynamodb:BatchGetItem",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
          "dynamodb:DeleteItem");

  private final Decisions decisions;
  private final Deliveries deliveries;
  private final Sessions sessions;
  private final WatchLog watch;

  public DynamoDbStore(AwsAccess access, String region, String table, InstantSource clock) {
    DynamoDbClient client = access.configure(DynamoDbClient.builder(), region).build();
    Table items = new Table(client, table, clock, new Patience(clock));
    this.decisions = new Decisions(items);
    this.deliveries = new Deliveries(items);
    this.sessions = new Sessions(items);
    this.watch = new Watch(new Heartbeats(items), new Notes(items));
  }

  @Override
  public Decision decide(Act act) throws StateException {
    return understood(() -> decisions.decide(act));
  }

  @Override
  public Claim claim(DeliveryKey delivery, Duration lease) throws StateException {
    return understood(() -> deliveries.claim(delivery, lease));
  }

  @Override
  public void settle(DeliveryKey delivery, Settlement settlement) throws StateException {
    deliveries.settle(delivery, settlement.bounded());
  }

  @Override
  public void release(DeliveryKey delivery, String owner) throws StateException {
    deliveries.release(delivery, owner);
  }

  @Override
  public void remember(Session session) throws StateException {
    sessions.remember(session);
  }

  @Override
  public Optional<Session> find(String accessKeyId) throws StateException {
    return understood(() -> sessions.find(accessKeyId));
  }

  @Override
  public WatchLog watch() {
    return watch;
  }

  @FunctionalInterface
  interface Call<T> {
    T answer() throws StateException;
  }

  /** An item of another version or hand must not keep an alert from being sent. */
  static <T> T understood(Call<T> call) throws StateException {
    try {
      return call.answer();
    } catch (IllegalArgumentException | DateTimeException | NoSuchElementException e) {
      throw new StateException("an item of the table is not understood: " + e.getMessage(), e);
    }
  }
}
