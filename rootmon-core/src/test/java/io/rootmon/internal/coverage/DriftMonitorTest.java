package io.rootmon.internal.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountId;
import io.rootmon.control.ControlMessage.DriftCheck;
import io.rootmon.internal.coverage.CoverageSettings.StackSetSettings;
import io.rootmon.internal.coverage.StackSets.DriftedStack;
import io.rootmon.internal.coverage.StackSets.StackSetException;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.Severity;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DriftMonitorTest {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final AccountId PAYMENTS = new AccountId("111122223333");

  private Instant now = Instant.parse("2026-03-14T06:00:00Z");
  private final HeartbeatStore log = new MemoryStore(() -> now).heartbeats();
  private final Fake api = new Fake();
  private final CoverageSettings settings =
      new CoverageSettings(
          Set.of("eu-west-1"),
          Duration.ofHours(3),
          Set.of(),
          Set.of(),
          CoverageSettings.DEAD_LETTER_QUEUE,
          List.of(new StackSetSettings("rootmon-spoke")));
  private final DriftMonitor monitor = new DriftMonitor(settings, api, log, () -> now);

  /** A StackSet that answers as a test says. */
  private static final class Fake implements StackSets {
    private final List<String> started = new ArrayList<>();
    private @Nullable StackSetException failure;
    private Optional<Instant> ended = Optional.empty();
    private List<DriftedStack> drifted = List.of();

    private void mayFail() throws StackSetException {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void detectDrift(StackSetSettings stackSet, String operationId, Deadline deadline)
        throws StackSetException {
      mayFail();
      started.add(operationId);
    }

    @Override
    public Operation operation(StackSetSettings stackSet, String operationId, Deadline deadline)
        throws StackSetException {
      mayFail();
      return new Operation(ended, Optional.empty());
    }

    @Override
    public List<DriftedStack> drifted(
        StackSetSettings stackSet, String operationId, Deadline deadline) {
      return drifted;
    }
  }

  @Test
  void aDriftDetectionIsReadByALaterCheckAndShownInTheCoverage() throws Exception {
    assertThat(monitor.start(new DriftCheck(now), Deadline.in(TIME))).isEmpty();
    assertThat(api.started).hasSize(1);
    assertThat(poll().stacks().gaps()).isEmpty();

    now = now.plus(Duration.ofHours(1));
    api.ended = Optional.of(now);
    api.drifted =
        List.of(
            new DriftedStack(
                PAYMENTS, "eu-west-1", DriftedStack.Kind.DELETED, now, "Rule was deleted"));
    assertThat(poll().stacks().gaps())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.severity()).isEqualTo(Severity.CRITICAL);
              assertThat(it.detail()).isEqualTo("Rule was deleted");
              assertThat(it.account()).contains(PAYMENTS);
            });
    assertThat(DriftMonitor.reported(settings.stackSets(), log).get("111122223333 eu-west-1"))
        .isEqualTo(api.drifted.get(0));
  }

  @Test
  void theNextCheckStartsAFailedDetection() throws Exception {
    api.failure = new StackSetException("detect drift: OperationInProgressException", true, null);
    assertThat(monitor.start(new DriftCheck(now), Deadline.in(TIME))).isEmpty();
    assertThat(poll().checks().gaps()).isEmpty();

    api.failure = null;
    poll();

    assertThat(api.started).hasSize(1);
  }

  @Test
  void aMissingPermissionIsAGapAndNotSilence() throws Exception {
    api.failure = new StackSetException("detect drift: AccessDenied", false, null);

    assertThat(monitor.start(new DriftCheck(now), Deadline.in(TIME)))
        .containsExactly("rootmon-spoke: detect drift: AccessDenied");
    assertThat(poll().checks().gaps())
        .singleElement()
        .extracting(Gap::detail)
        .isEqualTo("detect drift: AccessDenied");

    api.failure = null;
    assertThat(poll().checks().gaps()).isEmpty();
  }

  @Test
  void aDailyCheckThatNeverComesIsAGapAfterTwoDays() throws Exception {
    assertThat(poll().checks().gaps()).isEmpty();
    now = now.plus(Duration.ofHours(49));

    assertThat(poll().checks().gaps())
        .singleElement()
        .extracting(Gap::detail)
        .isEqualTo("no drift detection has completed since 2026-03-14 06:00:00 UTC");
  }

  @Test
  void theSameMessageTwiceStartsOneDetection() throws Exception {
    monitor.start(new DriftCheck(now), Deadline.in(TIME));
    assertThat(monitor.start(new DriftCheck(now), Deadline.in(TIME))).hasSize(1);
    assertThat(api.started).hasSize(1);
  }

  @Test
  void anAccountThatLeftTheOrganizationIsNotReported() throws Exception {
    monitor.start(new DriftCheck(now), Deadline.in(TIME));
    api.ended = Optional.of(now);
    api.drifted =
        List.of(
            new DriftedStack(PAYMENTS, "eu-west-1", DriftedStack.Kind.UNCHECKED, now, "failed"));

    assertThat(monitor.poll(now, Optional.of(Set.of()), Deadline.in(TIME)).stacks().gaps())
        .isEmpty();
  }

  private DriftMonitor.Drift poll() throws Exception {
    return monitor.poll(now, Optional.of(Set.of(PAYMENTS)), Deadline.in(TIME));
  }
}
