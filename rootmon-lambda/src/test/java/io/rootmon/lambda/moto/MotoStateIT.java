package io.rootmon.lambda.moto;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import io.rootmon.state.StateStoreContract;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;

/** What the store keeps in DynamoDB local it keeps in a second stand-in. */
@Tag("iac")
@net.jqwik.api.Tag("iac") // jqwik runs the properties and ignores the extensions of JUnit
class MotoStateIT extends StateStoreContract {
  private static final AtomicInteger TABLES = new AtomicInteger();

  /** One for all workers, so that it keeps their calls apart. */
  private static final AwsAccess ACCESS = access();

  private Optional<String> table = Optional.empty();

  private static AwsAccess access() {
    AwsAccess moto = MotoServer.shared().access();
    return new AwsAccess(new SerializedCalls(moto.http()), moto.credentials(), moto.endpoint());
  }

  @Override
  public SharedStateStore worker() {
    if (table.isEmpty()) {
      String name = "state-" + TABLES.incrementAndGet();
      MotoAccount.createTable(ACCESS, name);
      table = Optional.of(name);
    }
    return new DynamoDbStore(ACCESS, MotoServer.REGION, table.get(), clock());
  }
}
