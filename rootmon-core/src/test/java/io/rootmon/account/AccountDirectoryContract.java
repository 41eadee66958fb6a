package io.rootmon.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every account directory promises; one that can fail promises it while it does. */
public abstract class AccountDirectoryContract {
  protected static final AccountId PAYMENTS = new AccountId("111122223333");
  protected static final AccountId STRANGER = new AccountId("777788889999");

  /**
   * The account that the directory under test returns for {@link #PAYMENTS}. It has no other
   * account.
   */
  protected static final Account KNOWN =
      new Account(
          Optional.of(PAYMENTS),
          Optional.of("payments-prod"),
          Optional.of("payments team"),
          Optional.of(new OrganizationalUnit("Root/Workloads/Prod")),
          Optional.of("example.com"));

  protected abstract AccountDirectory directory() throws Exception;

  @Test
  void returnsEveryKnownDetailOfAnAccount() throws Exception {
    assertThat(directory().find(PAYMENTS)).isEqualTo(KNOWN);
  }

  @Test
  void showsTheNumberOfAnUnknownAccount() throws Exception {
    Account stranger = directory().find(STRANGER);

    assertThat(stranger).isEqualTo(Account.unnamed(STRANGER));
    assertThat(stranger.label()).isEqualTo("account 777788889999");
  }

  @Test
  void answersManyThreadsInTime() throws Exception {
    AccountDirectory directory = directory();
    directory.find(PAYMENTS);
    long start = System.nanoTime();

    assertThat(IntStream.range(0, 200).parallel().mapToObj(it -> directory.find(PAYMENTS)))
        .allMatch(KNOWN::equals);

    // A cached name needs no call, however often it is requested.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void prefersTheFirstDirectory() throws Exception {
    Account own = new Account(Optional.of(PAYMENTS), Optional.of("the shop"), Optional.empty());
    AccountDirectory both = ((AccountDirectory) id -> own).or(directory());

    assertThat(both.find(PAYMENTS))
        .isEqualTo(
            new Account(
                Optional.of(PAYMENTS),
                Optional.of("the shop"),
                KNOWN.owner(),
                KNOWN.unit(),
                KNOWN.emailDomain()));
  }
}
