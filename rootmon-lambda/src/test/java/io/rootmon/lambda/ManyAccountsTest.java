package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor;
import io.rootmon.attacks.AttackTable;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbLocal;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import io.rootmon.route.Routes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One message contains more root events than one invocation can alert. */
@Timeout(300)
class ManyAccountsTest {
  private static final int ACCOUNTS = 1_000;
  private static final Duration GIVEN = Duration.ofSeconds(10);

  @Test
  void everyInvocationContinuesWhereTheLastOneEnded() throws Exception {
    DynamoDbLocal.createTable("many-accounts");
    SharedStateStore store =
        new DynamoDbStore(
            DynamoDbLocal.access(), DynamoDbLocal.REGION, "many-accounts", InstantSource.system());
    Set<String> keys = ConcurrentHashMap.newKeySet();
    RecordingChannel pager =
        new RecordingChannel("pager", (alert, deadline) -> keys.add(alert.eventKey()));
    TestHandler function =
        TestHandler.around(
            RootMonitor.builder()
                .routes(Routes.everythingTo(Set.of("pager")))
                .store(store)
                .channels(List.of(pager))
                .build());
    String message =
        IntStream.range(0, ACCOUNTS)
            .mapToObj(ManyAccountsTest::record)
            .collect(Collectors.joining(",", "{\"Records\":[", "]}"));

    long begin = System.nanoTime();
    List<String> first = function.failures(ExampleEvents.batch("m1", message), GIVEN);
    Duration duration = Duration.ofNanos(System.nanoTime() - begin);
    int alerted = keys.size();
    int invocations = 1;
    List<String> failures = first;
    while (!failures.isEmpty() && invocations < 60) {
      int before = keys.size();
      failures = function.failures(ExampleEvents.batch("m1", message), GIVEN);
      invocations++;
      assertThat(keys.size()).as("alerted after it").isGreaterThanOrEqualTo(before);
    }

    AttackTable.row(
        "F16",
        "1,000 root events of 1,000 accounts in one message, 10 s given",
        "865 alerted (61 in a slower run)",
        "%d alerted in %.1f s, all in %d invocations"
            .formatted(alerted, duration.toMillis() / 1_000.0, invocations));
    assertThat(alerted).isPositive();
    assertThat(duration).isLessThan(GIVEN.plusSeconds(3));
    assertThat(failures).isEmpty();
    assertThat(keys).hasSize(ACCOUNTS);
  }

  private static String record(int number) {
    return """
    {"eventVersion":"1.11","eventID":"event-%1$d","eventTime":"2026-03-14T02:17:09Z",
     "eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey","awsRegion":"us-east-1",
     "sourceIPAddress":"198.51.100.7","recipientAccountId":"%2$012d",
     "userIdentity":{"type":"Root","accountId":"%2$012d"}}
    """
        .formatted(number, 100_000_000_000L + number);
  }
}
