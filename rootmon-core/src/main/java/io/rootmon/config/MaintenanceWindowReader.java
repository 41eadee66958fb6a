package io.rootmon.config;

import io.rootmon.account.AccountId;
import io.rootmon.detect.ActivityKind;
import io.rootmon.judge.MaintenanceWindow;
import io.rootmon.judge.MaintenanceWindows;
import io.rootmon.settings.Settings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the windows in which root is expected at work. */
final class MaintenanceWindowReader {
  private MaintenanceWindowReader() {}

  static MaintenanceWindows read(List<Settings> windows) {
    return new MaintenanceWindows(
        windows.stream().map(it -> it.make(MaintenanceWindowReader::window)).toList());
  }

  private static MaintenanceWindow window(Settings window) {
    return new MaintenanceWindow(
        new AccountId(window.text("account")),
        time(window, "from"),
        time(window, "until"),
        window.text("ticket"),
        window.optionalText("owner"),
        window.texts("kinds").stream().map(ActivityKind::valueOf).collect(Collectors.toSet()),
        new LinkedHashSet<>(window.texts("events")));
  }

  /** The schema knows the form, but not the calendar. */
  private static Instant time(Settings window, String key) {
    String text = window.text(key);
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          key + ": expected a time such as 2026-03-14T02:00:00Z but was '" + text + "'", e);
    }
  }
}
