package io.rootmon.internal.state.dynamodb;

import io.rootmon.aws.AwsAccess;
import io.rootmon.detect.AssumedRootSessionStore.Session;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.internal.state.IncidentRepository;
import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbHeartbeatStore.HeartbeatTable;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Stores the state in one table: partition key {@link #KEY}, a string, and no sort key; time to
 * live in {@link #EXPIRY}; billed on demand. An item counts as expired by that time, even if it
 * still exists: <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html">TTL
 * deletes within days</a>. A call is one attempt of at most 2 seconds; a decision and a claim are
 * repeated once. An unresponsive table costs one timeout for all callers: {@link CircuitBreaker}.
 *
 * <p>An ordinary alert to three channels costs 14 write units: its decision, one name, the
 * account's history and the incident's event in a transaction, which <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">costs
 * double</a> (4 × 2), then claim and result for each channel (3 × 2); a history of more than 1 KB
 * costs 2 more for each. An event that is only stored costs 8. A name shared by two accounts costs
 * 2 more. Items have 100 to 600 bytes, a history 500 to 10,000.
 */
public final class DynamoDbStore implements SharedStateStore, IncidentRepository {
  /** The table's partition key, a string. */
  public static final String KEY = "id";

  /** The table's time-to-live attribute, in seconds since 1970. */
  public static final String EXPIRY = "expires";

  /**
   * The permissions that the role needs on the table; a transaction needs those of its parts: <a
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

  private final AccountHistoryTable histories;
  private final DecisionTable decisions;
  private final NotificationLogTable deliveries;
  private final SessionTable sessions;
  private final HeartbeatStore watch;

  public DynamoDbStore(AwsAccess access, String region, String table, InstantSource clock) {
    this(access, region, table, clock, System::nanoTime, Backoff.REAL);
  }

  /**
   * Creates a store with the clocks of a test for the circuit breaker and for the pauses between
   * attempts.
   */
  DynamoDbStore(
      AwsAccess access,
      String region,
      String table,
      InstantSource clock,
      LongSupplier nanoTime,
      Backoff backoff) {
    DynamoDbClient client = access.configure(DynamoDbClient.builder(), region).build();
    DynamoDbTable items =
        new DynamoDbTable(client, table, clock, new CircuitBreaker(nanoTime), backoff);
    this.histories = new AccountHistoryTable(items);
    this.decisions = new DecisionTable(items, histories);
    this.deliveries = new NotificationLogTable(items);
    this.sessions = new SessionTable(items);
    this.watch = new DynamoDbHeartbeatStore(new HeartbeatTable(items), new BlobStore(items));
  }

  @Override
  public Decision decide(EventIdentity act, Grouping grouping, Deadline deadline)
      throws StateException {
    return understood(() -> decisions.decide(act, grouping, deadline));
  }

  @Override
  public IncidentRepository incidents() {
    return this;
  }

  @Override
  public AccountHistory history(String account) throws StateException {
    return understood(() -> histories.read(account).history());
  }

  @Override
  public Map<String, AccountHistory> histories(Collection<String> accounts) throws StateException {
    return understood(() -> histories.readAll(accounts));
  }

  @Override
  public Optional<Incident> incident(String id) throws StateException {
    return understood(() -> histories.find(id));
  }

  @Override
  public AccountHistory change(String account, UnaryOperator<AccountHistory> change)
      throws StateException {
    return understood(
        () -> decisions.change(account, change::apply, Deadline.in(DECISION_TIMEOUT)));
  }

  @Override
  public List<IncidentEvent> entries(String incident, long first, long last) throws StateException {
    return understood(() -> histories.entries(incident, first, last));
  }

  @Override
  public DeliveryLease claim(DeliveryKey delivery, Duration lease) throws StateException {
    return understood(() -> deliveries.claim(delivery, lease));
  }

  @Override
  public void finish(DeliveryKey delivery, DeliveryRecord settlement) throws StateException {
    deliveries.settle(delivery, settlement.bounded());
  }

  @Override
  public Optional<DeliveryRecord> result(DeliveryKey delivery) throws StateException {
    return deliveries.settlement(delivery);
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
  public HeartbeatStore heartbeats() {
    return watch;
  }

  @FunctionalInterface
  interface Call<T> {
    T answer() throws StateException;
  }

  /** Runs a call. An item of another version or program must not prevent an alert. */
  static <T> T understood(Call<T> call) throws StateException {
    try {
      return call.answer();
    } catch (IllegalArgumentException | DateTimeException | NoSuchElementException e) {
      throw new StateException("an item of the table is not understood: " + e.getMessage(), e);
    }
  }
}
