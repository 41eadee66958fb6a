package io.rootmon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.time.Deadline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A channel that records the alerts it accepts. Failures that a test sets come first, one for each
 * call. Safe for use by many threads.
 */
public final class RecordingChannel implements Channel {
  /** Runs before an alert is accepted; an exception prevents that. */
  @FunctionalInterface
  public interface Behavior {
    void accept(Alert alert, Deadline deadline) throws DeliveryException;
  }

  private final String name;
  private final Behavior behavior;
  private final List<Alert> accepted = new ArrayList<>();
  private final Queue<DeliveryException> failures = new ArrayDeque<>();

  /** Creates a channel that accepts every alert. */
  public RecordingChannel(String name) {
    this(name, (alert, deadline) -> {});
  }

  public RecordingChannel(String name, Behavior behavior) {
    this.name = name;
    this.behavior = behavior;
  }

  /** Fails the next call with this exception. */
  public RecordingChannel failing(DeliveryException failure) {
    return failing(1, failure);
  }

  /** Fails the next calls with this exception. */
  public synchronized RecordingChannel failing(int times, DeliveryException failure) {
    failures.addAll(Collections.nCopies(times, failure));
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    DeliveryException failure = nextFailure();
    if (failure != null) {
      throw failure;
    }
    behavior.accept(alert, deadline);
    return accept(alert);
  }

  private synchronized @Nullable DeliveryException nextFailure() {
    return failures.poll();
  }

  private synchronized Receipt accept(Alert alert) {
    accepted.add(alert);
    return new Receipt(name + " " + accepted.size());
  }

  /** Returns the accepted alerts, in their order. */
  public synchronized List<Alert> alerts() {
    return List.copyOf(accepted);
  }

  /** Returns the only accepted alert. */
  public Alert only() {
    assertThat(alerts()).hasSize(1);
    return alerts().get(0);
  }

  /** Returns the headlines of the accepted alerts. */
  public List<String> headlines() {
    return alerts().stream().map(Alert::headline).toList();
  }
}
