package io.rootmon.internal.state.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Severity;
import io.rootmon.state.NoGrouping;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStoreContract;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
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
  public SharedStateStore worker() {
    if (table.isEmpty()) {
      String name = "state-" + TABLES.incrementAndGet();
      DynamoDbLocal.createTable(name);
      table = Optional.of(name);
    }
    return in(table.get());
  }

  private SharedStateStore in(String name) {
    return new DynamoDbStore(DynamoDbLocal.access(), DynamoDbLocal.REGION, name, clock());
  }

  @Test
  void setsTheExpiryOfAnItem() throws Exception {
    worker().finish(new DeliveryKey("event-1", "sns"), DeliveryRecord.delivered("message 1"));

    Map<String, AttributeValue> item =
        DynamoDbLocal.client().scan(it -> it.tableName(table.orElseThrow())).items().get(0);
    long expires = clock().instant().plus(SharedStateStore.MEMORY).getEpochSecond();
    assertThat(item)
        .isEqualTo(
            Map.of(
                "id", AttributeValue.fromS("delivery#3#sns#event-1"),
                "expires", AttributeValue.fromN(Long.toString(expires)),
                "reference", AttributeValue.fromS("message 1")));
  }

  @Test
  void reportsAMissingTable() {
    StateException e = failure(in("no-such-table"));

    assertThat(e)
        .hasMessageStartingWith(
            "cannot read items in the DynamoDB table no-such-table: ResourceNotFound")
        .hasMessageContaining("create the table, with the string 'id' as its partition key");
  }

  @Test
  void reportsATableWithAnotherKey() {
    DynamoDbLocal.createTable(DynamoDbLocal.client(), "another-key", "pk");

    assertThat(failure(in("another-key"))).hasMessageContaining("only key is the string 'id'");
  }

  @Test
  void aLeaseWithALostResponseBelongsToItsOwner() throws Exception {
    worker();
    DeliveryKey delivery = new DeliveryKey("event-1", "sns");
    AtomicInteger requests = new AtomicInteger();
    try (FakeHttpServer lossy =
        FakeHttpServer.answering(
            request -> {
              Answer answer = answered(request);
              return requests.incrementAndGet() == 1 ? Answer.NONE : answer;
            })) {
      SharedStateStore store =
          new DynamoDbStore(
              FakeAwsServer.at(lossy.address()),
              DynamoDbLocal.REGION,
              table.orElseThrow(),
              clock());

      assertThat(store.claim(delivery, Duration.ofMinutes(1)))
          .isInstanceOf(DeliveryLease.Acquired.class);
      assertThat(requests).hasValue(2);
      assertThat(store.claim(delivery, Duration.ofMinutes(1)))
          .isInstanceOf(DeliveryLease.HeldByOther.class);
    }
  }

  private static Answer answered(FakeHttpServer.Request request) {
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(DynamoDbLocal.access().endpoint().orElseThrow())
            .POST(HttpRequest.BodyPublishers.ofString(request.body()));
    for (String name : List.of("X-Amz-Target", "Authorization", "X-Amz-Date", "Content-Type")) {
      forwarded.header(name, String.valueOf(request.headers().getFirst(name)));
    }
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(forwarded.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StateException failure(SharedStateStore store) {
    EventIdentity act =
        new EventIdentity(
            "111122223333", "event-1", Optional.empty(), Optional.empty(), Severity.HIGH);
    return Assertions.catchThrowableOfType(
        StateException.class, () -> NoGrouping.decide(store, act));
  }
}
