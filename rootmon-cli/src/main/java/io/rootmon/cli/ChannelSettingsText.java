package io.rootmon.cli;

import io.rootmon.secret.SecretReference;
import io.rootmon.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A channel's settings as a person reads them: a secret is where it is, never what it is. */
record ChannelSettingsText(Settings settings) {
  String type() {
    return settings.text("type");
  }

  /** All but the type, in the document's order. */
  Map<String, String> lines() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String key : settings.keys()) {
      if (settings.isText(key)) {
        lines.put(key, settings.text(key));
      } else if (isObject(key)) {
        lines.put(key, settings.secret(key).toString());
      } else if (isList(key)) {
        lines.put(key, String.join(", ", settings.texts(key)));
      }
    }
    lines.remove("type");
    return lines;
  }

  /** Every object among a channel's settings is a secret's place. */
  Map<String, SecretReference> secrets() {
    Map<String, SecretReference> secrets = new LinkedHashMap<>();
    for (String key : settings.keys()) {
      if (isObject(key)) {
        secrets.put(key, settings.secret(key));
      }
    }
    return secrets;
  }

  private boolean isObject(String key) {
    return is(() -> settings.optionalObject(key).isPresent());
  }

  private boolean isList(String key) {
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
