package io.rootmon.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountId;
import io.rootmon.internal.state.HeartbeatStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The contract of every heartbeat store, for any number of workers. */
public abstract class HeartbeatStoreContract {
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final AccountId SANDBOX = new AccountId("444455556666");
  private static final Instant START = Instant.parse("2026-03-14T02:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  /** One of several that share what they remember, which is nothing when a test begins. */
  protected abstract HeartbeatStore worker();

  protected final InstantSource clock() {
    return now::get;
  }

  @Test
  void storesTheLastHeartbeatOfEachRegion() throws Exception {
    worker().heard(PAYMENTS, "eu-west-1", START);
    worker().heard(PAYMENTS, "us-east-1", START.plusSeconds(5));
    worker().heard(PAYMENTS, "eu-west-1", START.plusSeconds(3_600));
    worker().heard(SANDBOX, "eu-west-1", START);

    assertThat(worker().heard(List.of(PAYMENTS, SANDBOX, new AccountId("777788889999"))))
        .isEqualTo(
            Map.of(
                PAYMENTS,
                Map.of("eu-west-1", START.plusSeconds(3_600), "us-east-1", START.plusSeconds(5)),
                SANDBOX,
                Map.of("eu-west-1", START)));
    assertThat(worker().heard(List.of())).isEmpty();
  }

  @Test
  void lastHeartbeatNeverDecreasesInAnyOrder() throws Exception {
    worker().heard(PAYMENTS, "eu-west-1", START.plusSeconds(3_600));
    worker().heard(PAYMENTS, "eu-west-1", START);
    worker().heard(PAYMENTS, "eu-west-1", START.plusSeconds(3_600));

    assertThat(worker().heard(List.of(PAYMENTS)))
        .isEqualTo(Map.of(PAYMENTS, Map.of("eu-west-1", START.plusSeconds(3_600))));
  }

  @Test
  void theLatestOfConcurrentHeartbeatsWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> heartbeats = new ArrayList<>();
      for (int second = 0; second < 40; second++) {
        Instant at = START.plusSeconds((second * 17) % 40);
        String region = second % 2 == 0 ? "eu-west-1" : "us-east-1";
        HeartbeatStore log = worker();
        heartbeats.add(
            () -> {
              log.heard(PAYMENTS, region, at);
              return true;
            });
      }
      for (Future<Boolean> done : threads.invokeAll(heartbeats)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(worker().heard(List.of(PAYMENTS)))
        .isEqualTo(
            Map.of(
                PAYMENTS,
                Map.of("eu-west-1", START.plusSeconds(38), "us-east-1", START.plusSeconds(39))));
  }

  @Test
  void readsMoreAccountsThanOneCallAccepts() throws Exception {
    HeartbeatStore log = worker();
    List<AccountId> accounts = new ArrayList<>();
    for (int at = 0; at < 230; at++) {
      accounts.add(new AccountId(String.format("%012d", at)));
      log.heard(accounts.get(at), "eu-west-1", START.plusSeconds(at));
    }

    Map<AccountId, Map<String, Instant>> heard = log.heard(accounts);

    assertThat(heard).hasSize(230);
    assertThat(heard.get(accounts.get(229))).isEqualTo(Map.of("eu-west-1", START.plusSeconds(229)));
  }

  @Test
  void removesAccountsWithoutHeartbeatsAfterALongTime() throws Exception {
    worker().heard(PAYMENTS, "eu-west-1", START);
    worker().store("note", "text");
    now.updateAndGet(it -> it.plus(HeartbeatStore.WATCH_MEMORY).minus(Duration.ofSeconds(2)));
    assertThat(worker().heard(List.of(PAYMENTS))).hasSize(1);
    assertThat(worker().stored("note")).contains("text");

    now.updateAndGet(it -> it.plusSeconds(4));

    assertThat(worker().heard(List.of(PAYMENTS))).isEmpty();
    assertThat(worker().stored("note")).isEmpty();
  }

  @Test
  void replacesTextsOfAnyLength() throws Exception {
    // Random, so that it does not become small in gzip.
    String text =
        new Random(1)
            .ints(900_000, ' ', '~')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .append("ä 𝄞")
            .toString();
    assertThat(worker().stored("note")).isEmpty();

    worker().store("note", text);
    worker().store("other", "");
    assertThat(worker().stored("note").orElseThrow().equals(text)).isTrue();
    assertThat(worker().stored("other")).contains("");

    worker().store("note", "short");
    assertThat(worker().stored("note")).contains("short");
  }
}
