package io.rootmon.judge;

import io.rootmon.account.AccountId;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configured maintenance windows. A covered finding gets one severity less and the ticket as a
 * reason. If windows overlap, the first that covers the finding applies. Activity within a day of a
 * window, or inside it but not covered by it, gets that as its first reason.
 *
 * <p>The channels do not change: see {@link Finding#usualSeverity}. Neither tampering with the
 * monitoring setup nor a severity that the incident raised is lowered.
 */
public record MaintenanceWindows(List<MaintenanceWindow> windows) {
  /** No windows: no root activity is planned. */
  public static final MaintenanceWindows NONE = new MaintenanceWindows(List.of());

  /** The distance from a window within which activity may be the planned work at the wrong time. */
  static final Duration NEAR = Duration.ofDays(1);

  private static final String LOWERED = "lowered from ";
  private static final String COVERED = ": covered by ";

  public MaintenanceWindows {
    windows = List.copyOf(windows);
  }

  Finding judge(Finding finding) {
    RootActivity activity = finding.activity();
    if (activity.account().isEmpty() || activity.is(ActivityKind.SERVICE_ON_BEHALF)) {
      return finding;
    }
    Instant time = activity.event().time();
    List<MaintenanceWindow> near =
        windows.stream()
            .filter(it -> it.concerns(activity.account().get()))
            .filter(it -> it.distance(time).compareTo(NEAR) <= 0)
            .toList();
    boolean blinds = activity.is(ActivityKind.TAMPERING) || activity.changesRootmon();
    Optional<MaintenanceWindow> fitting =
        near.stream().filter(it -> !blinds && it.contains(time) && it.names(activity)).findFirst();
    return fitting
        .map(it -> finding.expectedBy(it, lowered(finding, it)))
        .orElseGet(() -> nearest(near, time).map(it -> contrary(finding, it)).orElse(finding));
  }

  /**
   * Replaces the reason if something else keeps the severity up; other reasons are returned
   * unchanged.
   */
  static String notLowered(String reason) {
    int covered = reason.indexOf(COVERED);
    return reason.startsWith(LOWERED) && covered > 0
        ? reason.substring(covered + ": ".length()) + ", which does not lower the severity here"
        : reason;
  }

  private static String lowered(Finding finding, MaintenanceWindow window) {
    return LOWERED + finding.severity() + COVERED + window.label() + ", " + window.span();
  }

  private static Optional<MaintenanceWindow> nearest(List<MaintenanceWindow> near, Instant time) {
    return near.stream().min(Comparator.comparing(it -> it.distance(time)));
  }

  private static Finding contrary(Finding finding, MaintenanceWindow window) {
    RootActivity activity = finding.activity();
    Instant time = activity.event().time();
    String problem =
        window.contains(time)
            ? "outside the scope of " + window.label() + ": "
            : "outside the window of " + window.label() + ": ";
    String difference =
        window.contains(time) ? difference(activity, window) : late(window, time) + window.span();
    return finding.because(problem + difference);
  }

  private static String difference(RootActivity activity, MaintenanceWindow window) {
    if (window.names(activity)) {
      return "no maintenance window covers tampering with the monitoring setup";
    }
    boolean ofOtherKind = !window.kinds().isEmpty() && !window.kinds().contains(activity.kind());
    return ofOtherKind
        ? "the window does not cover activities of the kind " + activity.kind()
        : "the window covers only " + String.join(", ", window.events());
  }

  private static String late(MaintenanceWindow window, Instant time) {
    return DurationText.roundedUp(window.distance(time))
        + (time.isBefore(window.from()) ? " before it, " : " after it, ");
  }

  /**
   * Returns the windows that ended in a period and had no activity.
   *
   * @param from the start of the period; {@code until} is the first instant after it
   * @param seen the times of root activity, by account
   */
  public List<MaintenanceWindow> unused(
      Instant from, Instant until, Map<AccountId, ? extends Collection<Instant>> seen) {
    return windows.stream()
        .filter(it -> !it.until().isBefore(from) && it.until().isBefore(until))
        .filter(
            it ->
                !seen.containsKey(it.account())
                    || seen.get(it.account()).stream().noneMatch(it::contains))
        .toList();
  }
}
