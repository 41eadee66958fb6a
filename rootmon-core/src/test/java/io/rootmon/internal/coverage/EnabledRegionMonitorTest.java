package io.rootmon.internal.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountId;
import io.rootmon.internal.coverage.EnabledRegionMonitor.EnabledRegions;
import io.rootmon.internal.organization.Organizations.OrganizationException;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnabledRegionMonitorTest {
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final AccountId SANDBOX = new AccountId("444455556666");
  private static final Duration TIME = Duration.ofSeconds(5);

  private Instant now = Instant.parse("2026-03-14T06:00:00Z");
  private final List<AccountId> asked = new ArrayList<>();

  @Test
  void aRegionThatOneAccountEnabledIsAGapOfThatAccount() throws Exception {
    EnabledRegionMonitor monitor =
        monitor(
            (account, left) -> {
              asked.add(account);
              return account.equals(PAYMENTS)
                  ? Map.of("eu-west-1", true, "ap-south-1", true, "ap-east-1", false)
                  : Map.of("eu-west-1", true, "ap-south-1", true, "me-south-1", false);
            });

    EnabledRegionMonitor.Result result =
        monitor.poll(now, Set.of(PAYMENTS, SANDBOX), Deadline.in(TIME));

    assertThat(result.scan().gaps())
        .extracting(it -> it.account().map(AccountId::value).orElse("all") + " " + it.subject())
        .containsExactlyInAnyOrder("111122223333 ap-east-1", "all ap-south-1");
    now = now.plus(Duration.ofHours(1));
    monitor.poll(now, Set.of(PAYMENTS, SANDBOX), Deadline.in(TIME));
    assertThat(asked).hasSize(2);
    now = now.plus(Duration.ofHours(20));
    monitor.poll(now, Set.of(PAYMENTS, SANDBOX), Deadline.in(TIME));
    assertThat(asked).hasSize(4);
  }

  @Test
  void reportsTheMissingPermissionOnly() throws Exception {
    EnabledRegionMonitor monitor =
        monitor(
            (account, left) -> {
              asked.add(account);
              throw new OrganizationException("list regions: AccessDeniedException", null);
            });

    EnabledRegionMonitor.Result result =
        monitor.poll(now, Set.of(PAYMENTS, SANDBOX), Deadline.in(TIME));

    assertThat(result.scan().gaps()).isEmpty();
    assertThat(result.problem()).contains("list regions: AccessDeniedException");
    assertThat(asked).hasSize(2);
  }

  private EnabledRegionMonitor monitor(EnabledRegions api) {
    return new EnabledRegionMonitor(
        new CoverageSettings(
            Set.of("eu-west-1"),
            Duration.ofHours(3),
            Set.of(),
            Set.of("me-south-1"),
            CoverageSettings.DEAD_LETTER_QUEUE,
            List.of()),
        api,
        new MemoryStore(() -> now).heartbeats());
  }
}
