package io.rootmon.cli;

import io.rootmon.internal.config.ConfiguredChannel;
import io.rootmon.secret.SecretReference;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Formats a channel's settings. A secret appears as its reference, never as its value. The value of
 * a header that may be a secret is hidden.
 */
record ChannelSettingsText(ConfiguredChannel channel) {
  private static final String HEADERS = "headers";

  /** Names of headers whose values are secrets. */
  private static final Pattern SECRET_HEADER =
      Pattern.compile(
          ".*(?:authorization|cookie|token|secret|passw|key|signature|credential).*",
          Pattern.CASE_INSENSITIVE);

  String type() {
    return channel.type();
  }

  /** Returns every setting except the type, in the document's order. */
  Map<String, String> lines() {
    Settings settings = channel.settings();
    Map<String, String> lines = new LinkedHashMap<>();
    settings
        .values()
        .forEach(
            (key, value) ->
                lines.put(key, text(settings, key, key.equals(HEADERS) ? hidden(value) : value)));
    lines.remove("type");
    return lines;
  }

  private Object hidden(Object headers) {
    Map<Object, Object> shown = new LinkedHashMap<>((Map<?, ?>) headers);
    literalSecrets().forEach(it -> shown.put(it, "(not shown)"));
    return shown;
  }

  /** Returns the headers whose names indicate a secret, and whose values are in the document. */
  List<String> literalSecrets() {
    return channel.settings().values().get(HEADERS) instanceof Map<?, ?> headers
        ? headers.entrySet().stream()
            .filter(it -> it.getValue() instanceof String)
            .map(it -> String.valueOf(it.getKey()))
            .filter(it -> SECRET_HEADER.matcher(it).matches())
            .toList()
        : List.of();
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
