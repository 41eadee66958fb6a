package io.rootmon.cli;

import io.rootmon.internal.config.ConfiguredChannel;
import io.rootmon.secret.SecretReference;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats a channel's settings. A secret appears as its reference, never as its value. */
record ChannelSettingsText(ConfiguredChannel channel) {
  String type() {
    return channel.type();
  }

  /** Returns every setting except the type, in the document's order. */
  Map<String, String> lines() {
    Settings settings = channel.settings();
    Map<String, String> lines = new LinkedHashMap<>();
    settings.values().forEach((key, value) -> lines.put(key, text(settings, key, value)));
    lines.remove("type");
    return lines;
  }

  private static String text(Settings settings, String key, Object value) {
    return settings
        .find(key, ValueType.SECRET)
        .map(SecretReference::toString)
        .orElseGet(() -> text(value));
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ChannelSettingsText::text).collect(Collectors.joining(", "));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(it -> it.getKey() + ": " + nested(it.getValue()))
          .collect(Collectors.joining("; "));
    }
    return String.valueOf(value);
  }

  private static String nested(Object value) {
    return value instanceof Map<?, ?> ? "(" + text(value) + ")" : text(value);
  }

  /** Returns the references to the channel's secrets by their keys. */
  Map<String, SecretReference> secrets() {
    Settings settings = channel.settings();
    Map<String, SecretReference> secrets = new LinkedHashMap<>();
    for (String key : settings.values().keySet()) {
      settings.find(key, ValueType.SECRET).ifPresent(it -> secrets.put(key, it));
    }
    return secrets;
  }
}
