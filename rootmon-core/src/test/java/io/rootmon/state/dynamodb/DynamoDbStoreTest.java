package io.rootmon.state.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.judge.Severity;
import io.rootmon.state.Act;
import io.rootmon.state.DeliveryKey;
import io.rootmon.state.Settlement;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStore;
import io.rootmon.state.StateStoreContract;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbStoreTest extends StateStoreContract {
  private static final AtomicInteger TABLES = new AtomicInteger();

  private Optional<String> table = Optional.empty();

  @Override
  protected StateStore worker() {
    if (table.isEmpty()) {
      String name = "state-" + TABLES.incrementAndGet();
      DynamoDbLocal.createTable(name);
      table = Optional.of(name);
    }
    return in(table.get());
  }

  private StateStore in(String name) {
    return new DynamoDbStore(DynamoDbLocal.access(), DynamoDbLocal.REGION, name, clock());
  }

  @Test
  void tellsDynamoDbWhenAnItemEnds() throws Exception {
    worker().settle(new DeliveryKey("event-1", "sns"), Settlement.delivered("message 1"));

    Map<String, AttributeValue> item =
        DynamoDbLocal.client().scan(it -> it.tableName(table.orElseThrow())).items().get(0);
    long expires = clock().instant().plus(StateStore.MEMORY).getEpochSecond();
    assertThat(item)
        .isEqualTo(
            Map.of(
                "id", AttributeValue.fromS("delivery#3#sns#event-1"),
                "expires", AttributeValue.fromN(Long.toString(expires)),
                "end", AttributeValue.fromS("DELIVERED"),
                "detail", AttributeValue.fromS("message 1")));
  }

  @Test
  void saysThatTheTableIsMissing() {
    StateException e = failure(in("no-such-table"));

    assertThat(e)
        .hasMessageStartingWith("write in the DynamoDB table no-such-table: ResourceNotFound")
        .hasMessageContaining("create the table, with the string 'id' as its partition key");
  }

  @Test
  void saysThatTheTableHasAnotherKey() {
    DynamoDbLocal.createTable(DynamoDbLocal.client(), "another-key", "pk");

    assertThat(failure(in("another-key"))).hasMessageContaining("only key is the string 'id'");
  }

  private static StateException failure(StateStore store) {
    Act act = new Act("event-1", Optional.empty(), Optional.empty(), Severity.HIGH);
    return Assertions.catchThrowableOfType(StateException.class, () -> store.decide(act));
  }
}
