package io.rootmon.channel;

import io.rootmon.alert.Alert;
import io.rootmon.judge.Severity;
import io.rootmon.settings.Settings;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who is mentioned in an alert of each severity, in the notation of the channel's service. Reports
 * mention no user.
 */
public record Mentions(Map<Severity, List<String>> bySeverity) {
  public static final Mentions NONE = new Mentions(Map.of());

  public Mentions {
    Map<Severity, List<String>> copy = new EnumMap<>(Severity.class);
    bySeverity.forEach((severity, names) -> copy.put(severity, List.copyOf(names)));
    bySeverity = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads the setting {@code mentions}.
   *
   * @param notation converts a name as a user writes it, or throws an {@link
   *     IllegalArgumentException}
   */
  public static Mentions of(Settings settings, UnaryOperator<String> notation) {
    Optional<Settings> mentions = settings.optionalObject("mentions");
    if (mentions.isEmpty()) {
      return NONE;
    }
    Map<Severity, List<String>> all = new EnumMap<>(Severity.class);
    for (String severity : mentions.get().keys()) {
      all.put(
          Severity.valueOf(severity),
          mentions.get().texts(severity).stream().map(notation).toList());
    }
    return new Mentions(all);
  }

  /** The mentions of an alert, in their order. */
  public List<String> in(Alert alert) {
    return alert.isReport() ? List.of() : bySeverity.getOrDefault(alert.severity(), List.of());
  }
}
