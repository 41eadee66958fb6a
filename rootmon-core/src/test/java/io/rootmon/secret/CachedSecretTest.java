package io.rootmon.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedSecretTest {
  private static final SecretReference TOKEN = new SecretReference.Ssm("/rootmon/token");
  private static final Instant START = Instant.parse("2026-03-01T03:12:44Z");

  private final AtomicInteger reads = new AtomicInteger();
  private volatile Instant now = START;
  private final Secrets.Reader reader = reference -> new Secret("hush-" + reads.incrementAndGet());
  private final SecretSource secret = new CachedSecret(TOKEN, reader, () -> now);

  @Test
  void isReadOnce() throws IOException {
    assertThat(reads).hasValue(0);
    assertThat(secret.current()).isEqualTo(secret.current()).isEqualTo(new Secret("hush-1"));
  }

  @Test
  void aSecretRotatedSoonAfterTheReadIsFoundImmediately() throws IOException {
    secret.current();
    assertThat(secret.refresh()).isEqualTo(new Secret("hush-2"));
    assertThat(secret.refresh()).isEqualTo(secret.current()).isEqualTo(new Secret("hush-3"));
  }

  @Test
  void isReadInVainAtMostEvery30Seconds() throws IOException {
    SecretSource same = same();
    same.current();
    same.refresh();
    now = START.plusMillis(29_999);
    same.refresh();
    assertThat(reads).hasValue(2);
    now = START.plusSeconds(30);
    same.refresh();
    assertThat(reads).hasValue(3);
    now = START.plusSeconds(59);
    same.refresh();
    assertThat(reads).hasValue(3);
  }

  @Test
  void aClockSetBackDoesNotKeepAnOldSecret() throws IOException {
    SecretSource same = same();
    same.current();
    same.refresh();
    now = START.minusSeconds(3_600);

    same.refresh();
    assertThat(reads).hasValue(3);
  }

  private SecretSource same() {
    Secrets.Reader reader =
        reference -> {
          reads.incrementAndGet();
          return new Secret("hush");
        };
    return new CachedSecret(TOKEN, reader, () -> now);
  }

  @Test
  void aFailedRefreshKeepsTheValueAndIsRetriedAfterAPause() throws IOException {
    Secrets.Reader failing =
        reference -> {
          if (reads.incrementAndGet() % 2 == 0) {
            throw new IOException("not now");
          }
          return new Secret("hush-" + reads);
        };
    SecretSource source = new CachedSecret(TOKEN, failing, () -> now);
    source.current();
    now = START.plusSeconds(30);

    assertThatThrownBy(source::refresh).hasMessage("not now");
    assertThatThrownBy(source::refresh).hasMessage("not now (not read again for up to 250 ms)");
    assertThat(reads).hasValue(2);
    assertThat(source.current()).isEqualTo(new Secret("hush-1"));
    now = now.plusMillis(250);
    assertThat(source.refresh()).isEqualTo(new Secret("hush-3"));
  }

  @Test
  void concurrentCallersShareOneRead() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch read = new CountDownLatch(1);
    Secrets.Reader slow =
        reference -> {
          Secret secret = new Secret("hush-" + reads.incrementAndGet());
          reading.countDown();
          await(read);
          return secret;
        };
    SecretSource source = new CachedSecret(TOKEN, slow, () -> now);
    FutureTask<Secret> first = new FutureTask<>(source::current);
    FutureTask<Secret> second = new FutureTask<>(source::current);
    new Thread(first).start();
    await(reading);
    Thread waiting = new Thread(second);
    waiting.start();
    while (reads.get() == 1 && waiting.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
    read.countDown();

    assertThat(second.get()).isEqualTo(first.get()).isEqualTo(new Secret("hush-1"));
    assertThat(reads).hasValue(1);
  }

  @Test
  void doesNotWaitForARefreshWithAUsableValue() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch used = new CountDownLatch(1);
    Secrets.Reader slow =
        reference -> {
          if (reads.incrementAndGet() == 2) {
            reading.countDown();
            await(used);
          }
          return new Secret("hush-" + reads);
        };
    SecretSource source = new CachedSecret(TOKEN, slow, () -> now);
    source.current();
    now = START.plusSeconds(30);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Secret> refreshed = threads.submit(source::refresh);
      await(reading);

      assertThat(threads.submit(source::current).get(20, TimeUnit.SECONDS))
          .isEqualTo(new Secret("hush-1"));
      used.countDown();
      assertThat(refreshed.get()).isEqualTo(new Secret("hush-2"));
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aRepeatedFileIsReadOnce() throws IOException {
    Secrets secrets = new Secrets(Map.of("TOKEN", "hush")::get, () -> reader, () -> now);
    SecretReference field =
        new SecretReference.SecretsManager(
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack", Optional.of("token"));

    assertThat(secrets.find(TOKEN))
        .isSameAs(secrets.find(new SecretReference.Ssm("/rootmon/token")));
    assertThat(secrets.find(TOKEN).current()).isEqualTo(new Secret("hush-1"));
    assertThat(secrets.find(field).current()).isEqualTo(new Secret("hush-2"));
    assertThat(secrets.find(new SecretReference.Env("TOKEN")).current())
        .isEqualTo(new Secret("hush"));
    assertThat(secrets.find(field))
        .hasToString(
            "secret arn:aws:secretsmanager:eu-west-1:111122223333:secret:slack field token");
  }

  @Test
  void aReferenceThatMayBeTheSecretIsNotQuoted() {
    assertThatThrownBy(() -> new SecretReference.Env("hu-sh"))
        .hasMessage("env: must be the name of an environment variable but is a different string");
    assertThatThrownBy(() -> new SecretReference.Ssm("hu sh"))
        .hasMessage("ssm: must be the name or ARN of a parameter but is a different string");
    assertThatThrownBy(() -> new SecretReference.SecretsManager("hush", Optional.empty()))
        .hasMessage("secretsManager: must be the ARN of a secret but is a different string");
  }
}
