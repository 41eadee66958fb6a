package io.rootmon.internal.state.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.account.AccountId;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.state.HeartbeatStoreContract;
import io.rootmon.state.StateException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class HeartbeatTableTest extends HeartbeatStoreContract {
  private static final AtomicInteger TABLES = new AtomicInteger();
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final Instant HEARD = Instant.parse("2026-03-14T02:00:00Z");

  private Optional<String> table = Optional.empty();

  @Override
  protected HeartbeatStore worker() {
    if (table.isEmpty()) {
      String name = "watch-" + TABLES.incrementAndGet();
      DynamoDbLocal.createTable(name);
      table = Optional.of(name);
    }
    return new DynamoDbStore(DynamoDbLocal.access(), DynamoDbLocal.REGION, table.get(), clock())
        .heartbeats();
  }

  private List<Map<String, AttributeValue>> items() {
    return DynamoDbLocal.client().scan(it -> it.tableName(table.orElseThrow())).items();
  }

  @Test
  void anAccountIsOneItemThatEnds() throws Exception {
    worker().heard(PAYMENTS, "eu-west-1", HEARD);
    worker().heard(PAYMENTS, "us-east-1", HEARD);

    long expires = clock().instant().plus(HeartbeatStore.WATCH_MEMORY).getEpochSecond();
    AttributeValue heard = AttributeValue.fromN(Long.toString(HEARD.getEpochSecond()));
    assertThat(items())
        .containsExactly(
            Map.of(
                "id",
                AttributeValue.fromS("seen#111122223333"),
                "expires",
                AttributeValue.fromN(Long.toString(expires)),
                "eu-west-1",
                heard,
                "us-east-1",
                heard));
  }

  @Test
  void leavesNoPartOfATextThatWasReplaced() throws Exception {
    worker().store("note", "one");
    worker().store("note", "two");

    assertThat(items()).hasSize(2).allMatch(it -> it.containsKey("expires"));
  }

  @Test
  void reportsAMissingPart() throws Exception {
    worker().store("note", "one");
    String part =
        items().stream()
            .map(it -> it.getOrDefault("id", AttributeValue.fromS("")).s())
            .filter(it -> it.endsWith("#0"))
            .findFirst()
            .orElseThrow();
    DynamoDbLocal.client()
        .deleteItem(
            it -> it.tableName(table.orElseThrow()).key(Map.of("id", AttributeValue.fromS(part))));

    assertThatThrownBy(() -> worker().stored("note"))
        .isInstanceOf(StateException.class)
        .hasMessage(part + ": expected a part of a stored text but there is none");
  }

  @Test
  void readsUnprocessedKeysOfAThrottledTableAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    String unprocessed =
        "{\"Responses\":{},\"UnprocessedKeys\":{\"rootmon\":{\"Keys\":"
            + "[{\"id\":{\"S\":\"seen#111122223333\"}}]}}}";
    String found =
        "{\"Responses\":{\"rootmon\":[{\"id\":{\"S\":\"seen#111122223333\"},\"expires\":"
            + "{\"N\":\"9999999999\"},\"eu-west-1\":{\"N\":\"%d\"}}]},\"UnprocessedKeys\":{}}"
                .formatted(HEARD.getEpochSecond());
    try (FakeHttpServer aws =
        FakeHttpServer.answering(
            unused -> new Answer(200, calls.incrementAndGet() < 3 ? unprocessed : found))) {
      assertThat(throttled(aws).heard(List.of(PAYMENTS)))
          .isEqualTo(Map.of(PAYMENTS, Map.of("eu-west-1", HEARD)));
    }
    try (FakeHttpServer aws = FakeHttpServer.answering(new Answer(200, unprocessed))) {
      assertThatThrownBy(() -> throttled(aws).heard(List.of(PAYMENTS)))
          .hasMessage("cannot read items in the DynamoDB table rootmon: throttled; try again");
      assertThat(aws.requests()).hasSizeBetween(5, 60);
    }
  }

  private static HeartbeatStore throttled(FakeHttpServer aws) {
    return new DynamoDbStore(
            FakeAwsServer.at(aws.address()), "eu-west-1", "rootmon", InstantSource.fixed(HEARD))
        .heartbeats();
  }
}
