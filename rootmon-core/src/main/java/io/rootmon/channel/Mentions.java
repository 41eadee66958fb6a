package io.rootmon.channel;

import io.rootmon.alert.Alert;
import io.rootmon.judge.Severity;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The users and groups to mention in an alert, by severity, in the notation of the channel's
 * service. Reports mention no user.
 */
public record Mentions(Map<Severity, List<String>> bySeverity) {
  /** No mentions. */
  public static final Mentions NONE = new Mentions(Map.of());

  public Mentions {
    Map<Severity, List<String>> copy = new EnumMap<>(Severity.class);
    bySeverity.forEach((severity, names) -> copy.put(severity, List.copyOf(names)));
    bySeverity = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads the setting {@code mentions}.
   *
   * @param notation converts a name from the configuration
   */
  public static Mentions read(Settings settings, ValueType<String> notation) {
    return settings
        .object("mentions", "an object from severities to names", it -> names(it, notation))
        .map(Mentions::new)
        .orElse(NONE);
  }

  private static Map<Severity, List<String>> names(Settings mentions, ValueType<String> notation) {
    return mentions.map(
        ValueType.oneOf(Severity.class),
        severity -> ValueType.nonEmptyList("a list of at least one name", notation));
  }

  /** Returns the mentions of an alert, in their order. */
  public List<String> in(Alert alert) {
    return alert.isReport() ? List.of() : bySeverity.getOrDefault(alert.severity(), List.of());
  }
}
