package io.rootmon.internal.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountDirectoryContract;
import io.rootmon.account.AccountId;
import io.rootmon.internal.organization.OrganizationDirectory.AccountSource;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.state.UnavailableStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrganizationDirectoryTest extends AccountDirectoryContract {
  private static final Executor AT_ONCE = Runnable::run;
  private static final Account NAME =
      new Account(Optional.of(PAYMENTS), Optional.of("payments-prod"), Optional.empty());

  private Instant now = Instant.parse("2026-03-14T02:20:00Z");
  private final HeartbeatStore log = new MemoryStore(() -> now).heartbeats();
  private final List<AccountId> asked = new ArrayList<>();

  @Override
  protected AccountDirectory directory() {
    return directory(this::answer, log);
  }

  @Test
  void readsOnceADay() {
    AccountDirectory directory = directory();
    directory.find(PAYMENTS);
    now = now.plus(Duration.ofHours(23));
    directory.find(PAYMENTS);
    assertThat(asked).containsExactly(PAYMENTS);

    now = now.plus(Duration.ofHours(1));
    directory.find(PAYMENTS);
    assertThat(asked).hasSize(2);
  }

  @Test
  void sharesReadsBetweenWorkers() {
    directory().find(PAYMENTS);

    assertThat(directory().find(PAYMENTS)).isEqualTo(KNOWN);
    assertThat(asked).hasSize(1);

    now = now.plus(Duration.ofDays(1));
    assertThat(directory().find(PAYMENTS)).isEqualTo(KNOWN);
    assertThat(asked).hasSize(2);
  }

  @Test
  void usesTheLastGoodResponseDuringAFailure() {
    AccountDirectory before = directory();
    before.find(PAYMENTS);
    now = now.plus(Duration.ofDays(300));

    assertThat(directory(this::fail, log).find(PAYMENTS)).isEqualTo(KNOWN);
    assertThat(before.find(PAYMENTS)).isEqualTo(KNOWN);
  }

  @Test
  void repeatsAFailedRequestAfterAPause() {
    AccountDirectory directory = directory(this::fail, log);
    directory.find(PAYMENTS);
    now = now.plus(OrganizationDirectory.PAUSE.minusSeconds(1));
    assertThat(directory.find(PAYMENTS)).isEqualTo(Account.unnamed(PAYMENTS));
    assertThat(asked).hasSize(1);

    now = now.plusSeconds(1);
    directory.find(PAYMENTS);
    assertThat(asked).hasSize(2);
  }

  @Test
  void storesAPartialResponseAndCompletesItLater() {
    AccountSource denied =
        (id, soFar) -> {
          soFar.accept(NAME);
          throw new IOException("list parents: AccessDeniedException");
        };

    assertThat(directory(denied, log).find(PAYMENTS)).isEqualTo(NAME);
    assertThat(directory(this::fail, log).find(PAYMENTS)).isEqualTo(NAME);
    assertThat(directory().find(PAYMENTS)).isEqualTo(KNOWN);
    // An incomplete later answer removes nothing.
    now = now.plus(Duration.ofDays(2));
    assertThat(directory(denied, log).find(PAYMENTS)).isEqualTo(KNOWN);
  }

  @Test
  void needsNoStore() {
    AccountDirectory directory = directory(this::answer, new UnavailableStore().heartbeats());

    assertThat(directory.find(PAYMENTS)).isEqualTo(KNOWN);
    assertThat(directory.find(PAYMENTS)).isEqualTo(KNOWN);
    assertThat(asked).hasSize(1);
  }

  @Test
  void readsTheValueOfAnotherVersionAgain() throws Exception {
    for (String text : List.of("", "another version", "yesterday\na\nb\nRoot\nd")) {
      log.store("account-111122223333", text);
      assertThat(directory().find(PAYMENTS)).isEqualTo(KNOWN);
    }
    log.store("account-111122223333", now + "\nname\n\nRoot//x\n");
    assertThat(directory().find(PAYMENTS)).isEqualTo(KNOWN);
  }

  @Test
  void aBugInASourceIsNotTheAlertsProblem() {
    AccountSource broken =
        (id, soFar) -> {
          throw new IllegalStateException("broken");
        };
    AccountDirectory directory =
        new OrganizationDirectory(
            broken,
            log,
            () -> now,
            AT_ONCE,
            task -> {
              try {
                task.run();
              } catch (IllegalStateException e) {
                // As a thread's pool would.
              }
            });

    assertThat(directory.find(PAYMENTS)).isEqualTo(Account.unnamed(PAYMENTS));
  }

  @Test
  void aSlowSourceDelaysOneAlertByTheLongestWaitAndTheNextNotAtAll() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(91);
    AccountSource slow =
        (id, soFar) -> {
          soFar.accept(new Account(Optional.of(id), Optional.of("name"), Optional.empty()));
          await(end);
          return answer(id, soFar);
        };
    AccountDirectory directory =
        new OrganizationDirectory(
            slow,
            log,
            () -> now,
            OrganizationDirectoryTest::inAThread,
            task ->
                inAThread(
                    () -> {
                      task.run();
                      done.countDown();
                    }));
    long start = System.nanoTime();
    Account first = directory.find(PAYMENTS);
    Duration waited = since(start);
    start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      directory.find(PAYMENTS);
      directory.find(new AccountId("4444555566" + (10 + i % 90)));
    }
    Duration further = since(start);

    // The part that came in time is used.
    assertThat(first.name()).contains("name");
    assertThat(waited)
        .isBetween(AccountDirectory.LONGEST_WAIT, AccountDirectory.LONGEST_WAIT.multipliedBy(7));
    // 91 lookups without an answer. Only one of them was waited for.
    assertThat(further).isLessThan(AccountDirectory.LONGEST_WAIT.multipliedBy(10));

    end.countDown();
    await(done);
    // It went on, and is there for the next alert.
    assertThat(directory.find(PAYMENTS)).isEqualTo(KNOWN);
  }

  private AccountDirectory directory(AccountSource source, HeartbeatStore kept) {
    return new OrganizationDirectory(source, kept, () -> now, AT_ONCE, AT_ONCE);
  }

  private Account answer(AccountId id, Consumer<Account> soFar) throws IOException {
    asked.add(id);
    if (!id.equals(PAYMENTS)) {
      throw new IOException("describe account " + id + ": AccountNotFoundException");
    }
    soFar.accept(NAME);
    return KNOWN;
  }

  private Account fail(AccountId id, Consumer<Account> soFar) throws IOException {
    asked.add(id);
    throw new IOException("describe account " + id + ": TooManyRequestsException");
  }

  private static void inAThread(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
