package io.rootmon.cli;

import io.rootmon.secret.SecretReference;
import io.rootmon.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** A channel's settings as a person reads them: a secret is where it is, never what it is. */
record ChannelSettingsText(Settings settings) {
  String type() {
    return settings.text("type");
  }

  /** All but the type, in the document's order. */
  Map<String, String> lines() {
    Map<String, String> lines = new LinkedHashMap<>();
    add("", settings, lines);
    lines.remove("type");
    return lines;
  }

  private static void add(String path, Settings some, Map<String, String> lines) {
    for (String key : some.keys()) {
      if (some.isText(key)) {
        lines.put(path + key, some.text(key));
      } else if (isObject(some, key)) {
        if (isSecret(some.object(key))) {
          lines.put(path + key, some.secret(key).toString());
        } else {
          add(path + key + ".", some.object(key), lines);
        }
      } else if (isList(some, key)) {
        lines.put(path + key, String.join(", ", some.texts(key)));
      }
    }
  }

  /** The secrets' places, by the paths of their settings. */
  Map<String, SecretReference> secrets() {
    Map<String, SecretReference> secrets = new LinkedHashMap<>();
    add("", settings, secrets::put);
    return secrets;
  }

  private static void add(
      String path, Settings some, BiConsumer<String, SecretReference> secrets) {
    for (String key : some.keys()) {
      if (isObject(some, key)) {
        if (isSecret(some.object(key))) {
          secrets.accept(path + key, some.secret(key));
        } else {
          add(path + key + ".", some.object(key), secrets);
        }
      }
    }
  }

  private static boolean isSecret(Settings some) {
    return some.keys().stream().anyMatch(Set.of("env", "ssm", "secretsManager")::contains);
  }

  private static boolean isObject(Settings settings, String key) {
    return is(() -> settings.optionalObject(key).isPresent());
  }

  private static boolean isList(Settings settings, String key) {
    return is(() -> !settings.texts(key).equals(List.of()));
  }

  /** Settings answer only what they are asked for; another type is a refusal. */
  private static boolean is(BooleanSupplier question) {
    try {
      return question.getAsBoolean();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
